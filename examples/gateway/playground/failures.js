// What the demo's gateways do not show: hostile throws, a database that is away, streams that break. Both hosts run the
// same functions: all of them get node:http's own request and response, and none of them handles anything.
import { setTimeout as sleep } from 'node:timers/promises';
import { BadGateway, BadRequest, ContentTooLarge, createError, NotFound } from 'failwell';
import { queryAbsentDatabase, queryHangingDatabase, readMissingFile } from './dependencies.js';

/**
 * @typedef {object} Failure
 * @property {string} title what goes wrong
 * @property {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse, upstreams: Record<string, string>) => unknown} run
 * @property {string} [method] what the playground sends unless it is told otherwise; GET
 * @property {string} [body]
 * @property {number} [leaveAfter] milliseconds after which the playground's client hangs up
 */

/** A message, a field and a reason that would like to be markup, another line of the log, or another response. */
const hostileText =
  '<script>alert("playground")</script>\r\nSet-Cookie: owned=1\r\n\r\n<img src=x onerror=alert(1)> \u001b[31m\u202e';

function throwGetters() {
  const error = new Error('every getter of this error throws');
  for (const name of ['status', 'statusCode', 'expose', 'headers', 'message', 'stack', 'cause']) {
    Object.defineProperty(error, name, {
      get() {
        throw new Error(`the getter of ${name} throws`);
      },
    });
  }
  throw error;
}

function throwCircle() {
  /** @type {Record<string, unknown>} */
  const details = { order: 42, price: 990n };
  details.self = details;
  throw new BadRequest('details that JSON cannot carry', { details });
}

/** @type {Record<string, Failure>} */
export const thrownValues = {
  'thrown-null': { title: 'throw null', run: () => Promise.reject(null) },
  'thrown-undefined': { title: 'throw undefined', run: () => Promise.reject(undefined) },
  'thrown-string': { title: 'throw a string', run: () => Promise.reject('out of cheese') },
  'thrown-object': {
    title: 'throw a plain object that would like to be a 404',
    run: () => Promise.reject({ status: 404, message: 'not an Error' }),
  },
  'thrown-frozen': {
    title: 'throw a frozen error',
    run: () => {
      throw Object.freeze(new Error('frozen'));
    },
  },
  'throwing-getters': { title: 'throw an error whose getters throw', run: throwGetters },
  'circular-details': { title: 'details that are circular and hold a BigInt', run: throwCircle },
  'hostile-text': {
    title: 'a message full of markup, line ends and terminal codes',
    run: () => {
      throw new BadRequest(hostileText, { reason: 'HOSTILE' });
    },
  },
  'hostile-field': {
    title: 'an error with a response field that splits the response',
    run: () => {
      throw new NotFound({ headers: { 'X-Order': '42\r\nSet-Cookie: owned=1', 'X-Kept': 'yes' } });
    },
  },
  'exposed-message': {
    title: 'a 5xx that says what the client may read',
    run: () => {
      throw createError(503, 'the shop opens at 8', { expose: true, retryAfter: 90 });
    },
  },
};

/** @type {Record<string, Failure>} */
export const dependencyFailures = {
  'database-away': {
    title: 'the database refuses the connection',
    run: (_request, _response, upstreams) => queryAbsentDatabase(upstreams),
  },
  'database-hangs': {
    title: 'the database accepts the connection and says nothing',
    run: (_request, _response, upstreams) => queryHangingDatabase(upstreams),
  },
  'file-missing': { title: 'a file of our own is missing', run: readMissingFile },
};

/** @type {Record<string, Failure>} */
export const messageFailures = {
  'stale-fields': {
    title: 'fields that were set before the failure: which stay, which go',
    run: (_request, response) => {
      response.setHeader('ETag', '"42"');
      response.setHeader('Cache-Control', 'public, max-age=3600');
      response.setHeader('Content-Disposition', 'attachment; filename="order.pdf"');
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Set-Cookie', 'theme=dark');
      throw new BadGateway('orders answered 500');
    },
  },
  'unread-upload': {
    title: 'an upload of 1 MiB that nobody reads',
    method: 'POST',
    body: 'x'.repeat(1024 * 1024),
    run: () => {
      throw new ContentTooLarge('at most 1 kB');
    },
  },
  'client-leaves': {
    title: 'the client hangs up before the answer: no response, and a 499 in the record',
    leaveAfter: 100,
    run: async () => {
      await sleep(250);
      throw new BadGateway('too late for everybody');
    },
  },
};
