import { isObject, readProperty } from '../http/safe-read.ts';
import type { Trouble, TroubleSpot } from './trouble.ts';

/** Promises of hooks and loggers that may be pending at a time. */
export const maxPending = 1000;

/** Calls of foreign code that cannot throw, reject or pile up. */
export interface Calls {
  /** Calls unless too many promises of this spot are pending; then the call is dropped and counted. */
  run(call: () => unknown): void;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return isObject(value) && typeof readProperty(value, 'then') === 'function';
}

/** One instance a hook: a slow hook must not starve the logger. */
export function createCalls(spot: TroubleSpot, trouble: Trouble): Calls {
  let pending = 0;

  function settle(result: unknown): void {
    if (!isThenable(result)) return;
    pending += 1;
    // Promise.resolve, because a foreign `then` may call back twice, or throw.
    Promise.resolve(result).then(
      () => {
        pending -= 1;
      },
      (problem: unknown) => {
        pending -= 1;
        trouble.note(spot, problem);
      },
    );
  }

  return {
    run: (call) => {
      if (pending >= maxPending) {
        trouble.drop();
        return;
      }
      try {
        settle(call());
      } catch (problem) {
        trouble.note(spot, problem);
      }
    },
  };
}
