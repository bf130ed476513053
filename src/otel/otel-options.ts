import type { Meter } from '@opentelemetry/api';
import { aNumber, checkOptions, either, type Rule, type RuleTable } from '../core/check-options.ts';
import { readProperty } from '../http/safe-read.ts';
import type { AttributeLimits } from './bounded-attributes.ts';

/** Options of the OpenTelemetry reporter. */
export interface OtelOptions extends AttributeLimits {
  /** Where `http.server.error` is counted; false: nowhere. Default: the global meter provider. */
  readonly meter?: Meter | false;
}

const isFalse: Rule = { must: 'false', holds: (value) => value === false };
const aMeter: Rule = {
  must: 'a meter with createCounter',
  holds: (value) => typeof readProperty(value, 'createCounter') === 'function',
};

/** Rules of the bounds, for every metric. */
export const limitRules: RuleTable = { maxValues: aNumber(1, 100_000, true), maxSeries: aNumber(1, 100_000, true) };

const table: RuleTable = { meter: either(isFalse, aMeter), ...limitRules };

export function checkOtelOptions(options: OtelOptions): void {
  checkOptions(options, table);
}
