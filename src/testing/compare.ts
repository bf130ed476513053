import { isArray, isObject, readProperty } from '../http/safe-read.ts';
import type { Answer } from './answer.ts';
import type { ErrorResponseExpectation } from './expectation.ts';

/** One thing that was named and came differently. */
export interface Difference {
  readonly name: string;
  readonly expected: unknown;
  readonly received: unknown;
}

export type Equals = (left: unknown, right: unknown) => boolean;

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}

function isAsymmetric(value: unknown): value is { asymmetricMatch(other: unknown): boolean } {
  return typeof readProperty(value, 'asymmetricMatch') === 'function';
}

/** JSON data by value; used where the framework brings no `equals`. Not node's: under Jest JSON is of another realm. */
export function equalsData(left: unknown, right: unknown): boolean {
  if (isAsymmetric(right)) return right.asymmetricMatch(left);
  if (Object.is(left, right)) return true;
  if (!isObject(left) || !isObject(right) || isArray(left) !== isArray(right)) return false;
  const names = Object.keys(right).filter((name) => readProperty(right, name) !== undefined);
  const own = Object.keys(left).filter((name) => readProperty(left, name) !== undefined);
  return (
    names.length === own.length &&
    names.every((name) => equalsData(readProperty(left, name), readProperty(right, name)))
  );
}

function holds(received: unknown, expected: unknown, equals: Equals): boolean {
  if (expected === null) return received === undefined;
  if (isAsymmetric(expected)) return expected.asymmetricMatch(received);
  if (tagOf(expected) === '[object RegExp]')
    return typeof received === 'string' && new RegExp(expected as RegExp).test(received);
  if (typeof expected === 'function') return expected(received) === true;
  return equals(received, expected);
}

type Read = (answer: Answer) => unknown;

function readSeconds({ field }: Answer): unknown {
  const given = field('retry-after');
  return given !== undefined && /^\d+$/.test(given) ? Number(given) : given;
}

const ofMember =
  (name: string): Read =>
  (answer) =>
    answer.member(name);

const readers: Readonly<Record<string, Read>> = {
  message: ofMember('message'),
  reason: ofMember('reason'),
  details: ofMember('details'),
  retry: ofMember('retry'),
  retryAfter: readSeconds,
  canonical: ofMember('canonical'),
  requestId: ofMember('requestId'),
  traceId: ofMember('traceId'),
  help: ofMember('help'),
  type: ofMember('type'),
  title: ofMember('title'),
  detail: ofMember('detail'),
  instance: ofMember('instance'),
  mediaType: ({ mediaType }) => mediaType,
  cacheControl: ({ field }) => field('cache-control'),
  body: ({ json, text }) => (json === undefined ? text : json),
};

function compareOne(name: string, expected: unknown, answer: Answer, equals: Equals): boolean {
  const received = readers[name]?.(answer);
  if (name === 'retryAfter' && typeof expected === 'boolean') return (received !== undefined) === expected;
  return holds(received, expected, equals);
}

function compareHeader(name: string, expected: unknown, answer: Answer, equals: Equals): readonly Difference[] {
  const values = answer.values(name.toLowerCase());
  const received = isArray(expected) ? values : answer.field(name.toLowerCase());
  const wanted = typeof expected === 'number' ? String(expected) : expected;
  return holds(received, wanted, equals) ? [] : [{ name, expected, received }];
}

/** What differs from what was named, in the order in which it was named. */
export function findDifferences(
  status: number | undefined,
  expectation: ErrorResponseExpectation,
  answer: Answer,
  equals: Equals,
): readonly Difference[] {
  const named = Object.entries(expectation).filter(
    ([name, value]) => readers[name] !== undefined && value !== undefined,
  );
  const members = named
    .filter(([name, expected]) => !compareOne(name, expected, answer, equals))
    .map(([name, expected]) => ({ name, expected, received: readers[name]?.(answer) }));
  const headers = Object.entries(expectation.headers ?? {}).filter(([, expected]) => expected !== undefined);
  return [
    ...(status === undefined || status === answer.status
      ? []
      : [{ name: 'status', expected: status, received: answer.status }]),
    ...members,
    ...headers.flatMap(([name, expected]) => compareHeader(name, expected, answer, equals)),
  ];
}
