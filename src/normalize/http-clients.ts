import { readString } from '../http/safe-read.ts';
import { causeVerdict, firstVerdict } from './causes.ts';
import { hasResponse, isClientError, isFailedFetch } from './client-marks.ts';
import { classifyDeadline } from './deadlines.ts';
import type { Marks } from './marks.ts';
import { classifyNetError } from './transport.ts';
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

const directRules: readonly Classifier<Marks>[] = [byIllegalFetch, classifyDeadline, byText, byCode, classifyNetError];
const causeRules: readonly Classifier<Marks>[] = [
  classifyThrownResponse,
  byIllegalFetch,
  classifyDeadline,
  byCode,
  classifyNetError,
];

function clientVerdict(marks: Marks, policy: NormalizePolicy): Verdict {
  const direct = firstVerdict(marks, policy, directRules);
  const found = direct ?? causeVerdict(marks, policy, causeRules) ?? byAxiosCode(marks);
  return (bodyFailure.test(marks.text) ? asInterrupted(found) : found) ?? unusable;
}

/** A client library's failure without an answer. */
export const classifyHttpClient: Classifier<Marks> = (marks, policy) =>
  isFailedFetch(marks) || isClientError(marks) ? clientVerdict(marks, policy) : undefined;
