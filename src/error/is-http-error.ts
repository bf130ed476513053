import { isErrorLike, readProperty } from '../http/safe-read.ts';
import { isOwnError } from './brand.ts';
import type { HttpError } from './http-error.ts';
import { isErrorStatus } from './status-basics.ts';

/** The shape by which http-errors itself recognises its errors, of any copy and realm (SE-8). */
export function hasHttpErrorShape(value: unknown): value is HttpError {
  const statusCode = readProperty(value, 'statusCode');
  return (
    isErrorStatus(statusCode) &&
    readProperty(value, 'status') === statusCode &&
    typeof readProperty(value, 'expose') === 'boolean' &&
    isErrorLike(value)
  );
}

/**
 * Whether a value is an HTTP error: one of ours, of any copy of this package, or what http-errors' own `isHttpError`
 * accepts, with a status from 400 to 599 (an Error with a boolean `expose` and a `status` equal to `statusCode`). With
 * `status`, of that status only.
 */
export function isHttpError(value: unknown, status?: number): value is HttpError {
  if (!isOwnError(value) && !hasHttpErrorShape(value)) return false;
  return status === undefined || readProperty(value, 'status') === status;
}
