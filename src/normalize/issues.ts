import { arrayItems, isArray, isObject, readProperty } from '../http/safe-read.ts';

/**
 * What a schema found wrong, as details for the client: where, as a JSON Pointer in the fragment form (RFC 6901 section
 * 6), and why. Never the rejected value, which may be a password; a library's text is shown only where it cannot hold it.
 */
export interface Issue {
  /** `#/age`; `#` for the whole. Absent where the library does not say. */
  readonly pointer?: string;
  readonly message: string;
  /** Part of the request: `body`, `query`, `params`, `headers`, `cookies`. Absent where the library does not say. */
  readonly in?: string;
}

/** Issues of one error; a client that breaks more learns of the rest next time. */
export const maxIssues = 50;
const maxSegments = 32;
const maxSegment = 128;
const maxMessage = 300;
/** Longer values are not compared: the text might quote their beginning. */
const maxCompared = 1000;

/** Where the library's own text may hold the rejected value. */
export const invalidText = 'is invalid';

function toSegment(value: unknown): string | undefined {
  // Standard Schema and Valibot wrap a key in an object.
  const key = isObject(value) ? readProperty(value, 'key') : value;
  if (typeof key === 'string') return key.slice(0, maxSegment);
  return typeof key === 'number' ? String(key) : undefined;
}

/** RFC 6901 section 3: `~` and `/`; then, in a URI fragment, percent-encoding. A lone surrogate has none. */
function escapeSegment(segment: string): string {
  const escaped = segment.replace(/~/g, '~0').replace(/\//g, '~1');
  return encodeURIComponent(escaped.replace(/[\ud800-\udfff]/gu, '\ufffd'));
}

/** `['items', 0, 'id']` as `#/items/0/id`; items may be Standard Schema's path objects. */
export function toPointer(path: unknown): string {
  const segments = arrayItems(path, maxSegments).map(toSegment);
  return `#${segments.map((segment) => (segment === undefined ? '' : `/${escapeSegment(segment)}`)).join('')}`;
}

/** `user.items[0].id` as segments, as Yup, Ajv 6, express-validator, mongoose and VineJS write paths. */
function dottedSegments(path: string): readonly string[] {
  return path
    .slice(0, maxSegments * maxSegment)
    .split(/[.[\]]+/)
    .map((segment) => segment.replace(/^["']|["']$/g, ''))
    .filter((segment) => segment !== '');
}

/** `/user/items/0` (Ajv's instancePath, TypeBox) as segments. */
export function pointerSegments(pointer: string): readonly string[] {
  return pointer
    .slice(0, maxSegments * maxSegment)
    .split('/')
    .slice(1)
    .map((segment) => segment.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** A path in either form of text, or as an array. */
export function toSegments(path: unknown): readonly unknown[] {
  if (isArray(path)) return arrayItems(path, maxSegments);
  if (typeof path === 'string') return path.startsWith('/') ? pointerSegments(path) : dottedSegments(path);
  return typeof path === 'number' ? [path] : [];
}

/** Texts under which a value could stand in a message; undefined where it could stand in any form. */
function appearances(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null || typeof value === 'boolean') return [];
  if (typeof value === 'string')
    return value.length > maxCompared ? undefined : value.trim() === '' ? [] : [value.trim()];
  if (typeof value === 'number' || typeof value === 'bigint') return [String(value)];
  return undefined;
}

/**
 * The library's text, if it is known not to hold the rejected value; else the fallback. Objects are never compared: a
 * text may quote any member of them.
 */
export function safeText(text: unknown, values: readonly unknown[], fallback: string = invalidText): string {
  if (typeof text !== 'string' || text === '' || text.length > maxMessage) return fallback;
  const lower = text.toLowerCase();
  const held = values.some((value) => appearances(value)?.some((one) => lower.includes(one.toLowerCase())) ?? true);
  return held ? fallback : text;
}

/** One issue; absent members are absent. */
export function toIssue(path: readonly unknown[], message: string, location?: string): Issue {
  return { pointer: toPointer(path), message, ...(location === undefined ? {} : { in: location }) };
}
