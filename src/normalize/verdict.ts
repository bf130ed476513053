import type { HttpErrorOptions } from '../error/error-options.ts';
import type { FailureDomain } from '../error/status.ts';
import type { Warning } from '../http/warning.ts';

/** What a classifier says of a foreign value. `undefined` instead of a verdict means: not mine, ask the next. */
export interface Verdict {
  /** 400 to 599. */
  readonly status: number;
  /** Name of the rule that decided, for the record: `transport/connection_refused`, `validation/zod`. */
  readonly rule: string;
  /** Who has to act, where the status alone does not say. */
  readonly domain?: FailureDomain;
  /** Text for the error; shown only with `options.expose`. Default: the message of the thrown value, unexposed. */
  readonly message?: string;
  /** Options of the error to be made: transient, proxy, retryAfter, challenges, details, headers, expose. */
  readonly options?: HttpErrorOptions;
  /** A deadline or an abort ended the work. */
  readonly cancelled?: boolean;
  /** The failure of an HTTP upstream: a gateway answers `status`, an origin 500. */
  readonly upstream?: boolean;
  /** What was left out of the foreign error on the way. */
  readonly warnings?: readonly Warning[];
}

/** What classifiers may depend on besides the value. */
export interface NormalizePolicy {
  /** 'gateway': failed HTTP upstreams are 502, 503, 504. 'origin': they are 500. */
  readonly role: 'gateway' | 'origin';
  /** Status of a request that breaks a schema. */
  readonly validationStatus: 422 | 400;
}

/** One concern: looks at a value (or at the marks that were read of it) and either decides or passes. */
export type Classifier<Value = unknown> = (value: Value, policy: NormalizePolicy) => Verdict | undefined;
