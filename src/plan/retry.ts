import { statusFacts } from '../error/status.ts';
import type { RetryHint } from '../http/response-plan.ts';
import { defuse, isObject, readProperty } from '../http/safe-read.ts';

/**
 * Whether, when and under which condition a client should come back. The forms and numbers follow from what 26 clients
 * really do: one line of delay-seconds is the only form that all of them obey; 0, fractions, negative numbers, dates in
 * the past and anything above 2 147 483 s make some of them loop, hang or throw.
 */

/** The longest delay that is sent: a day. setTimeout of several clients overflows at 25 days. */
export const maxDelay = 86_400;
/** No sane delay or date is longer. */
const maxText = 512;

/** Generated hints. Explicit ones are clamped to a day (86 400 s) only. */
export interface RetryPolicy {
  /** Base delay in whole seconds by status; replaces the whole default, which is 429 and 503: 5, 502 and 504: 2. */
  readonly delays?: Readonly<Record<number, number>>;
  /** Longest generated delay in whole seconds; no base delay may be above it. Default: 30. */
  readonly cap?: number;
  /** Source of jitter, 0 <= n < 1. Default: Math.random. */
  readonly random?: () => number;
}

export const defaultDelays: Readonly<Record<number, number>> = { 429: 5, 502: 2, 503: 5, 504: 2 };
/** Above 30 s clients part ways: some cap, some ignore the hint, some block for the whole time. */
export const defaultCap = 30;

/** "Not processed": true for a repeat by any method. The others may have been executed (RFC 9110 section 9.2.2). */
const anyMethod: ReadonlySet<number> = new Set([429, 503]);
const ifTransient: ReadonlySet<number> = new Set([502, 504]);
const idempotentMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

export interface RetryQuestion {
  readonly status: number;
  readonly method: string;
  /** An Idempotency-Key changes nothing in any client or proxy, so it changes only the body member. */
  readonly idempotencyKey: boolean;
  readonly transient: boolean;
  /** `retryAfter` of the error, or its Retry-After field: the app's, or an upstream's. */
  readonly explicit: unknown;
  /** undefined: generated hints are off. */
  readonly policy: RetryPolicy | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A Date of any realm, in seconds from now; NaN for an invalid one and for what only looks like one. */
function secondsUntil(date: object, now: number): number {
  try {
    return (Date.prototype.getTime.call(date) - now) / 1000;
  } catch {
    return Number.NaN;
  }
}

function textToSeconds(text: string, now: number): number {
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(text)) return Number(text);
  return /GMT$|^\d{4}-/.test(text) ? (Date.parse(text) - now) / 1000 : Number.NaN;
}

function toSeconds(value: unknown, now: number): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return textToSeconds(value.slice(0, maxText), now);
  return isObject(value) ? secondsUntil(value, now) : Number.NaN;
}

/**
 * Delay-seconds of anything offered as Retry-After: seconds (a number or its digits) or a moment (Date or HTTP-date).
 * Rounded up, at most a day; undefined for what is zero, negative, past, invalid or not finite (RA-1, RA-3).
 */
export function toDelaySeconds(value: unknown, now: number): number | undefined {
  const seconds = toSeconds(value, now);
  return seconds > 0 && Number.isFinite(seconds) ? Math.min(Math.ceil(seconds), maxDelay) : undefined;
}

/**
 * `base + floor(U * (spread + 1))`, upwards only, so that equal hints do not bring everybody back at once. Where the cap
 * is near, the spread shrinks: drawing above the cap and cutting would send half of the clients back at the cap.
 */
export function generateDelay(base: number, policy: RetryPolicy): number {
  const cap = policy.cap ?? defaultCap;
  const spread = Math.max(Math.min(Math.max(3, base), cap - base), 0);
  const drawn = base + Math.floor(toUnit((policy.random ?? Math.random)()) * (spread + 1));
  return Math.min(Math.max(drawn, 1), cap);
}

/** An injected source may answer anything. */
function toUnit(value: unknown): number {
  defuse(value);
  return typeof value === 'number' && value >= 0 && value < 1 ? value : 0;
}

function generatedDelay(question: RetryQuestion): number | undefined {
  const { status, policy } = question;
  const base = policy === undefined ? undefined : (policy.delays ?? defaultDelays)[status];
  if (policy === undefined || base === undefined) return undefined;
  if (ifTransient.has(status) && !(question.transient && idempotentMethods.has(question.method))) return undefined;
  try {
    return generateDelay(base, policy);
  } catch {
    return generateDelay(base, { ...policy, random: () => 0 });
  }
}

function isRetryable(question: RetryQuestion, after: number | undefined): boolean {
  const { status } = question;
  if (after !== undefined || anyMethod.has(status)) return true;
  const mayRepeat = idempotentMethods.has(question.method) || question.idempotencyKey;
  if (ifTransient.has(status)) return question.transient && mayRepeat;
  const { retryable, idempotentOnly } = statusFacts(status);
  return (retryable === 'yes' || retryable === 'after-delay') && (idempotentOnly !== true || mayRepeat);
}

/** The hint of one response. Pure: clock and random are given. */
export function planRetry(question: RetryQuestion): RetryHint {
  const given = question.explicit !== undefined;
  const after = given ? toDelaySeconds(question.explicit, question.now) : generatedDelay(question);
  const retryable = isRetryable(question, after);
  const idempotentOnly =
    retryable && !anyMethod.has(question.status) && statusFacts(question.status).idempotentOnly === true;
  return {
    retryable,
    ...(after === undefined ? {} : { after }),
    ...(idempotentOnly ? { idempotentOnly } : {}),
  };
}

/** What the error says about time itself: its option, then its field. */
export function explicitDelay(error: object, field: unknown): unknown {
  const own = readProperty(error, 'retryAfter');
  return own === undefined ? field : own;
}
