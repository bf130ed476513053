import type { HttpError } from '../error/http-error.ts';
import type { RequestView } from '../http/request-view.ts';
import type { PlanFacts } from '../http/response-plan.ts';
import type { TraceContext } from '../http/trace-context.ts';
import type { Warning } from '../http/warning.ts';

/** What became of the answer. */
export type Outcome =
  /** A complete response was written. */
  | 'sent'
  /** Headers were out already: the message was cut so that the client notices (TR-1). */
  | 'cut'
  /** The client had left: nothing was written; recorded as 499. */
  | 'client_gone'
  /** The response was complete before this failure happened: nothing was written (TR-8). */
  | 'already_sent';

/** Everything that report needs to know of one failure. Nothing of it is read before somebody listens. */
export interface Failure {
  /** The value as it was thrown. */
  readonly thrown: unknown;
  readonly error: HttpError;
  readonly outcome: Outcome;
  /** Status on the wire; 499 where the client had left. */
  readonly status: number;
  readonly request: RequestView;
  readonly facts: PlanFacts;
  /** Warnings of normalize and send; those of the plan are in `facts`. */
  readonly warnings: readonly Warning[];
  /** Somebody's deadline or abort ended the work while the client was still there. */
  readonly cancelled: boolean;
  /** The rule that decided what the thrown value is, such as `transport/ECONNREFUSED`. */
  readonly rule?: string | undefined;
  readonly host: HostContext;
}

/** What only a host knows. Functions, so that nothing is computed for a record that nobody reads. */
export interface HostContext {
  /** Route template, such as `/orders/:id`. */
  readonly route?: () => string | undefined;
  /** Logger bound to the request (pino-http's `req.log`). */
  readonly requestLogger?: () => unknown;
  /** Whether the app told its framework to print nothing (Koa's `app.silent`). An explicit logger is used all the same. */
  readonly quiet?: () => boolean;
  /** The active span, where a tracer runs. Without it the ids of the request's traceparent are recorded. */
  readonly trace?: () => TraceContext | undefined;
  /** The host's own request, handed to hooks. */
  readonly request?: unknown;
  readonly response?: unknown;
}
