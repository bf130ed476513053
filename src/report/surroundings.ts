import { readObject, readProperty, readString } from '../http/safe-read.ts';
import { type StartTimer, startUnrefTimer } from './dedupe.ts';

/** What the reporter takes from its process; tests give their own. */
export interface Surroundings {
  /** `NODE_ENV`. */
  readonly environment: string | undefined;
  /** Directory that paths of fingerprints are relative to. */
  readonly root: string;
  readonly console: object | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds of a clock that is never set. */
  readonly elapsed: () => number;
  readonly startTimer: StartTimer;
  /** Writes a note about a broken hook; nothing in tests. */
  readonly warn: (text: string) => void;
}

function readRoot(process: unknown): string {
  const cwd = readProperty(process, 'cwd');
  try {
    const root: unknown = typeof cwd === 'function' ? cwd.call(process) : undefined;
    return typeof root === 'string' ? root : '';
  } catch {
    // The working directory was deleted.
    return '';
  }
}

function toWarn(console: unknown, environment: string | undefined): (text: string) => void {
  return (text): void => {
    const warn = environment === 'test' ? undefined : readProperty(console, 'warn');
    if (typeof warn === 'function') warn.call(console, text);
  };
}

/** Reads the process once, at creation; Workers and browsers have none. */
export function readSurroundings(): Surroundings {
  const process = readProperty(globalThis, 'process');
  const environment = readString(readObject(process, 'env'), 'NODE_ENV');
  const console = readObject(globalThis, 'console');
  return {
    environment,
    root: readRoot(process),
    console,
    warn: toWarn(console, environment),
    now: Date.now,
    elapsed: () => performance.now(),
    startTimer: startUnrefTimer,
  };
}
