import type { ErrorReport } from './error-report.ts';

/** The `err` of a log line, as pino's and bunyan's serialisers expect it, made of redacted parts alone. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
}

/**
 * What object loggers get as `err`. Never the Error itself: pino's standard serialiser copies every enumerable property
 * of it (an Axios config with its Authorization, a driver's parameters).
 *
 * Without a prototype and with a hidden `name`: that serialiser takes anything with a message for an error and calls it
 * by its constructor, else by its name; a plain object would be logged as type "Object". Not frozen, because it tags the
 * object while it works.
 */
export function toLoggedError(report: ErrorReport): LoggedError {
  const stack = report['exception.stacktrace'];
  const code = report['failwell.code'];
  const error: LoggedError = Object.assign(Object.create(null) as object, {
    type: report['exception.type'],
    message: report['exception.message'],
    ...(stack === undefined ? {} : { stack }),
    ...(code === undefined ? {} : { code }),
  });
  Object.defineProperty(error, 'name', { value: error.type, enumerable: false, configurable: true, writable: true });
  return error;
}
