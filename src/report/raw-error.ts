import { isOwnError } from '../error/brand.ts';
import type { HttpError } from '../error/http-error.ts';
import { statusTable } from '../error/status.ts';
import {
  aggregateMembers,
  causeChain,
  constructorName,
  isArray,
  isErrorLike,
  isObject,
  readProperty,
  readString,
} from '../http/safe-read.ts';
import { toFrames } from './stack.ts';

/** What is taken of a foreign error: these members and no other (the allow-list). Not redacted yet. */
export interface RawError {
  readonly type: string;
  readonly code: string | undefined;
  readonly message: string;
  readonly frames: readonly string[];
}

/** Errors behind the thrown one that are recorded: causes, and members of aggregates. */
export const maxReportedCauses = 12;

const nameShape = /^[A-Za-z_$][\w$.-]{0,63}$/;
export const codeShape: RegExp = /^[A-Za-z0-9_.:/-]{1,64}$/;
// Names that say nothing: the base classes, and pg's.
const emptyNames: ReadonlySet<string> = new Set(['Error', 'error', 'Object']);
// Classes whose instances are told apart by `name` and not by class: DOMException, and Node's own wrappers.
const umbrellas: ReadonlySet<string> = new Set(['DOMException', 'NodeError', 'SystemError']);
function isName(name: string | undefined): name is string {
  return name !== undefined && nameShape.test(name) && !emptyNames.has(name);
}

function ownName(value: object): string | undefined {
  try {
    return Object.hasOwn(value, 'name') ? readString(value, 'name') : undefined;
  } catch {
    return undefined;
  }
}

// A bare HttpError, and what failwell/client decodes: branded, without a class of its own.
const bareClasses: ReadonlySet<string> = new Set(['HttpError', 'Error']);

/** Our own error: its class; without one of its own it is called by the class of its status, where that has one. */
function ownTypeName(error: HttpError): string {
  const byClass = constructorName(error);
  if (byClass !== undefined && byClass.length > 2 && !bareClasses.has(byClass) && nameShape.test(byClass))
    return byClass;
  return statusTable.get(error.status)?.className ?? 'HttpError';
}

/**
 * The class of a value, for grouping: what the value calls itself, else its constructor, else an inherited name. A user's
 * `class OrderLocked extends Conflict` is an OrderLocked; a name of one or two letters is a minifier's.
 */
export function typeName(value: unknown): string {
  if (!isObject(value)) return value === null ? 'null' : typeof value;
  if (typeof value === 'function') return 'function';
  if (isOwnError(value)) return ownTypeName(value);
  const byClass = constructorName(value);
  const telling = byClass !== undefined && byClass.length > 2 && !umbrellas.has(byClass);
  const candidates = [ownName(value), telling ? byClass : undefined, readString(value, 'name'), byClass];
  return candidates.find(isName) ?? (isErrorLike(value) ? 'Error' : isArray(value) ? 'Array' : 'Object');
}

function readCode(value: unknown): string | undefined {
  const code = readProperty(value, 'code');
  const text = typeof code === 'number' && Number.isFinite(code) ? String(code) : code;
  return typeof text === 'string' && codeShape.test(text) ? text : undefined;
}

/** What was thrown, in words, where it brings no message. Objects are not shown: their members are anybody's data. */
function readMessage(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'function') return 'a function was thrown';
  if (typeof value === 'symbol') return value.description ?? '';
  if (!isObject(value)) return String(value);
  const message = readString(value, 'message');
  if (message !== undefined) return message;
  return isErrorLike(value) ? '' : `${isArray(value) ? 'an array' : 'an object'} without a message was thrown`;
}

/** Reads one value; every property once. */
export function readRawError(value: unknown): RawError {
  const message = readMessage(value);
  const stack = readString(value, 'stack');
  return {
    type: typeName(value),
    code: readCode(value),
    message,
    frames: stack === undefined ? [] : toFrames(stack, message),
  };
}

function isAlone(thrown: unknown): boolean {
  return readProperty(thrown, 'cause') == null && readProperty(thrown, 'errors') === undefined;
}

/** The thrown value and the errors behind it, nearest first, each once, bounded. */
export function readErrorChain(thrown: unknown): readonly RawError[] {
  if (isAlone(thrown)) return [readRawError(thrown)];
  const found = new Set<unknown>([thrown]);
  for (const link of causeChain(thrown)) {
    found.add(link);
    for (const member of aggregateMembers(link)) found.add(member);
  }
  return [...found].slice(0, maxReportedCauses + 1).map(readRawError);
}
