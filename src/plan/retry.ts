import { statusFacts } from '../error/status.ts';
import type { RetryHint } from '../http/response-plan.ts';
import { readProperty } from '../http/safe-read.ts';

/**
 * Whether, when and under which condition a client should come back. The forms and numbers follow from what 26 clients
 * really do: one line of delay-seconds is the only form that all of them obey; 0, fractions, negative numbers, dates in
 * the past and anything above 2 147 483 s make some of them loop, hang or throw.
 */

/** The longest delay that is sent: a day. setTimeout of several clients overflows at 25 days. */
export const maxDelay = 86_400;

/** Generated hints. Explicit ones are clamped to `maxDelay` only. */
export interface RetryPolicy {
  /** Base delay in whole seconds by status. Default: 429 and 503: 5, 502 and 504: 2. */
  readonly delays?: Readonly<Record<number, number>>;
  /** Longest generated delay in seconds. Default: 30. */
  readonly cap?: number;
  /** Source of jitter, 0 <= n < 1. Default: Math.random. */
  readonly random?: () => number;
}

export const defaultDelays: Readonly<Record<number, number>> = { 429: 5, 502: 2, 503: 5, 504: 2 };

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

function toMoment(value: unknown): number | undefined {
  if (typeof value === 'string') return /GMT$|^\d{4}-/.test(value) ? Date.parse(value) : undefined;
  if (Object.prototype.toString.call(value) !== '[object Date]') return undefined;
  try {
    return Date.prototype.getTime.call(value);
  } catch {
    return undefined;
  }
}

/**
 * Delay-seconds of anything offered as Retry-After: seconds (a number or digits) or a moment (Date or HTTP-date).
 * Rounded up, at most a day; undefined for what is zero, negative, past, invalid or not finite (RA-1, RA-3).
 */
export function toDelaySeconds(value: unknown, now: number): number | undefined {
  const digits = typeof value === 'string' && /^\d{1,16}$/.test(value.trim()) ? Number(value) : undefined;
  const moment = toMoment(value);
  const seconds =
    typeof value === 'number' ? value : (digits ?? (moment === undefined ? Number.NaN : (moment - now) / 1000));
  return seconds > 0 && Number.isFinite(seconds) ? Math.min(Math.ceil(seconds), maxDelay) : undefined;
}

/** `base + floor(U * (spread + 1))`, upwards only, so that equal hints do not bring everybody back at once. */
export function generateDelay(base: number, policy: RetryPolicy): number {
  const cap = policy.cap ?? 30;
  const spread = Math.max(3, base);
  const drawn = base + Math.floor(toUnit((policy.random ?? Math.random)()) * (spread + 1));
  return Math.min(Math.max(Math.ceil(Math.min(drawn, base + spread)), 1), cap);
}

/** An injected source may answer anything. */
function toUnit(value: unknown): number {
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
