import { isErrorLike, readProperty } from '../http/safe-read.ts';
import type { HttpError } from './http-error.ts';

/**
 * Brand of our errors, on the prototype of a class (on the error itself where it was received): 0 for HttpError, the status
 * for the class of a status. By Symbol.for, because two copies of this package (ESM and CJS, two versions) have two class
 * objects in one process; outside the public type, because a unique symbol would make their declarations unassignable to
 * each other.
 */
export const brand: symbol = Symbol.for('failwell.HttpError');

// By Symbol.for too: the decoder may be of another copy than the handler that meets its error.
const receivedKey = Symbol.for('failwell.received');

/** Our own error, of any copy of this package: one property read for everything else. */
export function isOwnError(value: unknown): value is HttpError {
  return typeof readProperty(value, brand) === 'number' && isErrorLike(value);
}

/**
 * An error that this service made itself, and not one that tells of a response which somebody else gave to us: the status
 * of that one is no status of ours (docs/decisions/017).
 */
export function speaksForUs(value: unknown): value is HttpError {
  return isOwnError(value) && readProperty(value, receivedKey) !== true;
}

/** Adds members that neither a loop nor an inspection shows. */
export function defineHidden(target: object, members: Readonly<Record<PropertyKey, unknown>>): void {
  for (const key of Reflect.ownKeys(members)) {
    Object.defineProperty(target, key, { value: members[key], enumerable: false, configurable: true, writable: true });
  }
}

/** What makes an error count as one of the class of a status, `instanceof` included; and as received or as ours. */
export function brandMembers(status: number, received: boolean): Readonly<Record<PropertyKey, unknown>> {
  return { [brand]: status, [receivedKey]: received };
}
