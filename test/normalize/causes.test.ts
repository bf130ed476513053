import { describe, expect, test } from 'vitest';
import { BadGateway, NotFound, ServiceUnavailable } from '../../src/error/classes.ts';
import { errorWith, judge, statusOf } from './support.ts';

function wrapped(cause: unknown, key = 'cause'): Error {
  return errorWith({ [key]: cause }, 'loading the order failed');
}

const refused = (): Error => errorWith({ code: 'ECONNREFUSED' });
const deadlock = (): Error => errorWith({ name: 'error', code: '40P01', severity: 'ERROR' });

describe('what an error wraps', () => {
  test('wrapping a failed dependency does not make it a bug', () => {
    expect(
      [
        wrapped(refused()),
        wrapped(wrapped(wrapped(deadlock()))),
        wrapped(new TypeError('fetch failed', { cause: refused() })),
      ].map((error) => statusOf(error)),
    ).toEqual([502, 503, 502]);
  });

  test.each([
    'cause',
    'original',
    'parent',
    'driverError',
    'nativeError',
    'originalError',
    'jse_cause',
    'oauthError',
    'chainedError',
    'lastNodeError',
  ])('`%s` is where some library keeps it', (key) => {
    expect(statusOf(wrapped(refused(), key))).toBe(502);
  });

  test('a VError has a method `cause`', () => {
    expect(statusOf(errorWith({ cause: () => refused(), jse_cause: refused() }))).toBe(502);
  });

  test('a SuppressedError is judged by the newer error', () => {
    expect(statusOf(errorWith({ name: 'SuppressedError', error: refused(), suppressed: new Error('x') }))).toBe(502);
  });

  test('never is a status, a broken schema or a token taken from a cause', () => {
    const causes = [
      errorWith({ status: 404 }),
      errorWith({ name: 'ZodError', issues: [{ code: 'custom', path: [], message: 'x' }] }),
      errorWith({ name: 'TokenExpiredError' }),
      new NotFound(),
      { status: 404 },
      'ECONNREFUSED',
    ];
    expect(causes.map((cause) => statusOf(wrapped(cause)))).toEqual([500, 500, 500, 500, 500, 500]);
  });

  test('an upstream’s answer is, as an upstream’s', () => {
    expect(statusOf(wrapped(errorWith({ isAxiosError: true, status: 404, config: {} })))).toBe(502);
  });

  test('our own 502, 503 and 504 keep what they know', () => {
    const { error } = judge(
      wrapped(new ServiceUnavailable({ retryAfter: 7, proxy: { error: 'connection_limit_reached' } })),
    );
    expect([error.status, error.retryAfter, error.proxy]).toEqual([503, 7, { error: 'connection_limit_reached' }]);
    expect(judge(wrapped(new BadGateway({ transient: true }))).error.transient).toBe(true);
  });

  test('six causes deep and no further; no cycle', () => {
    const nest = (depth: number): Error => (depth === 0 ? refused() : wrapped(nest(depth - 1)));
    expect([statusOf(nest(6)), statusOf(nest(7))]).toEqual([502, 500]);
    const loop = new Error('a');
    loop.cause = wrapped(loop);
    expect(statusOf(loop)).toBe(500);
  });
});

describe('AggregateError', () => {
  test('a failed dependency if every member is one', () => {
    expect(statusOf(new AggregateError([refused(), wrapped(refused())]))).toBe(502);
    expect(statusOf(new AggregateError([deadlock()]))).toBe(503);
  });

  test('one unknown member makes it a bug', () => {
    expect(statusOf(new AggregateError([refused(), new Error('x')]))).toBe(500);
  });

  test('members’ own statuses are not the aggregate’s', () => {
    expect(statusOf(new AggregateError([errorWith({ status: 404 }), errorWith({ status: 404 })]))).toBe(500);
    expect(statusOf(new AggregateError([errorWith({ name: 'error', code: '23505', severity: 'ERROR' })]))).toBe(500);
  });

  test('losers of a race that were cancelled say nothing while another member does', () => {
    const { error, cancelled } = judge(new AggregateError([new DOMException('a', 'AbortError'), refused()]));
    expect([error.status, cancelled]).toEqual([502, false]);
    expect(judge(new AggregateError([new DOMException('a', 'AbortError')]))).toMatchObject({ cancelled: true });
  });

  test('an empty one is a bug', () => {
    expect(statusOf(new AggregateError([]))).toBe(500);
  });
});
