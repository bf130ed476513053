import { createRequire } from 'node:module';
import * as failwell from 'failwell';
import { errorHandler } from 'failwell/fetch';
import { matchers } from 'failwell/testing';
import { expect, test } from 'vitest';

expect.extend(matchers);

test('a failure answers with the documented 502', async () => {
  const response = errorHandler()(new failwell.BadGateway('orders answered 401'), new Request('http://x/'));
  expect(response.status).toBe(502);
  expect(await response.text()).toBe('{"error":{"code":502,"message":"Bad Gateway"}}');
});

test('errors are of one class, imported or required', () => {
  const required = createRequire(import.meta.url)('failwell');
  expect(new required.NotFound()).toBeInstanceOf(failwell.NotFound);
  expect(failwell.isHttpError(new required.NotFound())).toBe(true);
});

test('toBeErrorResponse passes, fails with its message, and can be negated', async () => {
  const response = errorHandler()(new failwell.NotFound('no order 7'), new Request('http://x/orders/7'));
  await expect(response).toBeErrorResponse(404, { message: /order \d/ });
  await expect(response).not.toBeErrorResponse(409);
  await expect(expect(response).toBeErrorResponse(409)).rejects.toThrow('- status: 409\n+ status: 404');
});
