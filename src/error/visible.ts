import { toJsonSafe } from '../http/json-safe.ts';
import { readProperty } from '../http/safe-read.ts';
import { isErrorStatus, statusBasics } from './status-basics.ts';

/** Longer texts are cut: they are for a person (SE-6). UTF-16 units. */
export const textLimits = { message: 4096, reason: 256 } as const;

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
 * Explicit means: below 500, where the default is true, or an own enumerable property. The default of a status is
 * inherited, or hidden on a bare HttpError.
 */
export function hidesDetails(error: object): boolean {
  if (readProperty(error, 'expose') !== false) return false;
  const status = readProperty(error, 'status');
  try {
    return (isErrorStatus(status) && status < 500) || Object.prototype.propertyIsEnumerable.call(error, 'expose');
  } catch {
    return true;
  }
}

/** The error's own text where the client may read it and there is any. */
export function exposedMessage(error: object): string | undefined {
  return showsMessage(error) ? shortText(readProperty(error, 'message'), textLimits.message) : undefined;
}

/** The machine-readable reason, which is public by definition. */
export function visibleReason(error: object): string | undefined {
  return shortText(readProperty(error, 'reason'), textLimits.reason);
}

function shortText(value: unknown, limit: number): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, limit) : undefined;
}

/** What `toJSON` of an error gives. */
export function toVisibleBody(error: object): VisibleBody {
  const status = readProperty(error, 'status');
  const code = isErrorStatus(status) ? status : 500;
  const reason = visibleReason(error);
  const details = hidesDetails(error) ? undefined : toJsonSafe(readProperty(error, 'details')).value;
  return {
    error: {
      code,
      message: exposedMessage(error) ?? statusBasics(code).phrase,
      ...(reason === undefined ? {} : { reason }),
      ...(details === undefined || details === null ? {} : { details }),
    },
  };
}
