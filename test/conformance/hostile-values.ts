import { createThrowables } from '../../src/testing/throwables.ts';

/** Those that have a status which is believed, or are too big to be multiplied; test/testing/ throws them all. */
const apart: ReadonlySet<string> = new Set([
  'frozenWithStatus',
  'truthyExpose',
  'splittingHeaders',
  'crossRealm',
  'domException',
  'circular',
  'changing',
  'upstreamAnswer',
  'huge',
]);

/** From the set that users get in failwell/testing, with the text that the vectors look for. Built afresh on each call. */
export const hostileValues: Readonly<Record<string, () => unknown>> = Object.fromEntries(
  Object.entries(createThrowables('secret')).filter(([name]) => !apart.has(name)),
);
