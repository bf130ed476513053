import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureParts, pathOf } from './ensure.ts';
import { type PrivateServer, startPrivateServer } from './private-server.ts';

export interface HaproxySite {
  /** Port of the one server behind it, on 127.0.0.1. */
  readonly upstream: number;
  /** More lines of the `backend` section. */
  readonly backend?: string;
}

function configure({ upstream, backend }: HaproxySite, port: number): string {
  return `global
  maxconn 256
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
frontend in
  bind 127.0.0.1:${port}
  default_backend out
backend out
  ${backend ?? ''}
  server one 127.0.0.1:${upstream}
`;
}

/** Starts HAProxy in front of one server, with its defaults; installs it where it is missing. */
export function startHaproxy(site: HaproxySite): Promise<PrivateServer> {
  ensureParts('haproxy');
  return startPrivateServer({
    name: 'haproxy',
    command: pathOf('haproxy'),
    prepare: (port, directory) => {
      const file = join(directory, 'haproxy.cfg');
      writeFileSync(file, configure(site, port));
      return ['-db', '-f', file];
    },
  });
}
