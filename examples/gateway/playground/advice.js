// What a client may do after this answer: from the response alone, which is all that a client has.
import { errorFromResponse, retryAdvice } from 'failwell/client';

/** @typedef {import('./response.js').RawResponse} RawResponse */

/**
 * The `retry` member as it is: inside `error` of the envelope, at the top of a problem.
 * @param {Buffer} content
 * @returns {unknown}
 */
function readMember(content) {
  try {
    const body = JSON.parse(content.toString('utf8'));
    return body?.error?.retry ?? body?.retry;
  } catch {
    return undefined;
  }
}

/**
 * @param {RawResponse} response
 * @param {import('failwell/client').RetryAdvice} advice
 * @param {string} method
 */
function toWords({ status, complete }, { retryable, idempotentOnly, after }, method) {
  if (!complete) return 'The message is cut: use nothing of it.';
  if (status < 400) return 'There is nothing to repeat.';
  if (retryable && after !== undefined) return `Come back after ${after} s, not earlier.`;
  if (retryable) return 'A repeat may help; nobody says when.';
  return idempotentOnly
    ? `Do not repeat a ${method}: it may have been carried out.`
    : 'Do not repeat the request as it is.';
}

/**
 * @typedef {object} Advice
 * @property {string | undefined} field value of Retry-After
 * @property {unknown} member `retry` of the body
 * @property {import('failwell/client').RetryAdvice | undefined} advice what failwell/client makes of them
 * @property {string} words what follows
 */

/**
 * @param {RawResponse | undefined} response
 * @param {string} method of the request
 * @returns {Promise<Advice>}
 */
export async function readAdvice(response, method) {
  if (response === undefined) {
    const words = 'Nobody knows whether the request was carried out.';
    return { field: undefined, member: undefined, advice: undefined, words };
  }
  const { status, fields, content } = response;
  const received = new Response(status === 204 || status === 304 ? null : new Uint8Array(content), {
    status,
    headers: fields,
  });
  const field = received.headers.get('retry-after') ?? undefined;
  const advice = retryAdvice(await errorFromResponse(received), { method });
  return { field, member: readMember(content), advice, words: toWords(response, advice, method) };
}
