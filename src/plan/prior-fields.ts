import type { FieldSet } from '../http/field-set.ts';
import {
  appendListMember,
  isSendable,
  isToken,
  isUnsatisfiedRange,
  listMembers,
  trimWhiteSpace,
} from '../http/fields.ts';
import type { FieldLine } from '../http/response-plan.ts';
import { toDelaySeconds } from './retry.ts';

/**
 * What becomes of the fields that the abandoned response had set (ST-1, ST-2, ST-3). Express keeps nearly all of them,
 * so a 502 goes out with `max-age=3600` and an ETag; Koa drops all of them, so a page on another origin sees
 * "Failed to fetch" instead of a 503.
 */

/** ST-1: false after the switch to an error body, or dangerous beside it. */
const dropped: ReadonlySet<string> = new Set([
  // framing and hop-by-hop: decided anew for every message
  'transfer-encoding',
  'trailer',
  'te',
  'connection',
  'keep-alive',
  'proxy-connection',
  'date',
  // describe the other representation
  'etag',
  'last-modified',
  'accept-ranges',
  'digest',
  'repr-digest',
  'signature',
  'signature-input',
  'sourcemap',
  'x-sourcemap',
  'im',
  'delta-base',
  'preference-applied',
  'accept-encoding',
  // freshness of a success
  'expires',
  'pragma',
  'age',
  'surrogate-control',
  'no-vary-search',
  'use-as-dictionary',
  // would send the client or the proxy elsewhere
  'location',
  'refresh',
  'x-sendfile',
  'x-lighttpd-send-file',
  'x-reproxy-url',
  'speculation-rules',
  // DT-6
  'x-powered-by',
]);

const droppedPrefixes: readonly string[] = ['x-accel-', 'sec-websocket-'];
/** `content-` describes a representation, but these two are security fields. */
const keptContentFields: ReadonlySet<string> = new Set([
  'content-security-policy',
  'content-security-policy-report-only',
]);

/** ST-3: meaningful on these statuses only. */
const boundToStatus: ReadonlyMap<string, readonly number[]> = new Map([
  ['content-range', [416]],
  ['proxy-authenticate', [407]],
  ['upgrade', [426]],
]);

function isDropped(name: string): boolean {
  if (dropped.has(name) || name.endsWith('cache-control')) return true;
  if (name.startsWith('content-')) return !keptContentFields.has(name);
  return droppedPrefixes.some((prefix) => name.startsWith(prefix));
}

type Rewrite = (value: string, now: number) => string | undefined;

// RFC 8288: rel is a list of relation types, quoted or not; these make the browser fetch for the abandoned page.
const fetchingRelation =
  /;\s*rel\s*=\s*(?:"[^"]*\b(?:preload|prefetch|preconnect|modulepreload|dns-prefetch|prerender)\b|(?:preload|prefetch|preconnect|modulepreload|dns-prefetch|prerender)\b)/i;

function keepUsefulLinks(value: string): string | undefined {
  const kept = value.split(/,(?=\s*<)/).filter((link) => !fetchingRelation.test(link));
  return kept.length === 0 ? undefined : kept.map((link) => link.trim()).join(', ');
}

function keepUnsatisfiedRange(value: string): string | undefined {
  return isUnsatisfiedRange(value) ? value : undefined;
}

function keepValidDelay(value: string, now: number): string | undefined {
  const seconds = toDelaySeconds(value, now);
  return seconds === undefined ? undefined : String(seconds);
}

/** Kept in part, or rewritten. */
const rewrites: ReadonlyMap<string, Rewrite> = new Map<string, Rewrite>([
  ['link', keepUsefulLinks],
  ['content-range', keepUnsatisfiedRange],
  // T3 of the client measurements: a date in the past hangs curl, `0` and `1.5` break others.
  ['retry-after', keepValidDelay],
]);

/** The line as it may stay, or undefined where it goes. Hosts have checked its syntax, but not every host is ours. */
export function toKeptLine([name, value]: FieldLine, status: number, now: number): FieldLine | undefined {
  const key = name.toLowerCase();
  const statuses = boundToStatus.get(key);
  if (statuses === undefined ? isDropped(key) : !statuses.includes(status)) return undefined;
  const rewrite = rewrites.get(key);
  const kept = rewrite === undefined ? value : rewrite(value, now);
  // White space around a value is no part of it; Node writes it out all the same.
  return isToken(name) && isSendable(kept) ? [name, trimWhiteSpace(kept)] : undefined;
}

/** Lines of the abandoned response that stay, in their order. */
export function keepPriorLines(prior: readonly FieldLine[], status: number, now: number): readonly FieldLine[] {
  if (prior.length === 0) return prior;
  return prior.map((line) => toKeptLine(line, status, now)).filter((line) => line !== undefined);
}

/** The app asked for the connection to be closed, as a graceful stop does. */
export function asksToClose(prior: readonly FieldLine[]): boolean {
  return prior.some(
    ([name, value]) => name.length === 10 && name.toLowerCase() === 'connection' && /\bclose\b/i.test(value),
  );
}

/** Merges `Vary`: members are added, never repeated, `*` is left alone (CT-8). */
export function mergeVary(fields: FieldSet, members: string): void {
  for (const member of listMembers(members)) fields.set('Vary', appendListMember(fields.get('Vary'), member));
}
