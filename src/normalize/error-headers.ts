import type { HttpErrorOptions } from '../error/error-options.ts';
import { isToken } from '../http/fields.ts';
import { arrayItems, isArray } from '../http/safe-read.ts';
import type { Warning } from '../http/warning.ts';
import { headerPairs } from './foreign-headers.ts';

/**
 * Fields that a foreign error may not put on our response: framing, hop-by-hop, what describes a body that is not sent,
 * and Set-Cookie, which is taken from our own errors only. Stripe, Elasticsearch and undici leave the upstream's fields
 * on theirs, and a copied `transfer-encoding: chunked` beside our Content-Length is shaped like response smuggling.
 */
const refused: ReadonlySet<string> = new Set([
  'set-cookie',
  'set-cookie2',
  'content-length',
  'content-type',
  'content-encoding',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'date',
  '__proto__',
]);

type FieldValue = string | number | readonly string[];

export interface TakenHeaders {
  /** `headers`, where any is left. Names and values are validated where they are written (plan). */
  readonly options: HttpErrorOptions;
  readonly warnings: readonly Warning[];
}

const nothing: TakenHeaders = { options: {}, warnings: [] };

/** A value that could be a field's; lists are copied, for a foreign array may be anything. */
function toFieldValue(value: unknown): FieldValue | undefined {
  if (typeof value === 'string' || typeof value === 'number') return value;
  const lines = isArray(value) ? arrayItems(value, 64) : [];
  return lines.length > 0 && lines.every((line) => typeof line === 'string') ? lines : undefined;
}

function toWarnings(names: readonly string[]): readonly Warning[] {
  if (names.length === 0) return [];
  return [{ code: 'header_dropped', message: `fields of the error were left out: ${names.join(', ')}` }];
}

/** The fields of a foreign error that may go on, of an object, a Map or Web Headers. */
export function takeHeaders(headers: unknown): TakenHeaders {
  const pairs = headers === undefined || headers === null ? [] : headerPairs(headers);
  if (pairs.length === 0) return nothing;
  const kept: [string, FieldValue][] = [];
  const dropped: string[] = [];
  for (const [name, value] of pairs) {
    if (value === undefined) continue;
    const sendable = refused.has(name.toLowerCase()) ? undefined : toFieldValue(value);
    if (sendable !== undefined) kept.push([name, sendable]);
    else dropped.push(isToken(name) ? name : '(no token)');
  }
  return {
    options: kept.length === 0 ? {} : { headers: Object.fromEntries(kept) },
    warnings: toWarnings(dropped),
  };
}
