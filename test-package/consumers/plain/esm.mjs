import assert from 'node:assert/strict';
import { BadGateway, createError, HttpError, isHttpError, planErrorResponse, toHttpError } from 'failwell';
import { errorHandler } from 'failwell/express';

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

console.log('ok');
