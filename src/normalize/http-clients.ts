import { isErrorStatus } from '../error/status.ts';
import { constructorName, isObject, readProperty, readString } from '../http/safe-read.ts';
import { causeVerdict, firstVerdict } from './causes.ts';
import { classifyDeadline } from './deadlines.ts';
import type { Marks } from './marks.ts';
import { classifyTransport } from './transport.ts';
import { classifyThrownResponse } from './upstream-veto.ts';
import type { Classifier, NormalizePolicy, Verdict } from './verdict.ts';
import { badGateway, cancelledWork, fault, gatewayTimeout } from './verdicts.ts';

/**
 * Failures of HTTP client libraries without an answer of 400 or more: the connection failed, the body did, or the
 * request was never legal. Whoever bears a client's mark is answered here and nowhere else: axios leaves `status: 200`
 * on such an error and Octokit invents a 500, and neither is ours.
 */

const unusable = badGateway('client/unusable_response', 'http_protocol_error');
const tooLarge = badGateway('client/response_too_large', 'http_response_body_size');
const incomplete = badGateway('client/response_incomplete', 'http_response_incomplete', true);
const unreachable = badGateway('client/network', 'connection_terminated', true);
const bodyTimeout = gatewayTimeout('client/body_timeout', 'connection_read_timeout');
const responseTimeout = gatewayTimeout('client/timeout', 'http_response_timeout');
const illegal = fault('client/illegal_request');

/** Codes of axios, got and their kin that say where the failure lies. */
const clientCodes: Readonly<Record<string, Verdict>> = {
  ERR_BODY_PARSE_FAILURE: unusable,
  ERR_TOO_MANY_REDIRECTS: unusable,
  ERR_FR_TOO_MANY_REDIRECTS: unusable,
  ERR_NON_2XX_3XX_RESPONSE: unusable,
  ERR_READING_RESPONSE_STREAM: incomplete,
  ERR_HTTP_CONTENT_LENGTH_MISMATCH: incomplete,
  OAUTH_TIMEOUT: responseTimeout,
  OAUTH_ABORT: cancelledWork('deadline/cancelled'),
  ERR_UNSUPPORTED_PROTOCOL: illegal,
  ERR_BAD_OPTION: illegal,
  ERR_BAD_OPTION_VALUE: illegal,
  ERR_NOT_SUPPORT: illegal,
  ERR_DEPRECATED: illegal,
  ERR_FORM_DATA_DEPTH_EXCEEDED: illegal,
  ERR_CACHE_ACCESS: illegal,
};

/** `type` of node-fetch's FetchError. */
const fetchTypes: Readonly<Record<string, Verdict>> = {
  'body-timeout': bodyTimeout,
  'request-timeout': responseTimeout,
  'max-size': tooLarge,
  'invalid-json': unusable,
  'invalid-redirect': unusable,
  'max-redirect': unusable,
  'no-redirect': unusable,
  'unsupported-redirect': unusable,
};

/** axios and Azure's pipeline say with these codes only that something was wrong; the text tells which. */
const texts: readonly (readonly [pattern: RegExp, verdict: Verdict])[] = [
  [/^maxContentLength size of/, tooLarge],
  [/^stream has been aborted$/, incomplete],
  [/^timeout of \d+ms exceeded$/, responseTimeout],
  [/^Request body larger than|^Unsupported protocol/, illegal],
];

/** What `fetch` puts in the cause when the request was never sent. */
const illegalFetch = /^(bad port|unknown scheme|invalid method|not implemented|URL scheme|request mode|cross origin)/;

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

function isClientError(marks: Marks): boolean {
  if (strongMarks.some((holds) => holds(marks))) return true;
  return !isErrorStatus(marks.status) && !isErrorStatus(marks.statusCode) && weakMarks.some((holds) => holds(marks));
}

/** A response below 400 is left on the error: what came was the failure. */
function hasResponse({ response }: Marks): boolean {
  return (
    isObject(response) && (isObject(readProperty(response, 'headers')) || readString(response, 'url') !== undefined)
  );
}

/** `getStatus` and `getResponse` are Nest's and hono's: their response is ours. */
function hasResponseOfClient(marks: Marks): boolean {
  return hasResponse(marks) && typeof marks.getStatus !== 'function' && typeof marks.getResponse !== 'function';
}

/** The text of fetch's TypeErrors, exactly; every other TypeError is a bug. */
function isFailedFetch({ name, text }: Marks): boolean {
  return name === 'TypeError' && (text === 'fetch failed' || text === 'terminated');
}

function lookUp(table: Readonly<Record<string, Verdict>>, key: unknown): Verdict | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** axios: a refused answer (ERR_BAD_RESPONSE) or a request that it would not send (ERR_BAD_REQUEST). */
function byAxiosCode(marks: Marks): Verdict | undefined {
  if (marks.code === 'ERR_BAD_REQUEST') return illegal;
  // Of our own URL, or of the Location that the upstream sent.
  if (marks.code === 'ERR_INVALID_URL') return hasResponse(marks) ? unusable : illegal;
  return marks.code === 'ERR_NETWORK' ? unreachable : undefined;
}

const byText: Classifier<Marks> = ({ text }) => texts.find(([pattern]) => pattern.test(text))?.[1];
const byCode: Classifier<Marks> = ({ code, name, type }) =>
  lookUp(clientCodes, code) ?? (name === 'FetchError' ? lookUp(fetchTypes, type) : undefined);

/** A connection that ended while the body was read left an incomplete response; only the wrapper knows. */
function asInterrupted(verdict: Verdict | undefined): Verdict | undefined {
  return verdict?.options?.proxy?.error === 'connection_terminated' ? incomplete : verdict;
}

const bodyFailure = /^(terminated|Invalid response body|The server aborted)/;

/** What `fetch` never sent: a URL or port that was never legal is our own bug, also where a client wraps it. */
const byIllegalFetch: Classifier<Marks> = (marks) =>
  isFailedFetch(marks) && illegalFetch.test(readString(marks.cause, 'message') ?? '') ? illegal : undefined;

const directRules: readonly Classifier<Marks>[] = [byIllegalFetch, classifyDeadline, byText, byCode, classifyTransport];
const causeRules: readonly Classifier<Marks>[] = [
  classifyThrownResponse,
  byIllegalFetch,
  classifyDeadline,
  byCode,
  classifyTransport,
];

function clientVerdict(marks: Marks, policy: NormalizePolicy): Verdict {
  const direct = firstVerdict(marks, policy, directRules);
  const found = direct ?? causeVerdict(marks, policy, causeRules) ?? byAxiosCode(marks);
  return (bodyFailure.test(marks.text) ? asInterrupted(found) : found) ?? unusable;
}

/** A client library's failure without an answer. */
export const classifyHttpClient: Classifier<Marks> = (marks, policy) =>
  isFailedFetch(marks) || isClientError(marks) ? clientVerdict(marks, policy) : undefined;
