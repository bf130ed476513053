import { ensureParts, pathOf } from './ensure.ts';
import { type PrivateServer, startPrivateServer } from './private-server.ts';

/** Starts Redis without persistence, with further settings such as `['--maxmemory', '1mb']`; installs it where it is missing. */
export function startRedis(settings: readonly string[] = []): Promise<PrivateServer> {
  ensureParts('redis');
  return startPrivateServer({
    name: 'redis',
    command: pathOf('redis'),
    prepare: (port, directory) => [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', '', '--appendonly', 'no'],
      ...settings,
    ],
  });
}
