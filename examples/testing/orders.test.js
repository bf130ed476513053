// Tests of an Express service with the matchers of failwell/testing. In the repository: npm run build, then
//   npx vitest run --root examples/testing
import express from 'express';
import { Conflict } from 'failwell';
import { errorHandler, notFoundHandler } from 'failwell/express';
import { matchers, renderError, throwableSecret, throwables } from 'failwell/testing';
import request from 'supertest';
import { expect, test } from 'vitest';

expect.extend(matchers);

const options = { include: ['requestId'], logger: false };

function createApp(fail) {
  const app = express().disable('x-powered-by');
  app.post('/orders/:id', async () => fail());
  app.use(notFoundHandler());
  app.use(errorHandler(options));
  return app;
}

test('an order that exists already is a 409 with a reason', async () => {
  const app = createApp(() => {
    throw new Conflict('order 7 exists already', { reason: 'ORDER_EXISTS', details: { order: 7 } });
  });
  await expect(request(app).post('/orders/7')).toBeErrorResponse(409, {
    reason: 'ORDER_EXISTS',
    details: { order: 7 },
    requestId: expect.any(String),
    retryAfter: false,
  });
});

test('an upstream that is away is a 502 and says when to come back', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
  const response = renderError(new TypeError('fetch failed', { cause: refused }), '/orders/7', options);
  expect(response).toBeErrorResponse(502, { message: 'Bad Gateway', retryAfter: true });
  expect(response.record['failwell.domain']).toBe('upstream');
});

test.each(Object.entries(throwables))('whatever is thrown, the answer is well formed: %s', async (_name, make) => {
  const response = await request(createApp(() => Promise.reject(make()))).post('/orders/7');
  expect(response).toBeErrorResponse();
  expect(response.text).not.toContain(throwableSecret);
});
