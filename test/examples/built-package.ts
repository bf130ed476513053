import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// The examples import the package by its own name, that is dist/.
const root: string = join(import.meta.dirname, '../..');
/** scripts/build.js writes it last. */
const buildMark: string = join(root, 'dist/cjs/package.json');
const lock: string = join(root, 'node_modules/.failwell-build-lock');
const sources: readonly string[] = [
  'src',
  'scripts',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'tsconfig.cjs.json',
];

function newest(path: string): number {
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), own.mtimeMs);
}

function isFresh(): boolean {
  const built = statSync(buildMark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return sources.every((path) => newest(join(root, path)) < built);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Test files run in several processes at once; only one of them may build. */
function takeLock(): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/** A process that was killed while it built leaves its lock behind. */
function breakDeadLock(): void {
  const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
  if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
}

function build(): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/build.js'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`scripts/build.js failed:\n${stdout}${stderr}`);
}

/** Builds dist/ where it is missing or older than what it is made of. For beforeAll. */
export async function ensureBuilt(): Promise<void> {
  while (!takeLock()) {
    breakDeadLock();
    await sleep(50);
  }
  try {
    if (!isFresh()) build();
  } finally {
    rmSync(lock, { force: true });
  }
}
