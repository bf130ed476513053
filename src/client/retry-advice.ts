import { isOwnError } from '../error/brand.ts';
import { isErrorStatus, statusBasics } from '../error/status-basics.ts';
import { readProperty } from '../http/safe-read.ts';
import { readHead } from './response-head.ts';
import { toDelay } from './retry-after.ts';

/** Whether, when and under which condition to send the request again. */
export interface RetryAdvice {
  readonly retryable: boolean;
  /** Whole seconds to wait, 0 to 86,400; absent where nobody said. */
  readonly after?: number;
  /** The same in milliseconds, for setTimeout. */
  readonly afterMs?: number;
  /** true: only a request that may be carried out twice (RFC 9110 section 9.2.2). */
  readonly idempotentOnly: boolean;
  /** Who says so: the Retry-After field, the `retry` member of the body, the meaning of the status, or nobody. */
  readonly source: 'header' | 'body' | 'status' | 'none';
}

export interface RetryQuestion {
  /** Method of the request. Default: unknown, and `idempotentOnly` is left to the caller. */
  readonly method?: string;
  /** The request had an Idempotency-Key that the server honours. Default: false. */
  readonly idempotencyKey?: boolean;
}

/** "Not processed", where the server says when to come back: any method may. */
const anyMethod: ReadonlySet<number> = new Set([429, 503]);
const idempotent = /^(GET|HEAD|OPTIONS|TRACE|PUT|DELETE)$/i;
const noAdvice: RetryAdvice = { retryable: false, idempotentOnly: false, source: 'none' };

function toFlag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

/** The advice of one response: its field, then the member of its body, then what the status means. */
export function toRetryAdvice(status: number, headers: Readonly<Record<string, string>>, retry: unknown): RetryAdvice {
  const fromField = toDelay(headers['retry-after'], headers['date']);
  const after = fromField ?? toDelay(readProperty(retry, 'after'));
  const said = readProperty(retry, 'retryable');
  const { retryable, idempotentOnly } = statusBasics(isErrorStatus(status) ? status : 500);
  const mayHelp = after !== undefined || retryable === 'yes' || retryable === 'after-delay';
  const isRetryable = toFlag(said, mayHelp);
  const onlyIdempotent =
    typeof said !== 'boolean' && idempotentOnly === true && !(anyMethod.has(status) && after !== undefined);
  const inBody = after !== undefined || typeof said === 'boolean';
  return {
    retryable: isRetryable,
    ...(after === undefined ? {} : { after, afterMs: after * 1000 }),
    idempotentOnly: isRetryable && toFlag(readProperty(retry, 'idempotentOnly'), onlyIdempotent),
    source: fromField !== undefined ? 'header' : inBody ? 'body' : 'status',
  };
}

function findAdvice(value: unknown): RetryAdvice {
  const kept = readProperty(value, 'retry');
  if (isOwnError(value) && typeof readProperty(kept, 'retryable') === 'boolean') return kept as RetryAdvice;
  const head = readHead(readProperty(value, 'response')) ?? readHead(value);
  if (head === undefined || head.status < 400) return noAdvice;
  return toRetryAdvice(head.status, head.headers, { after: readProperty(value, 'retryAfter') });
}

/**
 * Whether to send the request again, when, and under which condition. Takes an error of {@link errorFromResponse}, any
 * other HttpError, a response, or the error of a client library with its `response`; anything else is not retryable.
 * A response is not read beyond its fields. Total.
 *
 * Retry-After is delay-seconds or a date, which counts from the Date of the response (RFC 9110 section 10.2.3); at most a
 * day. RateLimit fields are no standard yet and are not read.
 *
 * @param value error or response.
 * @param question `method` (and `idempotencyKey`) of the request: with a method that may not be repeated, advice for
 * idempotent requests alone becomes `retryable: false`.
 * @example
 * const { retryable, afterMs = 1_000 } = retryAdvice(error, { method: 'GET' });
 * if (retryable) setTimeout(send, afterMs);
 */
export function retryAdvice(value: unknown, question: RetryQuestion = {}): RetryAdvice {
  const advice = findAdvice(value);
  const method = readProperty(question, 'method');
  const mayRepeat =
    typeof method !== 'string' || idempotent.test(method) || readProperty(question, 'idempotencyKey') === true;
  return advice.idempotentOnly && !mayRepeat ? { ...advice, retryable: false } : advice;
}
