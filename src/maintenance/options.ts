import {
  aFunction,
  aNumber,
  aPath,
  checkOptions,
  either,
  listOf,
  OptionError,
  type Rule,
  type RuleTable,
} from '../core/check-options.ts';
import type { RequestView } from '../http/request-view.ts';
import { toMoment, type WindowEnd, type WindowSwitch } from './window.ts';

/** A path, compared whole and with case, without its query; or a question about the request. */
export type Passage = string | ((request: RequestView) => boolean);

/** Options of `maintenance`. Checked once, when the middleware is created. */
export interface MaintenanceOptions {
  /**
   * End of the window: a Date, milliseconds since the epoch, or ISO 8601 with an offset (`2026-11-23T18:00:00Z`). Once it
   * is past, requests pass. A function is asked at each request and answers nothing (undefined, null or false) while
   * there is no maintenance; an answer that cannot be read counts as maintenance without a known end.
   */
  readonly until: WindowEnd | WindowSwitch;
  /**
   * Requests that pass: paths, or predicates. Replaces the default, which is `/health`, `/healthz`, `/livez`, `/readyz`.
   * `/robots.txt` always passes.
   */
  readonly allow?: readonly Passage[];
  /**
   * Whole seconds over which clients are spread after the end of the window, 0 to 3600: each is told to come back up to
   * this much later. Default: 0, the end itself, so that all come back at once.
   */
  readonly spread?: number;
}

export const defaultAllow: readonly Passage[] = ['/health', '/healthz', '/livez', '/readyz'];

const aMoment: Rule = {
  must: 'a valid Date, milliseconds since the epoch, ISO 8601 with an offset such as "2026-11-23T18:00:00Z", or a function',
  holds: (value) => aFunction.holds(value) || toMoment(value) !== undefined,
};

const table: RuleTable & { readonly [Name in keyof MaintenanceOptions]-?: RuleTable[string] } = {
  until: aMoment,
  allow: listOf(either(aPath, aFunction)),
  spread: aNumber(0, 3600, true),
};

/**
 * Checks the options and fills in the defaults.
 *
 * @throws OptionError for an unknown name, a wrong type, or no `until`.
 */
export function resolveMaintenanceOptions(options: MaintenanceOptions): Required<MaintenanceOptions> {
  checkOptions(options, table);
  if (options.until === undefined)
    throw new OptionError('FAILWELL_OPTION_TYPE', `"until" must be ${aMoment.must}, was undefined`);
  return Object.freeze({
    until: options.until,
    allow: [...(options.allow ?? defaultAllow)],
    spread: options.spread ?? 0,
  });
}
