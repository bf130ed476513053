import { isErrorStatus } from '../error/status.ts';
import { isObject, readInteger, readProperty, readString } from '../http/safe-read.ts';
import { foreignHeader } from './foreign-headers.ts';
import type { Marks } from './marks.ts';
import { answerVerdict, type UpstreamAnswer } from './upstream-answer.ts';
import type { Classifier } from './verdict.ts';
import { badGateway, gatewayTimeout } from './verdicts.ts';

/**
 * The veto: a status that an upstream gave to us is never ours. It comes before any status on the value is believed,
 * http-errors' included, because `createError(axiosError)` grafts `statusCode: 401, expose: true` on it.
 *
 * A status alone proves nothing, and neither does a `requestId` or a `request` beside it: applications put both on their
 * own errors. What counts is the mark of a client library, or the answer itself: header fields or a URL that only a
 * received response has.
 */

type Recogniser = (marks: Marks) => UpstreamAnswer | undefined;

function answer(status: unknown, headers: unknown): UpstreamAnswer | undefined {
  return isErrorStatus(status) ? { status, headers } : undefined;
}

function firstStatus(...candidates: readonly unknown[]): number | undefined {
  return candidates.find(isErrorStatus);
}

/** The status on the error itself. A numeric `code` counts only beside an answer (SendGrid, Kubernetes, Google APIs). */
function ownStatus({ status, statusCode, numericCode }: Marks): number | undefined {
  return firstStatus(status, statusCode, numericCode);
}

function isAbsoluteUrl(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\//i.test(value.slice(0, 8));
}

/** Date is on every response that was received, and on no error that somebody makes. */
function isReceived(headers: unknown): boolean {
  return isObject(headers) && foreignHeader(headers, 'date') !== undefined;
}

/** Nest's HttpException and hono's keep a `response` too, and are ours: their methods decide. */
function isOwnException({ getStatus, getResponse }: Marks): boolean {
  return typeof getStatus === 'function' || typeof getResponse === 'function';
}

/** `response` with fields or a URL: axios, got, ky, ofetch, wretch, superagent, graphql-request, gaxios, Azure, Fern … */
const fromResponse: Recogniser = (marks) => {
  const { response } = marks;
  if (!isObject(response) || isOwnException(marks)) return undefined;
  const headers = readProperty(response, 'headers');
  const proven = isObject(headers) || typeof readProperty(response, 'url') === 'string' || marks.isAxiosError === true;
  if (!proven) return undefined;
  const status = firstStatus(
    readProperty(response, 'status'),
    readProperty(response, 'statusCode'),
    readProperty(response, 'code'),
  );
  return answer(status ?? ownStatus(marks), headers);
};

/** axios says so itself, also where somebody took the response away. */
const fromAxios: Recogniser = (marks) =>
  marks.isAxiosError === true || marks.className === 'AxiosError' ? answer(ownStatus(marks), undefined) : undefined;

/** `meta` of the Elasticsearch and OpenSearch clients. Their `statusCode` and `headers` are getters of the prototype. */
const fromMeta: Recogniser = ({ meta }) => {
  const headers = readProperty(meta, 'headers');
  return headers === undefined ? undefined : answer(readProperty(meta, 'statusCode'), headers);
};

const fromUndici: Recogniser = (marks) =>
  marks.code?.startsWith('UND_ERR') === true ? answer(ownStatus(marks), marks.headers) : undefined;

/** SDKs that copy the response's fields to the error: Stripe, OpenAI and its generator's kin, Slack, Notion, Svix … */
const fromReceivedHeaders: Recogniser = (marks) =>
  isReceived(marks.headers) ? answer(ownStatus(marks), marks.headers) : undefined;

/** Marks of single SDKs that no application has: Stripe, OpenAI's generator, Supabase, Algolia, Twilio. */
const fromSdkMark: Recogniser = (marks) => {
  const { type, rawType, requestID, error, headers, thrown } = marks;
  const marked =
    typeof rawType === 'string' ||
    (typeof type === 'string' && type.startsWith('Stripe')) ||
    (requestID !== undefined && isObject(headers) && isObject(error)) ||
    readProperty(thrown, '__isAuthError') === true ||
    readProperty(thrown, '__isStorageError') === true ||
    isObject(readProperty(thrown, 'transporterStackTrace')) ||
    isAbsoluteUrl(readProperty(thrown, 'moreInfo'));
  return marked ? answer(ownStatus(marks), headers) : undefined;
};

/** The raw answer beside the status: superagent after a parse error, Fern's and Speakeasy's SDKs. */
const fromRawResponse: Recogniser = (marks) => {
  const { rawResponse } = marks;
  if (typeof rawResponse !== 'string' && !isObject(rawResponse)) return undefined;
  return answer(
    ownStatus(marks) ?? readProperty(rawResponse, 'status'),
    readProperty(rawResponse, 'headers') ?? marks.headers,
  );
};

/** The URL that was asked, absolute, beside what was asked or answered: AI SDK, discord.js. An Express `req.url` is a path. */
const fromUrl: Recogniser = (marks) => {
  if (!isAbsoluteUrl(marks.url)) return undefined;
  return isObject(marks.responseHeaders) || typeof marks.method === 'string'
    ? answer(ownStatus(marks), marks.responseHeaders)
    : undefined;
};

/** AWS SDK 2: `retryable`, `time` and a string `code`, all on the error itself. */
const fromAws2: Recogniser = (marks) => {
  const marked =
    typeof marks.retryable === 'boolean' && isObject(readProperty(marks.thrown, 'time')) && marks.code !== undefined;
  return marked ? answer(marks.statusCode, undefined) : undefined;
};

const recognisers: readonly Recogniser[] = [
  fromResponse,
  fromAxios,
  fromMeta,
  fromUndici,
  fromRawResponse,
  fromReceivedHeaders,
  fromSdkMark,
  fromUrl,
  fromAws2,
];

/** AWS hides throttling and an idle socket behind a 400: the name tells. */
const throttled =
  /^(Throttl|SlowDown|TooManyRequests|RequestLimitExceeded|RequestThrottled|BandwidthLimitExceeded|ProvisionedThroughputExceeded|PriorRequestNotComplete|EC2Throttled|TransactionInProgress)/;
const awsTimeout = gatewayTimeout('upstream/aws_timeout', 'connection_read_timeout');

/** AWS SDK 3: `$metadata` with the status of the answer; without one no answer came. */
const classifyAws: Classifier<Marks> = ({ awsMetadata, awsResponse, name = '', code = '' }) => {
  const status = readInteger(awsMetadata, 'httpStatusCode');
  if (!isErrorStatus(status)) return undefined;
  const said = name === 'Error' ? code : name;
  if (said.startsWith('RequestTimeout')) return awsTimeout;
  const headers = readProperty(awsResponse, 'headers');
  return throttled.test(said)
    ? answerVerdict({ status: 429, headers }, 'aws_throttled')
    : answerVerdict({ status, headers });
};

/** An upstream's answer, from whichever library. */
export const classifyUpstreamAnswer: Classifier<Marks> = (marks, policy) => {
  const aws = classifyAws(marks, policy);
  if (aws !== undefined) return aws;
  for (const recognise of recognisers) {
    const found = recognise(marks);
    if (found !== undefined) return answerVerdict(found);
  }
  return undefined;
};

const unusable = badGateway('upstream/thrown_response', 'http_protocol_error');

/** `if (!response.ok) throw response`: a fetch Response that is thrown is the upstream's. */
export const classifyThrownResponse: Classifier<Marks> = ({ thrown, className, status, headers }) => {
  if (className !== 'Response' || !isObject(headers) || readString(thrown, 'statusText') === undefined)
    return undefined;
  return isErrorStatus(status) ? answerVerdict({ status, headers }, 'thrown_response') : unusable;
};
