import { isToken, toFieldValue } from '../http/fields.ts';
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
]);

const maxLines = 64;

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

function toValues(name: string, value: unknown): readonly unknown[] {
  const values = isArray(value) ? arrayItems(value, maxLines) : [value];
  return singletons.has(name) ? values.slice(0, 1) : values;
}

function isRefused(name: string, status: number): boolean {
  return refused.has(name) || (name === 'upgrade' && status !== 426) || (name === 'content-range' && status !== 416);
}

export interface ErrorFields {
  readonly lines: readonly FieldLine[];
  readonly warnings: readonly Warning[];
}

const none: ErrorFields = { lines: [], warnings: [] };

/**
 * The fields that an error carries, validated: what cannot be sent is dropped and becomes a warning; the response still
 * goes out (SE-1: one CR LF in `err.headers` ends an Express or Koa process). Values never appear in the warning.
 */
export function readErrorFields(error: object, status: number): ErrorFields {
  const headers = readProperty(error, 'headers');
  if (headers === undefined || headers === null) return none;
  const lines: FieldLine[] = [];
  const warnings: Warning[] = [];
  for (const [name, value] of pairs(headers)) {
    if (value === undefined) continue;
    if (!isToken(name) || isRefused(name.toLowerCase(), status)) {
      warnings.push({ code: 'header_dropped', message: `a field of the error was left out: ${describeName(name)}` });
      continue;
    }
    for (const one of toValues(name.toLowerCase(), value)) {
      const text = toFieldValue(one);
      if (text === undefined)
        warnings.push({
          code: 'header_dropped',
          message: `the error's field ${name} was left out: its value cannot be sent`,
        });
      else lines.push([name, text]);
    }
  }
  return { lines, warnings };
}

function describeName(name: unknown): string {
  return isToken(name) ? `${name} cannot be set by an error` : 'its name is not a token';
}
