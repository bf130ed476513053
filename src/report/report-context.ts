import type { HttpError } from '../error/http-error.ts';
import type { Failure } from './failure.ts';

/**
 * The raw things behind a record, for hooks that need them (`Sentry.captureException(context.thrown)`).
 *
 * Read through getters of a class, never own properties: a hook that logs or serialises its arguments as they come would
 * otherwise write the Authorization of an Axios config to a log, which is what the record exists to prevent.
 */
export class ReportContext {
  readonly #failure: Failure | undefined;
  constructor(failure?: Failure) {
    this.#failure = failure;
  }
  /** The value as it was thrown. Not redacted. Undefined in a record that counts suppressed failures. */
  get thrown(): unknown {
    return this.#failure?.thrown;
  }
  /** The error that was answered with. Not redacted. */
  get error(): HttpError | undefined {
    return this.#failure?.error;
  }
  /** The host's own request (`req`, Koa's `ctx.req`, a Web Request). */
  get request(): unknown {
    return this.#failure?.host.request;
  }
  /** The host's own response. */
  get response(): unknown {
    return this.#failure?.host.response;
  }
}
