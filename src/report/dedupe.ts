import { isObject, readProperty } from '../http/safe-read.ts';

/** Groups that are watched at a time; above it the oldest is closed early. */
export const maxGroups = 1000;

const defaultWindowMs = 10_000;

/** Length of the window that the `dedupe` option asks for; undefined where it is off. */
export function toWindowMs(option: unknown): number | undefined {
  if (option !== true && !isObject(option)) return undefined;
  const asked = readProperty(option, 'windowMs');
  const length = typeof asked === 'number' && Number.isFinite(asked) ? asked : defaultWindowMs;
  return Math.min(Math.max(Math.round(length), 100), 3_600_000);
}

/** Starts a timer that must not keep the process alive. */
export type StartTimer = (run: () => void, milliseconds: number) => unknown;

export function startUnrefTimer(run: () => void, milliseconds: number): unknown {
  const timer: unknown = setTimeout(run, milliseconds);
  const unref = readProperty(timer, 'unref');
  if (typeof unref === 'function') unref.call(timer);
  return timer;
}

/** Counts identical failures. `Sample` is what the first of a group left for the record of the others. */
export interface DedupeGate<Sample> {
  /** true: report it now. false: it was counted. */
  admit(key: string): boolean;
  /** Leaves the sample of an admitted failure. */
  keep(key: string, sample: Sample): void;
}

export interface DedupeSettings<Sample> {
  readonly windowMs: number;
  readonly now: () => number;
  readonly startTimer: StartTimer;
  /** Reports `count` failures that were held back. */
  readonly flush: (sample: Sample, count: number) => void;
}

interface Group<Sample> {
  readonly until: number;
  count: number;
  sample: Sample | undefined;
}

/**
 * The first of a group goes out at once; the others of its window are counted and reported once when it ends. A storm
 * that goes on is one record a window. Memory: at most `maxGroups` samples, none of which holds a request.
 */
export function createDedupeGate<Sample>(settings: DedupeSettings<Sample>): DedupeGate<Sample> {
  const { windowMs, now, startTimer, flush } = settings;
  // In order of their ends, because every window is of one length and a new one goes behind.
  const groups = new Map<string, Group<Sample>>();
  let waiting = false;

  function open(key: string, sample: Sample | undefined): void {
    groups.delete(key);
    groups.set(key, { until: now() + windowMs, count: 0, sample });
    wait();
  }

  /** Ends a group's window; one that held something back starts another, so that what follows is counted again. */
  function close(key: string, group: Group<Sample>, reopen: boolean): void {
    groups.delete(key);
    if (group.count === 0) return;
    if (reopen) open(key, group.sample);
    if (group.sample !== undefined) flush(group.sample, group.count);
  }

  function sweep(): void {
    waiting = false;
    const time = now();
    for (const [key, group] of [...groups]) {
      if (group.until > time) break;
      close(key, group, true);
    }
    wait();
  }

  function wait(): void {
    const [first] = groups.values();
    if (waiting || first === undefined) return;
    waiting = true;
    startTimer(sweep, Math.max(first.until - now(), 1));
  }

  return {
    admit: (key) => {
      const group = groups.get(key);
      if (group !== undefined) {
        group.count += 1;
        return false;
      }
      const [oldest] = groups;
      if (groups.size >= maxGroups && oldest !== undefined) close(...oldest, false);
      open(key, undefined);
      return true;
    },
    keep: (key, sample) => {
      const group = groups.get(key);
      if (group !== undefined) group.sample = sample;
    },
  };
}
