import createHttpError from 'http-errors';
import { describe, expect, test } from 'vitest';
import { errorWith, judge, statusOf, visible } from './support.ts';

describe('http-errors-shaped errors choose status, text and fields (SE-8)', () => {
  test.each([
    [createHttpError(404, 'No such user'), '{"error":{"code":404,"message":"No such user"}}'],
    [createHttpError(500, 'dsn secret'), '{"error":{"code":500,"message":"Internal Server Error"}}'],
    [createHttpError(403, 'secret rule', { expose: false }), '{"error":{"code":403,"message":"Forbidden"}}'],
    [createHttpError(503, 'back at nine', { expose: true }), '{"error":{"code":503,"message":"back at nine"}}'],
    [createHttpError(418), '{"error":{"code":418,"message":"I\'m a Teapot"}}'],
    [
      errorWith({ status: 400, statusCode: 400, expose: 'yes' }, 'secret'),
      '{"error":{"code":400,"message":"Bad Request"}}',
    ],
  ])('%s', (error, body) => {
    expect(visible(error)).toBe(body);
  });

  test('fields go along, but framing, hop-by-hop and Set-Cookie never (ST-4)', () => {
    const headers = {
      'Retry-After': '5',
      'X-List': ['a', 'b'],
      'X-Number': 7,
      'Set-Cookie': 'a=1',
      'Content-Length': '9',
      'Transfer-Encoding': 'chunked',
      Connection: 'close',
      'Content-Encoding': 'gzip',
      'X-None': undefined,
      'X-Object': {},
    };
    const { error, warnings } = judge(createHttpError(503, 'x', { headers }));
    expect(error.headers).toEqual({ 'Retry-After': '5', 'X-List': ['a', 'b'], 'X-Number': 7 });
    expect(warnings.map(({ code }) => code)).toEqual(['header_dropped']);
    expect(warnings[0]?.message).toContain('Set-Cookie');
    expect(warnings[0]?.message).not.toContain('a=1');
  });

  test.each<readonly [string, unknown, unknown]>([
    ['Web Headers', new Headers({ 'x-a': '1', 'set-cookie': 'a=1' }), { 'x-a': '1' }],
    ['a Map', new Map([['X-A', '1']]), { 'X-A': '1' }],
    ['a string', 'x-a: 1', undefined],
    ['an array', ['x-a', '1'], undefined],
    ['null', null, undefined],
    ['__proto__', JSON.parse('{"__proto__":{"x-a":"1"}}'), undefined],
  ])('fields as %s', (_kind, headers, expected) => {
    expect(judge(createHttpError(400, 'x', { headers } as object)).error.headers).toEqual(expected);
  });

  test('body-parser: what is accepted instead (RFC 9110 section 15.5.16)', () => {
    const unsupported = (text: string): unknown =>
      judge(createHttpError(415, text, { type: 'encoding.unsupported' })).error.acceptEncoding;
    expect([
      unsupported('unsupported content encoding "zoo"'),
      unsupported('content encoding unsupported'),
      unsupported('specified encoding unsupported'),
    ]).toEqual(['gzip, deflate', 'identity', undefined]);
  });

  test('body-parser: an upload that was given up keeps its status and is marked', () => {
    const { error, cancelled } = judge(
      createHttpError(400, 'request aborted', { code: 'ECONNABORTED', type: 'request.aborted' }),
    );
    expect([error.status, cancelled]).toEqual([400, true]);
  });
});

describe('any other Error chooses the status only', () => {
  test('inflation (koa-bodyparser, co-body): what is accepted instead; another 415 says nothing of codings (MT-2, MT-3)', () => {
    const thrown = (message: string): unknown =>
      judge(Object.assign(new Error(message), { status: 415 })).error.acceptEncoding;
    expect([thrown('Unsupported Content-Encoding: zoo'), thrown('Unsupported type: zoo')]).toEqual([
      'gzip, deflate',
      undefined,
    ]);
  });

  test.each<readonly [object, number]>([
    [{ status: 404 }, 404],
    [{ statusCode: 409 }, 409],
    [{ status: 404, statusCode: 500 }, 404],
    [{ status: 200, statusCode: 404 }, 404],
    [{ status: 499 }, 499],
    [{ status: 599 }, 599],
    [{ status: 399 }, 500],
    [{ status: 600 }, 500],
    [{ status: '404' }, 500],
    [{ status: 404.5 }, 500],
    [{ status: 404n }, 500],
    [{ status: Symbol('404') }, 500],
    [{ status: [404] }, 500],
    [{ status: Object(404) }, 500],
    [{ status: Number.NaN }, 500],
    [{ status: true }, 500],
    [{ code: 404 }, 500],
    [{ code: '404' }, 500],
  ])('case %# (SL-1)', (members, status) => {
    expect(statusOf(errorWith({ ...members }))).toBe(status);
  });

  test('its text is shown with expose === true only, its fields never', () => {
    expect(visible(errorWith({ status: 404 }))).toBe('{"error":{"code":404,"message":"Not Found"}}');
    expect(visible(errorWith({ status: 404, expose: true }, 'no such page'))).toBe(
      '{"error":{"code":404,"message":"no such page"}}',
    );
    expect(judge(errorWith({ status: 404, headers: { 'X-A': '1' } })).error.headers).toBeUndefined();
  });

  test('an own status beats the cause (it is explicit)', () => {
    expect(statusOf(errorWith({ status: 409, cause: errorWith({ code: 'ECONNREFUSED' }) }))).toBe(409);
  });
});

describe('what is no Error has no say (V318, V319, V332)', () => {
  class Failure {
    readonly status = 404;
  }

  test.each([
    [{ status: 404, message: 'hi' }],
    [Object.assign(Object.create(null) as object, { status: 409 })],
    [404],
    ['boom'],
    [null],
    [undefined],
    [true],
    [1n],
    [Symbol('x')],
    [new Failure()],
    [() => 404],
    [[]],
  ])('%o is 500', (thrown) => {
    const { error, rule } = judge(thrown);
    expect([error.status, error.toJSON(), rule]).toEqual([
      500,
      { error: { code: 500, message: 'Internal Server Error' } },
      'not_an_error',
    ]);
  });

  test('a thrown text reaches the log, cut', () => {
    expect(judge('boom').error.message).toBe('boom');
    expect(judge('x'.repeat(10_000)).error.message.length).toBe(1024);
  });

  test('rate-limiter-flexible rejects with its result: 429', () => {
    const { error } = judge({ msBeforeNext: 2500, remainingPoints: 0, consumedPoints: 11, isFirstInDuration: false });
    expect([error.status, error.retryAfter]).toEqual([429, 3]);
  });
});
