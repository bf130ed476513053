import fastifyError from '@fastify/error';
import boom from '@hapi/boom';
import { BadGateway, createError, NotFound, setStackCapture } from 'failwell';
import { HTTPException } from 'hono/http-exception';
import httpErrors from 'http-errors';
import { atDepth } from './depth.js';

class BareError extends Error {}

const OrdersFailed = fastifyError('ORDERS_FAILED', 'orders answered 404', 502);
const details = { order: 42, upstream: 'orders' };

/** @type {(mode: import('failwell').StackCapture) => Pick<import('./micro.js').Case, 'before' | 'after'>} */
const capturing = (mode) => ({ before: () => setStackCapture(mode), after: () => setStackCapture('all') });

let limit = Error.stackTraceLimit;
const stackless = {
  before: () => {
    limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
  },
  after: () => {
    Error.stackTraceLimit = limit;
  },
};

/** Building one error under twelve frames. @type {readonly import('./micro.js').Case[]} */
export const cases = [
  { name: 'bare subclass of Error', run: atDepth(() => new BareError('Bad Gateway')) },
  { name: 'bare subclass, stackTraceLimit 0', run: atDepth(() => new BareError('Bad Gateway')), ...stackless },
  { name: 'new BadGateway()', run: atDepth(() => new BadGateway()) },
  { name: "new BadGateway('…')", run: atDepth(() => new BadGateway('orders answered 404')) },
  {
    name: "new BadGateway('…', { reason, details })",
    run: atDepth(() => new BadGateway('orders answered 404', { reason: 'ORDERS_DOWN', details })),
  },
  { name: "failwell createError(502, '…')", run: atDepth(() => createError(502, 'orders answered 404')) },
  {
    name: "new NotFound(), setStackCapture('server')",
    run: atDepth(() => new NotFound()),
    ...capturing('server'),
  },
  { name: "new BadGateway(), setStackCapture('none')", run: atDepth(() => new BadGateway()), ...capturing('none') },
  {
    name: "failwell createError(502, '…'), setStackCapture('none')",
    run: atDepth(() => createError(502, 'orders answered 404')),
    ...capturing('none'),
  },
  { name: "http-errors createError(502, '…')", run: atDepth(() => httpErrors(502, 'orders answered 404')) },
  { name: 'http-errors new BadGateway()', run: atDepth(() => new httpErrors.BadGateway()) },
  { name: "boom.badGateway('…')", run: atDepth(() => boom.badGateway('orders answered 404')) },
  { name: '@fastify/error new OrdersFailed()', run: atDepth(() => new OrdersFailed()) },
  {
    name: "hono new HTTPException(502, '…')",
    run: atDepth(() => new HTTPException(502, { message: 'orders answered 404' })),
  },
];

/** @type {readonly import('./micro.js').MicroTarget[]} */
export const targets = [
  { of: 'new BadGateway()', over: 'bare subclass of Error', limit: 1.15 },
  { of: "new NotFound(), setStackCapture('server')", over: 'bare subclass, stackTraceLimit 0', limit: 2 },
];
