const assert = require('node:assert/strict');
const { BadGateway, createError, HttpError, isHttpError, planErrorResponse, toHttpError } = require('failwell');
const { errorHandler } = require('failwell/express');

const error = new BadGateway('orders answered 401', { cause: new Error('401') });
assert(error instanceof BadGateway && error instanceof HttpError && error instanceof Error);
assert(isHttpError(error, 502) && !isHttpError(error, 504));
assert.equal(error.name, 'BadGatewayError');
assert.equal(createError(404, 'No such order').status, 404);
assert.equal(
  toHttpError(Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' })).status,
  502,
);

const plan = planErrorResponse(error, { method: 'GET', url: '/orders/7', headers: {} });
assert.equal(plan.status, 502);
assert.equal(String(plan.body), '{"error":{"code":502,"message":"Bad Gateway"}}');
assert.equal(errorHandler({ logger: false }).length, 4);
assert.throws(() => errorHandler({ servr: 'x' }), /servr/);
// The one thing that these entries are for; nothing else may need a package that the user did not ask for.
assert.throws(() => require('failwell/otel'), /@opentelemetry\/api/);
assert.throws(() => require('failwell/prometheus'), /prom-client/);

console.log('ok');
