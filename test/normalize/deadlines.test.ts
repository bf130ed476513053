import { describe, expect, test } from 'vitest';
import { errorOfClass, errorWith, judge } from './support.ts';

function facts(thrown: unknown): readonly unknown[] {
  const { error, cancelled } = judge(thrown);
  return [error.status, cancelled, error.transient === true];
}

const timeout = [504, false, true];
const cancellation = [504, true, false];

describe('deadlines', () => {
  test.each<readonly [string, unknown]>([
    ['AbortSignal.timeout', new DOMException('timeout', 'TimeoutError')],
    ['p-timeout, p-queue, got, ky', errorWith({ name: 'TimeoutError' })],
    [
      'node core, which keeps the reason in cause',
      errorWith({ name: 'AbortError', code: 'ABORT_ERR', cause: new DOMException('t', 'TimeoutError') }),
    ],
    [
      'axios, which keeps the signal',
      errorWith({
        name: 'CanceledError',
        code: 'ERR_CANCELED',
        isAxiosError: true,
        config: { signal: AbortSignal.abort(new DOMException('t', 'TimeoutError')) },
      }),
    ],
    ['undici', errorWith({ name: 'HeadersTimeoutError', code: 'UND_ERR_HEADERS_TIMEOUT' })],
    ['urllib', errorWith({ name: 'HttpClientRequestTimeoutError' })],
    ['Effect', errorWith({ name: '(FiberFailure) TimeoutException' })],
    ['a class whose name is left at "Error"', errorOfClass('RequestTimeoutError')],
    ['cockatiel', errorOfClass('TaskCancelledError', { isTaskCancelledError: true })],
    ['opossum', errorWith({ code: 'ETIMEDOUT' }, 'Timed out after 50ms')],
  ])('%s is a 504 that may pass', (_what, thrown) => {
    expect(facts(thrown)).toEqual(timeout);
  });

  test('a limit of our own is no upstream’s (vm)', () => {
    expect(judge(errorWith({ code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' })).error.status).toBe(500);
  });

  test('AbortSignal.timeout is http_response_timeout, though its code is the number 23 (V305)', () => {
    expect(judge(new DOMException('timeout', 'TimeoutError')).error.proxy).toEqual({ error: 'http_response_timeout' });
  });
});

describe('cancellations while the client is still there', () => {
  test.each<readonly [string, unknown]>([
    ['AbortController', new DOMException('aborted', 'AbortError')],
    ['node core', errorWith({ name: 'AbortError', code: 'ABORT_ERR', cause: new Error('shutting down') })],
    ['axios', errorWith({ name: 'CanceledError', code: 'ERR_CANCELED', isAxiosError: true, config: {} })],
    ['got', errorWith({ name: 'AbortError', code: 'ERR_ABORTED', options: {}, request: {} })],
    ['got 11', errorWith({ name: 'CancelError', code: 'ERR_CANCELED' })],
    ['node-redis, by class only', errorOfClass('AbortError')],
    ['c-ares', errorWith({ code: 'ECANCELLED', syscall: 'queryA' })],
    ['undici', errorWith({ name: 'AbortError', code: 'UND_ERR_ABORTED' })],
    ['Express sendFile', errorWith({ code: 'ECONNABORTED' }, 'Request aborted')],
    ['wrapped', new Error('loading failed', { cause: new DOMException('aborted', 'AbortError') })],
  ])('%s is a 504 with cancelled: true', (_what, thrown) => {
    expect(facts(thrown)).toEqual(cancellation);
  });

  test('so it is to an origin: the cancellation is ours, not an upstream’s', () => {
    const { error, cancelled } = judge(new DOMException('aborted', 'AbortError'), { role: 'origin' });
    expect([error.status, cancelled]).toEqual([504, true]);
  });

  test('other DOMExceptions are bugs, whatever their names and codes', () => {
    const names = ['NotFoundError', 'SecurityError', 'QuotaExceededError', 'NetworkError', 'DataError'];
    expect(names.map((name) => judge(new DOMException('x', name)).error.status)).toEqual([500, 500, 500, 500, 500]);
  });
});
