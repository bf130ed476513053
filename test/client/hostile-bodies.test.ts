import { describe, expect, test } from 'vitest';
import { retryAdvice } from '../../src/client.ts';
import { decode } from './decode.ts';

describe('hostile bodies', () => {
  test('no name reaches a prototype', async () => {
    const body =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"error":{"message":"x","details":{"__proto__":{"polluted":1},"a":{"constructor":1,"b":2}}},"status":200}';
    const error = await decode(body, 502);
    expect(error.details).toEqual({ a: { b: 2 } });
    expect(Object.getPrototypeOf(error.details)).toBe(Object.prototype);
    expect(JSON.stringify(error.details)).toBe('{"a":{"b":2}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const problem = await decode('{"title":"t","status":1,"__proto__":{"polluted":1},"x":1}', 502);
    expect(problem.extensions).toEqual({ x: 1 });
    expect(Reflect.get(error, 'polluted')).toBeUndefined();
  });

  test('members of the error itself cannot be chosen', async () => {
    const error = await decode(
      {
        error: {
          message: 'x',
          status: 'y',
          statusCode: 200,
          stack: 'z',
          expose: true,
          headers: { a: 1 },
          cause: 1,
          name: 'Evil',
          response: 1,
        },
      },
      502,
    );
    expect(error).toMatchObject({ status: 502, statusCode: 502, name: 'BadGatewayError', expose: false });
    expect(error.headers).toBeUndefined();
    expect(error.cause).toBeUndefined();
    expect(error.stack).not.toBe('z');
  });

  test.each(['[', '{"a":', '{"error":{"details":['])('%s nested 20 000 times', async (piece) => {
    const error = await decode(piece.repeat(20_000), 502);
    expect(error.message).toBe('Bad Gateway');
    const closed = `{"error":{"details":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`;
    const deep = await decode(closed, 502);
    expect(deep.status).toBe(502);
    expect(JSON.stringify(deep.details).length).toBeLessThan(200);
  });

  test('a million members are not copied', async () => {
    const error = await decode({ error: { message: 'x', details: Array.from({ length: 200_000 }, () => 1) } }, 502);
    expect((error.details as readonly unknown[]).length).toBeLessThanOrEqual(10_000);
  });

  test('huge numbers advise a day at most, and impossible ones nothing', async () => {
    const delayOf = async (value: string): Promise<unknown> =>
      (await decode(`{"error":{"message":"x","retry":{"retryable":true,"after":${value}}}}`, 503)).retryAfter;
    expect(await delayOf('1e300')).toBe(86_400);
    expect(await delayOf('1e999')).toBe(86_400);
    expect(await delayOf('-1')).toBeUndefined();
    expect(await delayOf('"7"')).toBe(7);
    expect(await delayOf('[]')).toBeUndefined();
    expect(await delayOf('2.1')).toBe(3);
  });

  test('control characters of a message become spaces, and it is cut', async () => {
    const error = await decode({ error: { message: `a\r\nSet-Cookie: x\u001b[31m\u0000${'y'.repeat(10_000)}` } });
    expect(error.message).toMatch(/^a Set-Cookie: x \[31m y+$/);
    expect(error.message.length).toBeLessThanOrEqual(4096);
  });

  test('ids that are no tokens are not taken', async () => {
    const error = await decode({ error: { message: 'x', requestId: 'a b\r\nc', traceId: '0'.repeat(32) } });
    expect(error.requestId).toBeUndefined();
    expect(error.traceId).toBeUndefined();
  });

  test('what is inspected or sent as JSON has nothing of the response beside what failwell shows', async () => {
    const error = await decode({ error: { code: 404, message: 'gone', reason: 'R', details: 1 } }, 404);
    expect(JSON.stringify(error)).toBe('{"error":{"code":404,"message":"gone","reason":"R","details":1}}');
    expect(Object.keys(error)).not.toContain('response');
    expect(retryAdvice(error).retryable).toBe(false);
  });
});
