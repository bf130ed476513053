import type { HttpError } from '../error/http-error.ts';
import { normalize } from '../normalize/normalize.ts';
import { type ErrorHandlerOptions, resolveOptions } from './options.ts';

/** The options that decide what a thrown value is. */
export type ToHttpErrorOptions = Pick<ErrorHandlerOptions, 'role' | 'map' | 'validationStatus'>;

/**
 * Turns anything thrown into an HttpError: our own errors come back as they are, everything else is recognised (a failed
 * upstream, a broken schema, a database that is away, …) and kept as `cause`; what nothing recognises is a 500.
 *
 * @throws OptionError where the options are wrong; never for a thrown value.
 */
export function toHttpError(thrown: unknown, options?: ToHttpErrorOptions): HttpError {
  return normalize(thrown, resolveOptions(options)).error;
}
