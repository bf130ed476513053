import { isToken, isUnsatisfiedRange, toFieldValue } from '../http/fields.ts';
import type { FieldLine } from '../http/response-plan.ts';
import { arrayItems, isArray, isObject, ownKeys, readProperty } from '../http/safe-read.ts';
import type { Warning } from '../http/warning.ts';

/** Fields that an error may not set (ST-4): framing, hop-by-hop, and what the library derives from the body. */
const refused: ReadonlySet<string> = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'date',
  'content-type',
  'content-encoding',
]);

/** Singletons (ST-5): of several values the first is sent. */
const singletons: ReadonlySet<string> = new Set([
  'retry-after',
  'location',
  'etag',
  'last-modified',
  'expires',
  'age',
  'server',
  'sunset',
  'content-range',
  'content-disposition',
  'content-location',
  'x-content-type-options',
  'x-frame-options',
  'strict-transport-security',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-max-age',
  'cross-origin-resource-policy',
  'deprecation',
]);

/** ST-3: fields with a meaning on one status only. */
const boundToStatus: ReadonlyMap<string, number> = new Map([
  ['upgrade', 426],
  ['content-range', 416],
  ['proxy-authenticate', 407],
]);

const maxLines = 64;
/** Characters of all lines together: proxies refuse, and clients fail on, header sections of 8 to 16 KiB (SE-6). */
const maxSection = 8192;

function pairs(headers: unknown): readonly (readonly [unknown, unknown])[] {
  if (!isObject(headers)) return [];
  const iterator = readProperty(headers, Symbol.iterator);
  if (typeof iterator !== 'function')
    return ownKeys(headers, maxLines).map((name) => [name, readProperty(headers, name)]);
  return iteratedPairs(headers as Iterable<unknown>);
}

function iteratedPairs(headers: Iterable<unknown>): readonly (readonly [unknown, unknown])[] {
  const read: (readonly [unknown, unknown])[] = [];
  try {
    for (const pair of headers) {
      if (read.length >= maxLines) break;
      read.push([readProperty(pair, 0), readProperty(pair, 1)]);
    }
  } catch {
    // An iterator that throws has given what it had.
  }
  return read;
}

export interface ErrorFields {
  readonly lines: readonly FieldLine[];
  readonly warnings: readonly Warning[];
}

const none: ErrorFields = { lines: [], warnings: [] };

interface Reading {
  readonly lines: FieldLine[];
  readonly warnings: Warning[];
  /** Characters that are left of `maxSection`. */
  room: number;
}

function leaveOut(reading: Reading, why: string): void {
  if (reading.warnings.length < maxLines) reading.warnings.push({ code: 'header_dropped', message: why });
}

/** Why a field of this name cannot be sent at all. */
function refusal(name: unknown, status: number): string | undefined {
  if (!isToken(name)) return 'a field of the error was left out: its name is not a token';
  const key = name.toLowerCase();
  if (refused.has(key)) return `the error's field ${name} was left out: an error cannot set it`;
  if ((boundToStatus.get(key) ?? status) === status) return undefined;
  return `the error's field ${name} was left out: it means nothing on a ${status}`;
}

function toText(key: string, value: unknown): string | undefined {
  const text = toFieldValue(value);
  return key === 'content-range' && text !== undefined && !isUnsatisfiedRange(text) ? undefined : text;
}

function addLine(reading: Reading, name: string, value: unknown): void {
  const text = toText(name.toLowerCase(), value);
  if (text === undefined) {
    leaveOut(reading, `the error's field ${name} was left out: its value cannot be sent`);
  } else if (reading.lines.length >= maxLines || text.length + name.length > reading.room) {
    leaveOut(reading, `the error's field ${name} was left out: the error carries too many or too long fields`);
  } else {
    reading.lines.push([name, text]);
    reading.room -= text.length + name.length;
  }
}

function addField(reading: Reading, name: string, value: unknown): void {
  if (singletons.has(name.toLowerCase())) {
    const isSet = reading.lines.some(([one]) => one.toLowerCase() === name.toLowerCase());
    if (!isSet) addLine(reading, name, isArray(value) ? readProperty(value, 0) : value);
    return;
  }
  for (const one of isArray(value) ? arrayItems(value, maxLines) : [value]) addLine(reading, name, one);
}

/**
 * The fields that an error carries, validated: what cannot be sent is dropped and becomes a warning; the response still
 * goes out (SE-1: one CR LF in `err.headers` ends an Express or Koa process). Values never appear in the warning.
 */
export function readErrorFields(error: object, status: number): ErrorFields {
  const headers = readProperty(error, 'headers');
  if (headers === undefined || headers === null) return none;
  const reading: Reading = { lines: [], warnings: [], room: maxSection };
  for (const [name, value] of pairs(headers)) {
    if (value === undefined) continue;
    const why = refusal(name, status);
    if (why === undefined) addField(reading, name as string, value);
    else leaveOut(reading, why);
  }
  return { lines: reading.lines, warnings: reading.warnings };
}
