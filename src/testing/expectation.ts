import { aBoolean, anObject, aText, checkOptions, listOf, type Rule, type RuleTable } from '../core/check-options.ts';
import type { RetryHint } from '../http/response-plan.ts';

/** A value, a pattern, a predicate, an asymmetric matcher such as `expect.any(String)`, or null: must be absent. */
export type Expected<T> = T | RegExp | ((value: T) => boolean) | { asymmetricMatch(value: unknown): boolean } | null;

/** What a response must say beside its status. What is not named is not compared; the form is always checked. */
export interface ErrorResponseExpectation {
  /** Text for a person: `error.message`, or `detail` (else `title`) of problem details. */
  readonly message?: Expected<string>;
  readonly reason?: Expected<string>;
  readonly details?: Expected<unknown>;
  /** The body's `retry`. */
  readonly retry?: Expected<RetryHint>;
  /** Seconds of Retry-After; true: any, false: none. */
  readonly retryAfter?: Expected<number> | boolean;
  /** Canonical name of the status (AIP-193). */
  readonly canonical?: Expected<string>;
  readonly requestId?: Expected<string>;
  readonly traceId?: Expected<string>;
  readonly help?: Expected<string>;
  /** `type` of problem details. */
  readonly type?: Expected<string>;
  readonly title?: Expected<string>;
  readonly detail?: Expected<string>;
  readonly instance?: Expected<string>;
  /** Media type without parameters, such as `application/problem+json`. */
  readonly mediaType?: Expected<string>;
  /** Value of Cache-Control. Default: it must have no-store. */
  readonly cacheControl?: Expected<string>;
  /** Fields of the response by name, in any case; null: must be absent. */
  readonly headers?: Readonly<Record<string, Expected<string | number | readonly string[]>>>;
  /** The whole body: JSON data, or text. */
  readonly body?: Expected<unknown>;
  /** Method of the request, where the response does not know it: an answer to HEAD has no content. */
  readonly method?: string;
  /** Ids of form rules that this response may break, such as `['CA-4']`. */
  readonly ignore?: readonly string[];
  /** false: the form is not checked at all. Default: true. */
  readonly wellFormed?: boolean;
}

const anything: Rule = { must: 'anything', holds: () => true };

const table: RuleTable & { readonly [Name in keyof ErrorResponseExpectation]-?: RuleTable[string] } = {
  message: anything,
  reason: anything,
  details: anything,
  retry: anything,
  retryAfter: anything,
  canonical: anything,
  requestId: anything,
  traceId: anything,
  help: anything,
  type: anything,
  title: anything,
  detail: anything,
  instance: anything,
  mediaType: anything,
  cacheControl: anything,
  headers: anObject,
  body: anything,
  method: aText,
  ignore: listOf(aText),
  wellFormed: aBoolean,
};

/** @throws OptionError for a misspelt name: an expectation that compares nothing would always hold. */
export function checkExpectation(expectation: unknown): asserts expectation is ErrorResponseExpectation {
  checkOptions(expectation, table);
}
