// Jest loads CommonJS here, as it does where nobody has set it up otherwise.
const { once } = require('node:events');
const express = require('express');
const { BadGateway, createError, isHttpError, NotFound } = require('failwell');
const { errorHandler, notFoundHandler } = require('failwell/express');

let server;

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
  const response = await fetch(`http://127.0.0.1:${server.address().port}/orders/7`);
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
