import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureParts, pathOf } from './ensure.ts';
import { type Account, type PrivateServer, startPrivateServer } from './private-server.ts';

/** A PostgreSQL of one's own, with one user and an empty database. */
export interface PostgresServer extends PrivateServer {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

const user = 'tester';
const password = 'swordfish';

/** PostgreSQL refuses to run as root; Debian's package brings this account. */
function findAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const ask = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: ask('-u'), gid: ask('-g') };
}

/** fsync is off: nothing here has to survive. */
function toArguments(
  port: number,
  data: string,
  directory: string,
  settings: Readonly<Record<string, string>>,
): string[] {
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: directory, fsync: 'off', ...settings };
  return [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

/** Starts PostgreSQL with a fresh cluster, password authentication and further settings; installs it where it is missing. */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<PostgresServer> {
  ensureParts('postgres');
  const account = findAccount();
  const command = pathOf('postgres');
  const server = await startPrivateServer({
    name: 'postgres',
    command,
    account,
    // Fast shutdown: SIGTERM would wait for every client to leave.
    stopSignal: 'SIGINT',
    prepare: (port, directory) => {
      const data = join(directory, 'data');
      const passwordFile = join(directory, 'password');
      writeFileSync(passwordFile, password, { mode: 0o644 });
      const create = [
        '-D',
        data,
        '-U',
        user,
        '--pwfile',
        passwordFile,
        '-A',
        'scram-sha-256',
        '-E',
        'UTF8',
        '--no-sync',
      ];
      execFileSync(join(dirname(command), 'initdb'), [...create, '--locale', 'C'], {
        stdio: 'pipe',
        cwd: directory,
        ...account,
      });
      return toArguments(port, data, directory, settings);
    },
  });
  return { ...server, user, password, database: 'postgres' };
}
