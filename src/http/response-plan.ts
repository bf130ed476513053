import type { Warning } from './warning.ts';

export type FieldLine = [name: string, value: string];

/** When and whether a client should come back. Header and body member say the same. */
export interface RetryHint {
  /** false where a repeat of this request must not happen by itself. */
  readonly retryable: boolean;
  /** Whole seconds, 1 to 86 400; absent where no time is advised and no Retry-After is sent. */
  readonly after?: number;
  /** true: only an idempotent request may be repeated. */
  readonly idempotentOnly?: boolean;
}

/** What report needs to know of a plan; report and plan do not import each other. */
export interface PlanFacts {
  /** Whether the client sees the error's own message. */
  readonly exposed: boolean;
  readonly retry: RetryHint | undefined;
  readonly requestId: string | undefined;
  readonly traceId: string | undefined;
  readonly warnings: readonly Warning[];
}

/** The whole response, ready to be translated by a host. Valid as the `ResponseInit` of `new Response(plan.body, plan)`. */
export interface ResponsePlan {
  status: number;
  /** Reason phrase (SL-3); HTTP/2 has none and leaves it out. */
  statusText: string;
  /** Every line of the response, in sending order; a name occurs more than once where the field allows it. */
  headers: FieldLine[];
  /** The representation of the error. A response to HEAD has the same fields and sends none of it (FR-5, FR-6). */
  body: string;
  /** true: the connection cannot be used again; HTTP/1.1 says so with `Connection: close`. */
  readonly close: boolean;
  readonly facts: PlanFacts;
}
