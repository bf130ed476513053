import type { ErrorReport } from './error-report.ts';

/**
 * What object loggers get as `err`, made of redacted parts alone. Never the Error itself: pino's standard serialiser copies
 * every enumerable property of it (an Axios config with its Authorization, a driver's parameters).
 *
 * That serialiser takes anything with a message for an error and calls it by its constructor, else by its name, so this
 * class has no constructor to be called by, and a name that is none of its own properties. Not frozen, because it tags
 * the object while it works.
 */
export class LoggedError {
  readonly type: string;
  readonly message: string;
  declare readonly stack?: string;
  declare readonly code?: string;

  constructor(report: ErrorReport) {
    const stack = report['exception.stacktrace'];
    const code = report['failwell.code'];
    this.type = report['exception.type'];
    this.message = report['exception.message'];
    if (stack !== undefined) this.stack = stack;
    if (code !== undefined) this.code = code;
  }

  get name(): string {
    return this.type;
  }
}

Object.defineProperty(LoggedError.prototype, 'constructor', { value: undefined });
Object.setPrototypeOf(LoggedError.prototype, null);
