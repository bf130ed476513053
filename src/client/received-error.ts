import { brandMembers, defineHidden } from '../error/brand.ts';
import type { HttpError } from '../error/http-error.ts';
import { isErrorStatus, statusBasics } from '../error/status-basics.ts';
import { toRequestId } from '../http/request-id.ts';
import { isTraceId } from '../http/trace-context.ts';
import type { Said } from './body-shapes.ts';
import { cleanText } from './clean-text.ts';
import type { ResponseHead } from './response-head.ts';
import { type RetryAdvice, toRetryAdvice } from './retry-advice.ts';

/** What was received, for diagnosis. */
export interface ReceivedResponse extends ResponseHead {
  /** What the body was taken for, whatever its Content-Type says. */
  readonly format: Said['format'];
  /** Beginning of the body as text, at most 4,096 characters; absent where a client library had parsed it. */
  readonly text: string | undefined;
}

/**
 * An error response of somebody else. `instanceof` holds for HttpError and for the class of its status
 * (`error instanceof NotFound`), and so does `isHttpError`.
 */
export interface ReceivedError extends HttpError {
  /** Status, fields and beginning of the body as received. */
  readonly response: ReceivedResponse;
  /** Whether, when and under which condition to come back; see `retryAdvice`. */
  readonly retry: RetryAdvice;
  /** Whole seconds from the arrival of the response on, 0 to 86,400; `retry.source` says who told. */
  readonly retryAfter?: number;
  readonly requestId?: string;
  readonly traceId?: string;
  /** URL about this kind of failure. */
  readonly help?: string;
  /** AIP-193's canonical status name, such as `NOT_FOUND`. */
  readonly canonical?: string;
}

const idFields = ['x-request-id', 'request-id', 'x-amzn-requestid', 'x-correlation-id'];
/** Of the original text; the whole of it would stay in memory as long as the error. */
const maxKept = 4096;

function findRequestId(said: Said, headers: ResponseHead['headers']): string | undefined {
  return [said.requestId, ...idFields.map((name) => headers[name])].map(toRequestId).find((id) => id !== undefined);
}

/**
 * What may be shown of it: the rule of error/visible.ts, and stricter. Of a failure that is not exposed `details` are hidden
 * too, which somebody else wrote for somebody else; its own message may be an address (`connect ECONNREFUSED 10.0.0.5`).
 */
function toJSON(this: ReceivedError): object {
  const { status: code, expose, message, reason, details } = this;
  const said = expose === true ? { message, reason, details } : { message: statusBasics(code).phrase, reason };
  return { error: { code, ...said } };
}

/**
 * An error of the class of its status without the class: with all 41, and what they need to be answered with, a browser
 * would carry twice as much (decision 016). With a response it is received, without one it is ours.
 */
export function brandError(status: number, message: string, cause: unknown, response?: ReceivedResponse): HttpError {
  const { phrase, errorName: name, failureDomain } = statusBasics(status);
  const error = new Error(message || phrase, cause === undefined ? {} : { cause });
  const own = { name, status, statusCode: status, failureDomain, expose: status < 500, toJSON };
  // The response is hidden: an inspected error must not print what somebody sent.
  defineHidden(error, { ...own, ...(response && { response }), ...brandMembers(status, response !== undefined) });
  return error as unknown as HttpError;
}

/** The error that a response is. A status above 599 counts as 500 (RFC 9110 section 15) and stays in `response`. */
export function toReceivedError(head: ResponseHead, said: Said, text?: string, cause?: unknown): ReceivedError {
  const { headers, statusText } = head;
  const status = isErrorStatus(head.status) ? head.status : 500;
  const { message, format, retry, traceId, ...members } = said;
  const advice = toRetryAdvice(status, headers, retry);
  const error = brandError(status, message ?? cleanText(statusText), cause, {
    ...head,
    format,
    text: text?.slice(0, maxKept),
  });
  const visible: Record<string, unknown> = {
    ...members,
    requestId: findRequestId(said, headers),
    traceId: isTraceId(traceId) ? traceId : undefined,
    retry: advice,
    retryAfter: advice.after,
  };
  for (const name of Object.keys(visible)) if (visible[name] === undefined) delete visible[name];
  return Object.assign(error, visible) as unknown as ReceivedError;
}
