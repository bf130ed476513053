import { AxiosError, AxiosHeaders, type InternalAxiosRequestConfig } from 'axios';
import createHttpError from 'http-errors';
import { errors as undici } from 'undici';
import { describe, expect, test } from 'vitest';
import { errorOfClass, errorWith, judge, statusOf } from './support.ts';

const url = 'https://api.internal.test/v1/things';
const date = 'Mon, 23 Nov 2026 02:05:18 GMT';

type Make = (status: number, headers: Readonly<Record<string, string>>) => Error;

function axios(status: number, headers: Readonly<Record<string, string>>): AxiosError {
  const config = { headers: new AxiosHeaders() } as InternalAxiosRequestConfig;
  const response = { status, statusText: '', headers: new AxiosHeaders(headers), config, data: {} };
  return new AxiosError(`Request failed with status code ${status}`, 'ERR_BAD_REQUEST', config, {}, response);
}

/** Headers of another copy: neither plain nor the platform's. */
class ForeignHeaders {
  readonly #fields: Readonly<Record<string, string>>;
  constructor(fields: Readonly<Record<string, string>>) {
    this.#fields = fields;
  }
  get(name: string): string | undefined {
    return this.#fields[name.toLowerCase()];
  }
}

/** One line a library: the shape of its error when the upstream refuses. */
const libraries: Readonly<Record<string, Make>> = {
  axios,
  'axios without its response': (status) => errorWith({ isAxiosError: true, status, config: {} }),
  'axios laundered by http-errors': (status, headers) => createHttpError(axios(status, headers)),
  got: (statusCode, headers) =>
    errorWith({
      name: 'HTTPError',
      code: 'ERR_NON_2XX_3XX_RESPONSE',
      response: { statusCode, headers, url },
      options: {},
      request: {},
    }),
  ky: (status, headers) =>
    errorWith({
      name: 'HTTPError',
      response: new Response('', { status, headers }),
      request: new Request(url),
      options: {},
    }),
  'ofetch and wretch': (status, headers) =>
    errorWith({ name: 'FetchError', status, statusCode: status, response: new Response('', { status, headers }) }),
  superagent: (status, headers) => errorWith({ status, response: { status, statusCode: status, headers, text: '' } }),
  undici: (status, headers) => new undici.ResponseError('Response Error', status, { headers, body: '' }),
  'undici 6': (status, headers) =>
    errorWith({ code: 'UND_ERR_RESPONSE_STATUS_CODE', status, statusCode: status, headers }),
  'request-promise': (statusCode, headers) =>
    errorWith({ name: 'StatusCodeError', statusCode, options: { uri: url }, response: { statusCode, headers } }),
  'OpenAI and its generator': (status, headers) =>
    errorWith({ status, headers: new Headers(headers), requestID: 'req_1', error: { message: 'm' }, code: 'c' }),
  Stripe: (statusCode, headers) =>
    errorWith({
      type: 'StripeRateLimitError',
      rawType: 'rate_limit',
      statusCode,
      headers,
      requestId: 'req_1',
      raw: { statusCode },
    }),
  Octokit: (status, headers) =>
    errorWith({
      name: 'HttpError',
      status,
      request: { method: 'GET', url, headers: {} },
      response: { status, url, headers, data: {} },
    }),
  'AWS SDK 3': (httpStatusCode, headers) =>
    errorWith({
      name: 'NoSuchKey',
      $fault: 'client',
      $metadata: { httpStatusCode, attempts: 1 },
      $response: { headers },
    }),
  'AWS SDK 2': (statusCode) =>
    errorWith({ code: 'NoSuchKey', statusCode, retryable: false, time: new Date(), requestId: 'r', region: 'x' }),
  Elasticsearch: (statusCode, headers) =>
    errorOfClass('ResponseError', {
      name: 'ResponseError',
      statusCode,
      meta: { statusCode, headers, body: {}, meta: { context: null } },
    }),
  'Azure RestError': (statusCode, headers) =>
    errorWith({
      name: 'RestError',
      code: 'ResourceNotFound',
      statusCode,
      request: { url },
      response: { status: statusCode, headers: new ForeignHeaders(headers) },
    }),
  gaxios: (status, headers) =>
    errorOfClass('GaxiosError', {
      code: String(status),
      status,
      config: { url },
      response: { status, headers, data: {} },
    }),
  'Google Cloud ApiError': (code, headers) =>
    errorWith({ code, errors: [{ reason: 'r' }], response: { statusCode: code, headers } }),
  SendGrid: (code, headers) => errorWith({ code, response: { headers, body: { errors: [] } } }),
  'Kubernetes and other generated clients': (code, headers) =>
    errorWith({ code, body: '{}', headers: { date, ...headers } }),
  Slack: (statusCode, headers) =>
    errorWith({ code: 'slack_webapi_http_error', statusCode, headers: { date, ...headers } }),
  Twilio: (status) => errorWith({ status, code: 20404, moreInfo: 'https://www.twilio.com/docs/errors/20404' }),
  Supabase: (status) => errorWith({ name: 'AuthApiError', __isAuthError: true, status, code: 'bad_jwt' }),
  Algolia: (status) => errorWith({ name: 'ApiError', status, transporterStackTrace: [] }),
  'graphql-request': (status, headers) =>
    errorWith({ response: { status, headers: new Headers(headers), errors: [] }, request: { query: '{}' } }),
  Fern: (statusCode, headers) =>
    errorWith({ statusCode, body: {}, rawResponse: { status: statusCode, url, headers: new Headers(headers) } }),
  'Vercel AI SDK': (statusCode, headers) =>
    errorWith({ url, statusCode, responseHeaders: headers, responseBody: '', isRetryable: true }),
  'discord.js': (status) => errorWith({ status, method: 'GET', url, requestBody: {} }),
  'a Response that is thrown': (status, headers) => new Response('', { status, headers }) as unknown as Error,
  'an Error with the Response as cause': (status, headers) =>
    new Error('users failed', { cause: new Response('', { status, headers }) }),
};

describe('an upstream’s status is never ours (PX-11)', () => {
  test.each(Object.entries(libraries))('%s', (_library, make) => {
    const seen = [400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503, 504, 408].map((status) => [
      status,
      statusOf(make(status, {})),
    ]);
    expect(seen).toEqual([
      [400, 502],
      [401, 502],
      [403, 502],
      [404, 502],
      [409, 502],
      [413, 502],
      [422, 502],
      [429, 503],
      [500, 502],
      [502, 502],
      [503, 503],
      [504, 504],
      [408, 504],
    ]);
  });

  test.each(Object.entries(libraries))(
    '%s: an origin answers 500 and says nothing of the upstream',
    (_library, make) => {
      const { error } = judge(make(404, { 'www-authenticate': 'Basic' }), { role: 'origin' });
      expect([error.status, error.failureDomain, error.proxy, error.headers]).toEqual([
        500,
        'upstream',
        undefined,
        undefined,
      ]);
    },
  );

  test('received-status is known, no field travels, and the text stays hidden', () => {
    const headers = { 'set-cookie': 'a=1', 'www-authenticate': 'Basic realm="x"', 'transfer-encoding': 'chunked' };
    for (const make of Object.values(libraries)) {
      const { error } = judge(make(401, headers));
      expect(error.headers).toBeUndefined();
      expect(error.challenges).toBeUndefined();
      expect(error.proxy).toEqual({ receivedStatus: 401 });
      expect(error.toJSON()).toEqual({ error: { code: 502, message: 'Bad Gateway' } });
    }
  });

  test('AWS hides throttling and an idle socket behind a 400: the name tells', () => {
    const aws = (name: string): Error => errorWith({ name, $metadata: { httpStatusCode: 400 } });
    expect(
      ['ThrottlingException', 'SlowDown', 'RequestTimeout', 'RequestTimeTooSkewed', 'ValidationException'].map((name) =>
        statusOf(aws(name)),
      ),
    ).toEqual([503, 503, 504, 502, 502]);
  });
});

describe('what is not an upstream’s', () => {
  class AppError extends Error {
    readonly status = 409;
    constructor(members: object) {
      super('locked');
      Object.assign(this, members);
    }
  }

  test.each<readonly [string, object]>([
    ['requestId', { requestId: 'req-1' }],
    ['requestID alone', { requestID: 'req-1' }],
    ['request of Express', { request: { url: '/orders/1', method: 'GET', headers: { 'user-agent': 'curl' } } }],
    ['request of the platform', { request: new Request('https://shop.test/orders/1') }],
    ['the path and method of the request', { url: '/orders/1', method: 'GET' }],
    ['the URL of a documentation page', { url: 'https://docs.shop.test/errors/locked' }],
    ['a response that is text', { response: 'bad' }],
    ['a response without fields and URL', { response: { status: 404, message: 'x' } }],
    ['config', { config: { retries: 3 } }],
    ['options', { options: {}, name: 'RequestError', request: {} }],
    ['meta with the headers of the request', { meta: { headers: { host: 'shop.test' }, ip: '::1' } }],
    ['headers to send', { headers: { 'Retry-After': '5' } }],
    ['headers to send, as Web Headers', { headers: new Headers({ 'x-a': '1' }) }],
    ['a name that clients use', { name: 'HTTPError', request: { url: '/' } }],
  ])('an application’s own AppError with %s keeps its status', (_what, members) => {
    expect(statusOf(new AppError(members))).toBe(409);
  });

  test('Nest’s HttpException with headers in its response is its own', () => {
    class NotFoundException extends Error {
      readonly status = 404;
      readonly response = { statusCode: 404, message: 'no such cat', url: '/cats/1', headers: {} };
      getStatus(): number {
        return 404;
      }
      getResponse(): object {
        return this.response;
      }
    }
    expect(judge(new NotFoundException()).error.toJSON().error).toMatchObject({ code: 404, message: 'no such cat' });
  });

  test('a status that Boom was given on purpose stands, its default 500 does not hide the upstream', () => {
    const boomified = (statusCode: number): Error =>
      Object.assign(axios(404, {}), { isBoom: true, output: { statusCode, payload: {}, headers: {} } });
    expect([409, 500].map((status) => statusOf(boomified(status)))).toEqual([409, 502]);
  });
});

describe('Retry-After of an upstream', () => {
  const soon = new Date(Date.now() + 90_000).toUTCString();

  test.each<readonly [unknown, number | undefined]>([
    ['7', 7],
    [' 7 ', 7],
    ['1', 1],
    ['86400', 86_400],
    ['86401', undefined],
    ['0', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['', undefined],
    ['Wed, 21 Oct 2015 07:28:00 GMT', undefined],
    ['2030-01-01', undefined],
    [Number.NaN, undefined],
    [30, 30],
    [{}, undefined],
  ])('%s gives %s (RA-1)', (value, expected) => {
    const error = errorWith({
      isAxiosError: true,
      config: {},
      response: { status: 503, headers: { 'retry-after': value } },
    });
    expect(judge(error).error.retryAfter).toBe(expected);
  });

  test('a date in the future becomes seconds', () => {
    const error = errorWith({ response: { status: 503, headers: { 'retry-after': soon } } });
    expect(judge(error).error.retryAfter).toBeGreaterThan(85);
    expect(judge(error).error.retryAfter).toBeLessThanOrEqual(90);
  });

  test.each<readonly [string, unknown]>([
    ['a plain object', { 'retry-after': '9' }],
    ['a plain object in another case', { 'Retry-After': '9' }],
    ['Web Headers', new Headers({ 'Retry-After': '9' })],
    ['AxiosHeaders', new AxiosHeaders({ 'retry-after': '9' })],
    ['a Map', new Map([['Retry-After', '9']])],
    ['headers of another copy', new ForeignHeaders({ 'retry-after': '9' })],
  ])('is read from %s', (_kind, headers) => {
    expect(judge(errorWith({ response: { status: 429, headers } })).error.retryAfter).toBe(9);
  });

  test('a get() that throws gives none', () => {
    const headers = {
      get: () => {
        throw new Error('get');
      },
    };
    const { error } = judge(errorWith({ response: { status: 429, headers } }));
    expect([error.status, error.retryAfter]).toEqual([503, undefined]);
  });

  test('is taken with 429 and 503 only', () => {
    expect(
      judge(errorWith({ response: { status: 500, headers: { 'retry-after': '9' } } })).error.retryAfter,
    ).toBeUndefined();
  });
});
