import { isErrorStatus } from '../error/status.ts';
import { constructorName, isObject, readProperty, readString } from '../http/safe-read.ts';
import type { Marks } from './marks.ts';

/** The marks of HTTP client libraries, one line each: name and shape together, for names alone collide. */

const gotNames: ReadonlySet<string> = new Set([
  'RequestError',
  'ReadError',
  'UploadError',
  'ParseError',
  'CacheError',
  'MaxRedirectsError',
  'UnsupportedProtocolError',
  'RetryError',
  'HTTPError',
  'TimeoutError',
]);

const sdkClasses: ReadonlySet<string> = new Set([
  'APIConnectionError',
  'APIConnectionTimeoutError',
  'APIUserAbortError',
  'StripeConnectionError',
  'GaxiosError',
  'RestError',
  'InternalOAuthError',
]);

/** Codes that only got has, and oauth4webapi under openid-client. */
const clientCode =
  /^(ERR_(NON_2XX_3XX_RESPONSE|BODY_PARSE_FAILURE|TOO_MANY_REDIRECTS|READING_RESPONSE_STREAM|UNSUPPORTED_PROTOCOL)|OAUTH_(RESPONSE_\w+|INVALID_RESPONSE|PARSE_ERROR|TIMEOUT|ABORT))$/;

type Holds = (marks: Marks) => boolean;

function isDiagnostics(meta: unknown): boolean {
  if (!isObject(meta) || readProperty(meta, 'meta') === undefined) return false;
  const status = readProperty(meta, 'statusCode');
  return typeof status === 'number' || status === null;
}

/** The marks of client libraries, whatever status stands beside them. */
const strongMarks: readonly Holds[] = [
  ({ isAxiosError, className }) => isAxiosError === true || className === 'AxiosError',
  ({ code, name }) =>
    (code !== undefined && (code.startsWith('UND_ERR') || clientCode.test(code))) || name === 'HTTPParserError',
  ({ awsMetadata }) => isObject(awsMetadata),
  // Elasticsearch and OpenSearch: their diagnostics hold diagnostics, and a status that is 0 or null without an answer.
  ({ meta }) => isDiagnostics(meta),
  ({ rawResponse, statusCode }) => typeof rawResponse === 'string' && typeof statusCode === 'number',
  ({ className, type }) => sdkClasses.has(className ?? '') || (typeof type === 'string' && type.startsWith('Stripe')),
  // Octokit without an answer says 500 by itself. What it was about to ask is a plain object; a Request is the app's own.
  ({ name, status, request }) =>
    name === 'HttpError' &&
    status === 500 &&
    constructorName(request) === 'Object' &&
    /^https?:/.test(readString(request, 'url') ?? '') &&
    isObject(readProperty(request, 'headers')),
];

/** Names and shapes that an application may have too: only where it chose no status. */
const weakMarks: readonly Holds[] = [
  // got: every error has its Options; request-promise has them too.
  ({ name, options, request, cause }) =>
    gotNames.has(name ?? '') && options !== undefined && (request !== undefined || isObject(cause)),
  // node-fetch has a type, ofetch the request.
  ({ name, type, request }) => name === 'FetchError' && (typeof type === 'string' || request !== undefined),
  ({ name, request }) => (name === 'NetworkError' || name === 'TimeoutError') && isObject(request),
  // ky and others checked the reply against a schema, and say so.
  ({ name, text }) => name === 'SchemaValidationError' && text.startsWith('Response '),
  hasResponseOfClient,
];

/** Whether the error is a client library's. */
export function isClientError(marks: Marks): boolean {
  if (strongMarks.some((holds) => holds(marks))) return true;
  return !isErrorStatus(marks.status) && !isErrorStatus(marks.statusCode) && weakMarks.some((holds) => holds(marks));
}

/** A response below 400 is left on the error: what came was the failure. */
export function hasResponse({ response }: Marks): boolean {
  return (
    isObject(response) && (isObject(readProperty(response, 'headers')) || readString(response, 'url') !== undefined)
  );
}

/** `getStatus` and `getResponse` are Nest's and hono's: their response is ours. */
function hasResponseOfClient(marks: Marks): boolean {
  return hasResponse(marks) && typeof marks.getStatus !== 'function' && typeof marks.getResponse !== 'function';
}

/** The text of fetch's TypeErrors, exactly; every other TypeError is a bug. */
export function isFailedFetch({ name, text }: Marks): boolean {
  return name === 'TypeError' && (text === 'fetch failed' || text === 'terminated');
}
