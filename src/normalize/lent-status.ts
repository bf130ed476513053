import { speaksForUs } from '../error/brand.ts';
import { readProperty } from '../http/safe-read.ts';
import { answersEverything } from './marks.ts';
import { normalize } from './normalize.ts';
import { toChosenStatus } from './own-status.ts';

const settings = { map: [], role: 'gateway', validationStatus: 422 } as const;

/**
 * The status that an error lends to the one that is made of it, as in `createError(error)`: its own, and only where
 * throwing it would be answered with that status. So an application's error keeps its 404, and the 401 that an upstream's
 * client library left on its error stays where it is (PX-11).
 */
export function lentStatus(error: Error): number | undefined {
  const chosen = toChosenStatus(readProperty(error, 'status'), readProperty(error, 'statusCode'));
  if (chosen === undefined || (speaksForUs(error) && !answersEverything(error))) return chosen;
  return normalize(error, settings).error.status === chosen ? chosen : undefined;
}
