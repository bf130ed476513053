import { isErrorLike, isObject, readInteger, readProperty, readString } from '../http/safe-read.ts';
import { isOwnError, speaksForUs } from './brand.ts';
import type * as classes from './classes.ts';
import { type StatusErrorClass, statusClasses } from './classes.ts';
import type { HttpErrorOptions } from './error-options.ts';
import { addCreationWarnings, HttpError, statusReplaced } from './http-error.ts';
import { hasHttpErrorShape, isHttpError } from './is-http-error.ts';
import { capturesStack, withoutStack } from './stack-capture.ts';
import { isErrorStatus, statusTable } from './status.ts';

type Classes = typeof classes;

/** Options, and any property of one's own, which is kept on the error and never sent. */
export type CreateErrorOptions = HttpErrorOptions & { readonly [property: string]: unknown };

/** Every call form of http-errors 2. */
export interface CreateErrorFunction {
  (status: number, message?: string, options?: CreateErrorOptions): HttpError;
  (status: number, options: CreateErrorOptions): HttpError;
  (status: number, error: Error, options?: CreateErrorOptions): HttpError;
  (status: number, error: Error, message: string, options?: CreateErrorOptions): HttpError;
  (message: string, options?: CreateErrorOptions): HttpError;
  (error: Error, options?: CreateErrorOptions): HttpError;
  (options: CreateErrorOptions & { readonly status?: number }): HttpError;
  (): HttpError;
  (...args: readonly unknown[]): HttpError;
}

/** The named constructors that http-errors hangs on its function, by name and by code. */
type NamedConstructors = {
  readonly [Name in keyof Classes as Classes[Name] extends abstract new (
    ...args: never[]
  ) => HttpError
    ? Name
    : never]: Classes[Name];
};

export type CreateError = CreateErrorFunction &
  NamedConstructors & {
    readonly [code: number]: StatusErrorClass;
    readonly HttpError: typeof HttpError;
    readonly isHttpError: typeof isHttpError;
  };

interface Arguments {
  status?: number;
  message?: string;
  error?: Error;
  options?: object;
}

function readArguments(args: readonly unknown[]): Arguments {
  const read: Arguments = {};
  for (const [position, argument] of args.entries()) {
    if (typeof argument === 'number' && position === 0) read.status = argument;
    else if (typeof argument === 'string') read.message = argument;
    else if (isErrorLike(argument)) read.error = argument;
    else if (isObject(argument)) read.options = argument;
  }
  return read;
}

/**
 * The status that a given error lends: only when it is an HTTP error itself. http-errors takes any `status`, and with it
 * the 401 of an upstream's client library, even over an explicit 404 (an explicit status wins here).
 */
function lentStatus(error: Error | undefined): number | undefined {
  const lends = isOwnError(error) ? speaksForUs(error) : hasHttpErrorShape(error);
  return lends ? readInteger(error, 'status') : undefined;
}

/** Every status that was offered, the explicit one first. */
function offeredStatuses(read: Arguments): readonly unknown[] {
  const { status, error, options } = read;
  const offered = [status, lentStatus(error), readProperty(options, 'status'), readProperty(options, 'statusCode')];
  return offered.filter((one) => one !== undefined);
}

function toOptions(read: Arguments): HttpErrorOptions | undefined {
  const options = read.options as HttpErrorOptions | undefined;
  return read.error === undefined ? options : { cause: read.error, ...options };
}

function createWithStack(...args: readonly unknown[]): HttpError {
  const read = readArguments(args);
  if (isOwnError(read.error) && args.length === 1) return read.error;
  const offered = offeredStatuses(read);
  const status = offered.find(isErrorStatus) ?? 500;
  const message = read.message ?? readString(read.options, 'message') ?? readString(read.error, 'message');
  const error = withoutStack(() => {
    const StatusClass = statusClasses[status];
    return StatusClass === undefined
      ? new HttpError(status, message, toOptions(read))
      : new StatusClass(message, toOptions(read));
  });
  if (offered.length > 0 && !offered.some(isErrorStatus)) addCreationWarnings(error, [statusReplaced]);
  if (capturesStack(status)) Error.captureStackTrace(error, createError);
  return error;
}

function namedConstructors(): Record<string, StatusErrorClass> {
  const named: Record<string, StatusErrorClass> = {};
  for (const facts of statusTable.values()) {
    const StatusClass = statusClasses[facts.code];
    if (StatusClass === undefined) continue;
    for (const name of [String(facts.code), facts.className, ...facts.aliases]) named[name] = StatusClass;
  }
  return named;
}

/**
 * Creates the error of a status. Takes every call form of http-errors 2: status, message, an error to wrap and
 * properties, in its orders; and carries its named constructors (`createError.NotFound`, `createError[404]`).
 *
 * Different on purpose: a given error is never changed but kept as `cause`, and only an HTTP error lends its status; an
 * explicit status wins over it; a message beside it is used; a `status` among the properties counts where there is no
 * other; what is not an integer from 400 to 599 is 500; arguments of other types are passed over, and nothing throws.
 *
 * @example
 * throw createError(404, 'No such order', { reason: 'ORDER_UNKNOWN' });
 */
export const createError: CreateError = Object.assign(createWithStack as CreateErrorFunction, namedConstructors(), {
  HttpError,
  isHttpError,
}) as unknown as CreateError;
