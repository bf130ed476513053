import { statusClasses } from '../error/classes.ts';
import type { HttpErrorOptions } from '../error/error-options.ts';
import { HttpError } from '../error/http-error.ts';
import { withoutStack } from '../error/stack-capture.ts';
import type { Verdict } from './verdict.ts';

const unexposed: HttpErrorOptions = { expose: false };

/** A class shows its message by default below 500; a foreign text is shown only where the verdict says so. */
function toOptions(verdict: Verdict, cause: unknown): HttpErrorOptions {
  const exposed = verdict.options?.expose === true || verdict.status >= 500;
  return { ...verdict.options, ...(exposed ? {} : unexposed), cause };
}

/**
 * The error of a verdict, around the value that was thrown. It has no stack of its own: the thrown value's says where,
 * and a second one would be most of the cost.
 */
export function wrap(thrown: unknown, verdict: Verdict, message: unknown): HttpError {
  const options = toOptions(verdict, thrown);
  const text = verdict.message ?? (typeof message === 'string' && message !== '' ? message : null);
  const StatusClass = Object.hasOwn(statusClasses, verdict.status) ? statusClasses[verdict.status] : undefined;
  const error = withoutStack(() =>
    StatusClass === undefined ? new HttpError(verdict.status, text, options) : new StatusClass(text, options),
  );
  if (verdict.domain !== undefined && verdict.domain !== error.failureDomain) {
    Object.defineProperty(error, 'failureDomain', {
      value: verdict.domain,
      enumerable: false,
      configurable: true,
      writable: true,
    });
  }
  return error;
}
