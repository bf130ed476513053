import { BadGateway, planErrorResponse } from 'failwell';
import httpErrors from 'http-errors';
import { readWildErrors } from './wild-errors.js';

const request = { method: 'GET', url: '/orders/42', headers: { host: 'shop.example', accept: 'application/json' } };

const refused = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:8080'), {
  errno: -111,
  code: 'ECONNREFUSED',
  syscall: 'connect',
  address: '10.0.0.7',
  port: 8080,
});
const failures = {
  own: new BadGateway('orders answered 404'),
  httpErrors: httpErrors(404, 'No such order'),
  bug: new TypeError("Cannot read properties of undefined (reading 'id')"),
  fetch: new TypeError('fetch failed', { cause: refused }),
};

const wild = readWildErrors();
let next = 0;
function planWild() {
  next = (next + 1) % wild.length;
  return planErrorResponse(wild[next], request);
}

/** From a thrown value to its response: recognising, wrapping and planning. @type {readonly import('./micro.js').Case[]} */
export const cases = [
  { name: 'our own error', run: () => planErrorResponse(failures.own, request) },
  { name: "http-errors' NotFound", run: () => planErrorResponse(failures.httpErrors, request) },
  { name: 'a bug (TypeError)', run: () => planErrorResponse(failures.bug, request) },
  { name: 'fetch: connection refused', run: () => planErrorResponse(failures.fetch, request) },
  { name: 'a string', run: () => planErrorResponse('no luck', request) },
  ...(wild.length === 0 ? [] : [{ name: `errors of ${wild.length} libraries and situations in turn`, run: planWild }]),
];

/** @type {readonly import('./micro.js').MicroTarget[]} */
export const targets = [];
