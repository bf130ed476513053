import { readProperty } from '../http/safe-read.ts';
import { readSaid } from './body-shapes.ts';
import { type ReadOptions, readBody } from './read-body.ts';
import { type ReceivedError, toReceivedError } from './received-error.ts';
import { readHead } from './response-head.ts';

/** Decodes a response for both public functions: one that was caught has a cause, and its library may hold the body. */
export async function decodeResponse(
  response: unknown,
  options: ReadOptions,
  caught?: unknown,
): Promise<ReceivedError | undefined> {
  const head = readHead(response);
  if (head === undefined || head.status < 400) return undefined;
  const contentType = head.headers['content-type'] ?? '';
  const body = (await readBody(response, contentType, options)) || readProperty(caught, 'data');
  return toReceivedError(head, readSaid(body, contentType), typeof body === 'string' ? body : undefined, caught);
}

/**
 * The error that a response is: an instance of the class of its status (`instanceof NotFound`), with message, reason,
 * details, problem members, request id, trace id and retry advice, whichever server, framework or proxy sent it.
 * `undefined` for what is no error response: below 400, or no response at all.
 *
 * The status on the wire always counts; one without a class of its own is a plain HttpError, one above 599 counts as 500,
 * and `error.response.status` is what was received. The body is consumed: give `response.clone()` where it is needed
 * again. Never rejects.
 *
 * A handler that lets such an error escape answers as to a failed upstream, with 502, 503 or 504, and shows nothing of it
 * (docs/client.md).
 *
 * @param response of fetch, undici, node-fetch, node:http, axios, got, ky or superagent.
 * @param options bounds of reading the body, see {@link ReadOptions}.
 * @example
 * const error = await errorFromResponse(await fetch(url));
 * if (error?.reason === 'ORDER_LOCKED') showLocked(error.details);
 * else if (error) throw error;
 */
export function errorFromResponse(response: unknown, options: ReadOptions = {}): Promise<ReceivedError | undefined> {
  return decodeResponse(response, options);
}
