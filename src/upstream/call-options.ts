import { aNumber, anObject, checkOptions, either, listOf, type Rule, type RuleTable } from '../core/check-options.ts';
import { isErrorStatus } from '../error/status.ts';
import { isObject, readProperty } from '../http/safe-read.ts';

/** What has become of a validated value: Ajv's compiled functions are of this kind. */
export interface ValidateFunction {
  (data: unknown): unknown;
  errors?: unknown;
}

/** Options that every marked call takes. */
export interface CallOptions {
  /** Milliseconds until the call is given up: 504. Default: none. */
  readonly timeout?: number;
  /** Another signal that ends the call, such as a deadline of the whole request. */
  readonly signal?: AbortSignal;
  /** The request that this call is made for: when its client leaves, the call is aborted. */
  readonly request?: object;
}

export interface UpstreamOptions extends CallOptions {
  /** Statuses of the upstream that become ours, with our own text and none of its fields: `[404, 409]`. Default: none. */
  readonly passOn?: readonly number[];
  /** What the reply must look like: a JSON Schema (compiled by Ajv, an optional peer), or a compiled validate function. */
  readonly schema?: object | ValidateFunction;
  /** Longest Retry-After that is taken over from the upstream, in seconds. Default: 86 400. */
  readonly retryAfterCap?: number;
}

const aSignal: Rule = {
  must: 'an AbortSignal',
  holds: (value) => typeof readProperty(value, 'aborted') === 'boolean' && isObject(value),
};
const aStatus: Rule = { must: 'a status from 400 to 599', holds: isErrorStatus };
const aFunction: Rule = { must: 'a validate function', holds: (value) => typeof value === 'function' };

const callTable: RuleTable & { readonly [Name in keyof CallOptions]-?: RuleTable[string] } = {
  timeout: aNumber(1, 2_147_483_647),
  signal: aSignal,
  request: anObject,
};

const upstreamTable: RuleTable & { readonly [Name in keyof UpstreamOptions]-?: RuleTable[string] } = {
  ...callTable,
  passOn: listOf(aStatus),
  schema: either(anObject, aFunction),
  retryAfterCap: aNumber(1, 86_400, true),
};

// The same object is given with every call where it is made once; it is checked once then.
const checked: WeakSet<object> = new WeakSet();

function checkOnce(options: object, table: RuleTable): void {
  if (checked.has(options)) return;
  checkOptions(options, table);
  checked.add(options);
}

/** @throws OptionError where the options are wrong. */
export function checkCallOptions(options: CallOptions): void {
  checkOnce(options, callTable);
}

/** @throws OptionError where the options are wrong. */
export function checkUpstreamOptions(options: UpstreamOptions): void {
  checkOnce(options, upstreamTable);
}
