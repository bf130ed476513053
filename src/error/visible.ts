import { toJsonSafe } from '../http/json-safe.ts';
import { readProperty, readString } from '../http/safe-read.ts';
import { isErrorStatus, statusFacts } from './status.ts';

/** The documented envelope, as far as the error alone decides it. */
export interface VisibleBody {
  readonly error: {
    readonly code: number;
    readonly message: string;
    readonly reason?: string;
    readonly details?: unknown;
  };
}

/**
 * The rule of exposure, in one place: plan/exposure.ts decides with it for a response, `toJSON` for whoever serialises an
 * error by hand. Compared strictly: stock Koa leaks on the truthy string `expose: 'yes'`.
 */
export function showsMessage(error: object): boolean {
  return readProperty(error, 'expose') === true;
}

/**
 * `details` and problem members are public by definition; an explicit `expose: false` hides them, a 5xx alone does not.
 * Explicit means an own enumerable property: the default of a status is inherited, or hidden on a bare HttpError.
 */
export function hidesDetails(error: object): boolean {
  try {
    return Object.prototype.propertyIsEnumerable.call(error, 'expose') && readProperty(error, 'expose') === false;
  } catch {
    return true;
  }
}

/** The text that a client may read: the message where it is exposed and not empty, else the phrase of the status. */
export function visibleMessage(error: object, phrase: string): string {
  const message = showsMessage(error) ? readString(error, 'message') : undefined;
  return message === undefined || message === '' ? phrase : message;
}

/** What `toJSON` of an error gives. */
export function toVisibleBody(error: object): VisibleBody {
  const status = readProperty(error, 'status');
  const code = isErrorStatus(status) ? status : 500;
  const reason = readString(error, 'reason');
  const details = hidesDetails(error) ? undefined : toJsonSafe(readProperty(error, 'details')).value;
  return {
    error: {
      code,
      message: visibleMessage(error, statusFacts(code).phrase),
      ...(reason === undefined ? {} : { reason }),
      ...(details === undefined || details === null ? {} : { details }),
    },
  };
}
