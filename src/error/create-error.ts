import { isErrorLike, isObject, readProperty, readString } from '../http/safe-read.ts';
import { isOwnError } from './brand.ts';
import { statusClasses } from './classes.ts';
import type { HttpErrorOptions } from './error-options.ts';
import { addCreationWarnings, HttpError, statusReplaced } from './http-error.ts';
import { isHttpError } from './is-http-error.ts';
import { type NamedConstructors, namedConstructors } from './named-constructors.ts';
import { capturesStack, withoutStack } from './stack-capture.ts';
import { isErrorStatus } from './status.ts';

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

export type CreateError = CreateErrorFunction &
  NamedConstructors & {
    readonly HttpError: typeof HttpError;
    readonly isHttpError: typeof isHttpError;
  };

/** The status that a given error lends to the error that is made of it. */
export type LendStatus = (error: Error) => number | undefined;

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

/** The explicit status, good or bad; where there is none, every other that was offered. */
function offeredStatuses({ status, error, options }: Arguments, lend: LendStatus): readonly unknown[] {
  if (status !== undefined) return [status];
  const lent = error === undefined ? undefined : lend(error);
  const offered = [lent, readProperty(options, 'status'), readProperty(options, 'statusCode')];
  return offered.filter((one) => one !== undefined);
}

function toOptions(read: Arguments): HttpErrorOptions | undefined {
  const options = read.options as HttpErrorOptions | undefined;
  return read.error === undefined ? options : { cause: read.error, ...options };
}

function build(status: number, read: Arguments): HttpError {
  const message = read.message ?? readString(read.options, 'message') ?? readString(read.error, 'message');
  const StatusClass = statusClasses[status];
  return StatusClass === undefined
    ? new HttpError(status, message, toOptions(read))
    : new StatusClass(message, toOptions(read));
}

/**
 * Builds `createError`. What a given error's status is worth is not known in this room: `lend` says it, and core hands in
 * the rule that a thrown error is judged by.
 */
export function buildCreateError(lend: LendStatus): CreateError {
  const createError = (...args: readonly unknown[]): HttpError => {
    const read = readArguments(args);
    if (isOwnError(read.error) && args.length === 1) return read.error;
    const offered = offeredStatuses(read, lend);
    const status = offered.find(isErrorStatus) ?? 500;
    const error = withoutStack(() => build(status, read));
    if (offered.length > 0 && !offered.some(isErrorStatus)) addCreationWarnings(error, [statusReplaced]);
    if (capturesStack(status)) Error.captureStackTrace(error, createError);
    return error;
  };
  return Object.assign(createError, namedConstructors(), { HttpError, isHttpError }) as unknown as CreateError;
}
