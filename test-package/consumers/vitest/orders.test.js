import { createRequire } from 'node:module';
import * as failwell from 'failwell';
import { errorHandler } from 'failwell/fetch';
import { expect, test } from 'vitest';

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
