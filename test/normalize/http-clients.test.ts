import { describe, expect, test } from 'vitest';
import { errorOfClass, errorWith, judge, statusOf } from './support.ts';

function refused(): Error {
  return errorWith({ code: 'ECONNREFUSED', syscall: 'connect', port: 8080 }, 'connect ECONNREFUSED');
}

function failedFetch(cause: unknown, text = 'fetch failed'): TypeError {
  return new TypeError(text, { cause });
}

function facts(thrown: unknown): readonly unknown[] {
  const { error } = judge(thrown);
  return [error.status, error.proxy?.error];
}

describe('HTTP clients without an answer of 400 or more', () => {
  test.each<readonly [string, unknown, number, string | undefined]>([
    ['fetch, refused', failedFetch(refused()), 502, 'connection_refused'],
    [
      'fetch, body cut',
      failedFetch(errorWith({ code: 'UND_ERR_SOCKET' }), 'terminated'),
      502,
      'http_response_incomplete',
    ],
    [
      'fetch, body timeout',
      failedFetch(errorWith({ code: 'UND_ERR_BODY_TIMEOUT' }), 'terminated'),
      504,
      'connection_read_timeout',
    ],
    ['fetch, redirect loop', failedFetch(new Error('redirect count exceeded')), 502, 'http_protocol_error'],
    ['fetch, redirect to no URL', failedFetch(errorWith({ code: 'ERR_INVALID_URL' })), 502, 'http_protocol_error'],
    ['fetch, no cause', new TypeError('fetch failed'), 502, 'http_protocol_error'],
    ['fetch, forbidden port', failedFetch(new Error('bad port')), 500, undefined],
    ['fetch, unknown scheme', failedFetch(new Error('unknown scheme')), 500, undefined],
    [
      'ky 2 around a forbidden port',
      errorWith({ name: 'NetworkError', request: {}, cause: failedFetch(new Error('bad port')) }),
      500,
      undefined,
    ],
    [
      'ky 2',
      errorWith({ name: 'NetworkError', request: {}, cause: failedFetch(refused()) }),
      502,
      'connection_refused',
    ],
    ['ky timeout', errorWith({ name: 'TimeoutError', request: {} }), 504, 'http_response_timeout'],
    [
      'ky, reply against a schema',
      errorWith({ name: 'SchemaValidationError', issues: [{ message: 'x' }] }, 'Response schema validation failed'),
      502,
      'http_protocol_error',
    ],
    [
      'ofetch',
      errorWith({ name: 'FetchError', request: 'http://x', options: {}, cause: failedFetch(refused()) }),
      502,
      'connection_refused',
    ],
    [
      'ofetch timeout',
      errorWith({ name: 'FetchError', request: 'http://x', cause: errorWith({ name: 'TimeoutError', code: 23 }) }),
      504,
      'http_response_timeout',
    ],
    ['axios, refused', errorWith({ isAxiosError: true, code: 'ECONNREFUSED', config: {} }), 502, 'connection_refused'],
    [
      'axios, fetch adapter',
      errorWith({ isAxiosError: true, code: 'ERR_NETWORK', config: {}, cause: refused() }),
      502,
      'connection_refused',
    ],
    [
      'axios, network error without more',
      errorWith({ isAxiosError: true, code: 'ERR_NETWORK', config: {} }),
      502,
      'connection_terminated',
    ],
    [
      'axios, timeout',
      errorWith({ isAxiosError: true, code: 'ECONNABORTED', config: {} }),
      504,
      'http_response_timeout',
    ],
    [
      'axios, clarified timeout',
      errorWith({ isAxiosError: true, code: 'ETIMEDOUT', config: {} }, 'timeout of 200ms exceeded'),
      504,
      'http_response_timeout',
    ],
    [
      'axios, too large',
      errorWith({ isAxiosError: true, code: 'ERR_BAD_RESPONSE' }, 'maxContentLength size of 1000 exceeded'),
      502,
      'http_response_body_size',
    ],
    [
      'axios, 200 with a body that is none',
      errorWith({ isAxiosError: true, code: 'ERR_BAD_RESPONSE', status: 200, response: { status: 200, headers: {} } }),
      502,
      'http_protocol_error',
    ],
    [
      'axios, request that it refused to send',
      errorWith({ isAxiosError: true, code: 'ERR_BAD_REQUEST' }, 'Request body larger than maxBodyLength limit'),
      500,
      undefined,
    ],
    [
      'axios, unknown protocol',
      errorWith({ isAxiosError: true, code: 'ERR_BAD_REQUEST' }, 'Unsupported protocol gopher:'),
      500,
      undefined,
    ],
    [
      'got, refused',
      errorWith({ name: 'RequestError', code: 'ECONNREFUSED', options: {}, request: {} }),
      502,
      'connection_refused',
    ],
    [
      'got, its own timer while connecting',
      errorWith({ name: 'TimeoutError', code: 'ETIMEDOUT', event: 'connect', options: {}, request: {} }),
      504,
      'connection_timeout',
    ],
    [
      'got, its own timer while waiting',
      errorWith({ name: 'TimeoutError', code: 'ETIMEDOUT', event: 'response', options: {}, request: {} }),
      504,
      'http_response_timeout',
    ],
    [
      'got, not JSON',
      errorWith({ name: 'ParseError', code: 'ERR_BODY_PARSE_FAILURE', options: {}, request: {} }),
      502,
      'http_protocol_error',
    ],
    [
      'got, redirects',
      errorWith({ name: 'MaxRedirectsError', code: 'ERR_TOO_MANY_REDIRECTS', options: {}, request: {} }),
      502,
      'http_protocol_error',
    ],
    [
      'got, its own bad URL',
      errorWith({ name: 'RequestError', code: 'ERR_INVALID_URL', options: {}, request: {} }),
      500,
      undefined,
    ],
    [
      'got 15, short body',
      errorWith({ name: 'ReadError', code: 'ERR_HTTP_CONTENT_LENGTH_MISMATCH', options: {}, request: {} }),
      502,
      'http_response_incomplete',
    ],
    [
      'node-fetch, reset in the body',
      errorWith(
        { name: 'FetchError', type: 'system', code: 'ECONNRESET' },
        'Invalid response body while trying to fetch x: aborted',
      ),
      502,
      'http_response_incomplete',
    ],
    ['node-fetch, too large', errorWith({ name: 'FetchError', type: 'max-size' }), 502, 'http_response_body_size'],
    [
      'node-fetch, body timeout',
      errorWith({ name: 'FetchError', type: 'body-timeout' }),
      504,
      'connection_read_timeout',
    ],
    [
      'superagent, timeout',
      errorWith({ timeout: 150, code: 'ECONNABORTED', errno: 'ETIME' }),
      504,
      'http_response_timeout',
    ],
    [
      'superagent, not JSON',
      errorWith({ rawResponse: '<html>', statusCode: 200, status: 200, name: 'SyntaxError' }),
      502,
      'http_protocol_error',
    ],
    ['AWS SDK, refused', errorWith({ code: 'ECONNREFUSED', $metadata: { attempts: 3 } }), 502, 'connection_refused'],
    [
      'AWS SDK, connect timeout',
      errorWith(
        { name: 'TimeoutError', $metadata: { attempts: 3 } },
        'the request socket did not establish a connection',
      ),
      504,
      'connection_timeout',
    ],
    [
      'OpenAI, refused',
      errorOfClass('APIConnectionError', { cause: failedFetch(refused()) }),
      502,
      'connection_refused',
    ],
    ['OpenAI, timeout', errorOfClass('APIConnectionTimeoutError'), 504, 'http_response_timeout'],
    [
      'Elasticsearch, refused',
      errorWith({ name: 'ConnectionError', meta: { statusCode: 0, headers: {}, meta: {} }, cause: refused() }),
      502,
      'connection_refused',
    ],
    [
      'Elasticsearch, wrong product',
      errorWith({ name: 'ProductNotSupportedError', meta: { statusCode: 200, headers: {}, meta: {} } }),
      502,
      'http_protocol_error',
    ],
    [
      'Octokit, which invents a 500',
      errorWith({
        name: 'HttpError',
        status: 500,
        request: { url: 'https://api.github.test', method: 'GET', headers: {} },
        cause: refused(),
      }),
      502,
      'connection_refused',
    ],
    [
      'Azure, refused',
      errorOfClass('RestError', { name: 'RestError', code: 'ECONNREFUSED', request: {} }),
      502,
      'connection_refused',
    ],
    [
      'openid-client',
      errorWith({ code: 'OAUTH_RESPONSE_IS_NOT_JSON', name: 'ClientError' }),
      502,
      'http_protocol_error',
    ],
  ])('%s', (_what, thrown, status, proxyError) => {
    expect(facts(thrown)).toEqual([status, proxyError]);
  });

  test('every other TypeError is a bug', () => {
    const bugs = [
      new TypeError('fetch failed: x'),
      new TypeError('x is not a function'),
      new TypeError('Failed to parse URL from x', { cause: errorWith({ code: 'ERR_INVALID_URL' }) }),
    ];
    expect(bugs.map((bug) => statusOf(bug))).toEqual([500, 500, 500]);
  });

  test('a bare SyntaxError is a 500: it equals our own JSON.parse', () => {
    expect(statusOf(new SyntaxError('Unexpected token < in JSON'))).toBe(500);
  });

  test('role origin: all of it is 500', () => {
    expect(
      [
        failedFetch(refused()),
        errorWith({ isAxiosError: true, code: 'ECONNABORTED' }),
        errorOfClass('APIConnectionTimeoutError'),
      ].map((thrown) => statusOf(thrown, { role: 'origin' })),
    ).toEqual([500, 500, 500]);
  });
});

describe('gRPC upstreams', () => {
  const grpc = (code: number): Error =>
    errorWith({ code, details: 'upstream detail', metadata: { internalRepr: new Map() } }, `${code} UPSTREAM: detail`);

  test('only "no capacity" and "no time" mean anything to our client', () => {
    const statuses = Array.from({ length: 16 }, (_, index) => statusOf(grpc(index + 1)));
    expect(statuses).toEqual([504, 502, 502, 504, 502, 502, 502, 503, 502, 503, 502, 502, 502, 503, 502, 502]);
    expect(judge(grpc(1)).cancelled).toBe(true);
  });

  test('ConnectRPC has a list of details', () => {
    expect(statusOf(errorWith({ code: 5, details: [], metadata: new Headers(), rawMessage: 'x' }))).toBe(502);
  });

  test('a lone number is no gRPC code', () => {
    expect([
      statusOf(errorWith({ code: 5 })),
      statusOf(errorWith({ code: 8, details: 'x' })),
      statusOf(errorWith({ code: 99, details: '', metadata: {} })),
    ]).toEqual([500, 500, 500]);
  });
});
