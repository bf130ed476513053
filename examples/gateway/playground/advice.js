// What a client may do after this answer: from the response alone, which is all that a client has.

/**
 * @param {import('./response.js').RawResponse} response
 * @param {string} name
 */
const findField = ({ fields }, name) => fields.find(([one]) => one.toLowerCase() === name)?.[1];

/**
 * The `retry` member: inside `error` of the envelope, at the top of a problem.
 * @param {import('./response.js').RawResponse} response
 * @returns {unknown}
 */
function readMember(response) {
  try {
    const content = JSON.parse(response.content.toString('utf8'));
    return content?.error?.retry ?? content?.retry;
  } catch {
    return undefined;
  }
}

/** Methods that may be repeated as they are (RFC 9110 section 9.2.2). */
const isIdempotent = /** @param {string} method */ (method) => !['POST', 'PATCH'].includes(method);

/**
 * @param {import('./response.js').RawResponse | undefined} response
 * @param {string | undefined} field
 * @param {string} method
 */
function toWords(response, field, method) {
  if (response === undefined) return 'Nobody knows whether the request was carried out.';
  if (!response.complete)
    return `The message is cut, so it must not be used. ${isIdempotent(method) ? 'A repeat may help.' : ''}`;
  if (field !== undefined) return `Come back after ${field} s, not earlier.`;
  return response.status < 400 ? 'There is nothing to repeat.' : 'Do not repeat the request as it is.';
}

/**
 * @typedef {object} Advice
 * @property {string | undefined} field value of Retry-After
 * @property {unknown} member `retry` of the body
 * @property {string} words what follows from them
 */

/**
 * @param {import('./response.js').RawResponse | undefined} response
 * @param {string} method of the request
 * @returns {Advice}
 */
export function readAdvice(response, method) {
  const field = response && findField(response, 'retry-after');
  return { field, member: response && readMember(response), words: toWords(response, field, method) };
}
