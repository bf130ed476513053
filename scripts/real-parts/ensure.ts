import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Software that nobody here wrote and that the tests talk to: Debian packages, at the versions of Debian 12. */
export type Part = 'nginx' | 'haproxy' | 'chromium' | 'curl' | 'python' | 'postgres' | 'redis' | 'openssl';

interface Installation {
  /** There when it is installed. */
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

const installations: Readonly<Record<Part, Installation>> = {
  nginx: { files: ['/usr/sbin/nginx'], packages: ['nginx'] },
  haproxy: { files: ['/usr/sbin/haproxy'], packages: ['haproxy'] },
  chromium: { files: ['/usr/bin/chromium'], packages: ['chromium'] },
  curl: { files: ['/usr/bin/curl'], packages: ['curl'] },
  // Debian's own interpreter: its packages are not seen by one installed elsewhere.
  python: {
    files: [
      '/usr/bin/python3',
      '/usr/lib/python3/dist-packages/urllib3/__init__.py',
      '/usr/lib/python3/dist-packages/requests/__init__.py',
    ],
    packages: ['python3', 'python3-urllib3', 'python3-requests'],
  },
  postgres: {
    files: ['/usr/lib/postgresql/15/bin/postgres', '/usr/lib/postgresql/15/bin/initdb'],
    packages: ['postgresql-15'],
  },
  redis: { files: ['/usr/bin/redis-server'], packages: ['redis-server'] },
  openssl: { files: ['/usr/bin/openssl'], packages: ['openssl'] },
};

/** The executable of a part. */
export function pathOf(part: Part): string {
  return installations[part].files[0] ?? part;
}

function isMissing(part: Part): boolean {
  return !installations[part].files.every((file) => existsSync(file));
}

function runAsRoot(command: string, ...args: readonly string[]): void {
  const isRoot = process.getuid?.() === 0;
  // RUNLEVEL=1 keeps Debian's maintainer scripts from starting a service on port 80.
  const line = ['env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', command, ...args];
  if (isRoot) execFileSync('env', line.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
  else execFileSync('sudo', ['-n', ...line], { stdio: ['ignore', 'ignore', 'pipe'] });
}

/**
 * Installs what is missing. Never passes over a part in silence: a check that did not run would look like one that passed.
 *
 * @throws where a part is missing and cannot be installed.
 */
export function ensureParts(...parts: readonly Part[]): void {
  const missing = parts.filter(isMissing);
  if (missing.length === 0) return;
  const packages = missing.flatMap((part) => installations[part].packages);
  const lock = '-oDPkg::Lock::Timeout=300';
  try {
    runAsRoot('apt-get', lock, 'update', '-q');
    runAsRoot('apt-get', lock, 'install', '-q', '-y', '--no-install-recommends', ...packages);
  } catch (cause) {
    throw new Error(`missing: ${missing.join(', ')}; apt-get install ${packages.join(' ')} failed`, { cause });
  }
  const still = missing.filter(isMissing);
  if (still.length > 0) throw new Error(`installed, but not where Debian puts it: ${still.join(', ')}`);
}
