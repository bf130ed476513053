// Letters, digits and the marks of UUID, ULID, base64, nanoid, X-Amzn-Trace-Id and Cloudflare rays. No space, quote,
// angle bracket, comma, CR or LF: the value is written to logs, headers and bodies (TC-3, SE-1).
export const requestIdPattern: RegExp = /^[A-Za-z0-9._~:+/=@;-]{1,128}$/;

/**
 * The request id that somebody offers, where it is a sane token of 1 to 128 characters; undefined otherwise. An
 * unchecked X-Request-Id would be a stranger's text in our headers, bodies and logs.
 */
export function toRequestId(value: unknown): string | undefined {
  return typeof value === 'string' && requestIdPattern.test(value) ? value : undefined;
}
