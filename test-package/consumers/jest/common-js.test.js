// Jest loads CommonJS here, as it does where nobody has set it up otherwise.
const { once } = require('node:events');
const express = require('express');
const { BadGateway, createError, isHttpError, NotFound } = require('failwell');
const { errorHandler, notFoundHandler } = require('failwell/express');
const { matchers, renderError } = require('failwell/testing');

expect.extend(matchers);

let server;
const urlOf = (path) => `http://127.0.0.1:${server.address().port}${path}`;

beforeAll(async () => {
  const app = express();
  app.get('/orders/:id', async () => {
    throw new BadGateway('orders answered 401');
  });
  app.use(notFoundHandler());
  app.use(errorHandler({ server: 'httperrors.com' }));
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => server.close());

test('a failing route answers with the documented 502', async () => {
  const response = await fetch(urlOf('/orders/7'));
  expect(response.status).toBe(502);
  expect(await response.text()).toBe('{"error":{"code":502,"message":"Bad Gateway"}}');
});

test('errors are of one class, and Jest sees them as errors', () => {
  const error = createError(404, 'No such order');
  expect(error).toBeInstanceOf(NotFound);
  expect(error).toBeInstanceOf(Error);
  expect(() => {
    throw error;
  }).toThrow('No such order');
  expect(isHttpError(error, 404)).toBe(true);
});

test('the copy of a reset module registry knows the errors of the first one', () => {
  jest.resetModules();
  const again = require('failwell');
  expect(again.NotFound).not.toBe(NotFound);
  expect(again.isHttpError(new NotFound())).toBe(true);
  expect(new NotFound()).toBeInstanceOf(again.NotFound);
});

test('toBeErrorResponse of a response on the wire', async () => {
  const response = await fetch(urlOf('/orders/7'));
  await expect(response).toBeErrorResponse(502, { message: 'Bad Gateway', headers: { Date: expect.any(String) } });
  await expect(fetch(urlOf('/nowhere'))).toBeErrorResponse(404);
  await expect(fetch(urlOf('/nowhere'))).resolves.not.toBeErrorResponse(502);
  await expect(response).not.toBeErrorResponse(404);
  await expect(expect(response).toBeErrorResponse(404, { reason: 'GONE' })).rejects.toThrow(
    /- status: 404\n\+ status: 502\n- reason: "GONE"\n\+ reason: \(absent\)[\s\S]*502 Bad Gateway/,
  );
  await expect(expect(response).not.toBeErrorResponse(502)).rejects.toThrow('The response is what it must not be.');
});

test('toBeErrorResponse of a response without a server', () => {
  const rendered = renderError(new NotFound('no order 7', { reason: 'ORDER_UNKNOWN' }), '/orders/7');
  expect(rendered).toBeErrorResponse(404, { reason: expect.stringMatching(/^ORDER/), message: /order \d/ });
  expect(rendered).not.toBeErrorResponse(409);
  expect(() => expect(rendered).toBeErrorResponse(409)).toThrow('- status: 409\n+ status: 404');
});
