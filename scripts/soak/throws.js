import { createContext, runInContext } from 'node:vm';
import { BadGateway, createError, NotFound, ServiceUnavailable, TooManyRequests } from 'failwell';

// What the handlers of the soak throw, in turn: everyday failures, foreign ones, and values made to break a handler. Each
// with the status that it must get. Built afresh for each request, as a real one is.

const secret = 'zq7secret';

function circular() {
  const error = new Error(secret);
  return Object.assign(error, { cause: error, errors: [error], details: error });
}

function throwingGetters() {
  const error = new Error(secret);
  for (const name of ['status', 'expose', 'headers', 'message', 'cause', 'code']) {
    Object.defineProperty(error, name, {
      get: () => {
        throw new Error(secret);
      },
    });
  }
  return error;
}

function chain(depth) {
  let error = new Error(secret);
  for (let level = 0; level < depth; level += 1) error = new Error(secret, { cause: error });
  return error;
}

const realm = createContext({});
const longText = secret.repeat(2_000);
const circularDetails = { note: 'x' };
circularDetails.self = circularDetails;

/** name, status, what is thrown. */
export const throws = [
  ['a plain Error', 500, () => new Error(secret)],
  ['our 502', 502, () => new BadGateway(secret)],
  ['our 404', 404, () => new NotFound('no such order')],
  ['our 429 with a delay', 429, () => new TooManyRequests('slow down', { retryAfter: 7 })],
  ['our 503', 503, () => new ServiceUnavailable()],
  ['a 408, which closes', 408, () => createError(408)],
  [
    'a refused upstream',
    502,
    () =>
      new TypeError('fetch failed', {
        cause: Object.assign(new Error(secret), { code: 'ECONNREFUSED', syscall: 'connect' }),
      }),
  ],
  ['a status that is none', 500, () => Object.assign(new Error(secret), { status: 200 })],
  ['an own status', 404, () => Object.assign(new Error(secret), { status: 404 })],
  ['undefined members', 500, () => Object.assign(Object.create(null), { status: undefined, message: secret })],
  ['a string', 500, () => secret],
  ['a symbol', 500, () => Symbol(secret)],
  ['a bigint', 500, () => 404n],
  ['an object', 500, () => ({ status: 404, message: secret, expose: true })],
  ['a function', 500, () => Object.assign(() => secret, { status: 404 })],
  ['another realm', 500, () => runInContext('new TypeError("zq7secret")', realm)],
  ['circular', 500, circular],
  ['getters that throw', 500, throwingGetters],
  ['a proxy that answers every key', 500, () => new Proxy({}, { get: () => secret, has: () => true })],
  [
    'a proxy whose traps throw',
    500,
    () =>
      new Proxy(
        {},
        {
          get: () => {
            throw new Error(secret);
          },
        },
      ),
  ],
  ['a frozen error', 500, () => Object.freeze(new Error(secret))],
  ['100 causes', 500, () => chain(100)],
  [
    '1 000 members',
    500,
    () =>
      new AggregateError(
        Array.from({ length: 1_000 }, () => secret),
        secret,
      ),
  ],
  ['a long message', 500, () => new Error(longText)],
  ['markup in public', 400, () => createError(400, '<script>alert(1)</script>\r\nSet-Cookie: a=1\ud800')],
  [
    'bad fields',
    400,
    () => createError(400, { headers: { 'X-Bad\r\n': 'a', 'X-Fine': 'b\r\nc', 'Content-Length': '1' } }),
  ],
  ['circular details', 409, () => createError(409, { details: circularDetails })],
  [
    'details that refuse',
    409,
    () =>
      createError(409, {
        details: {
          toJSON: () => {
            throw new Error(secret);
          },
        },
      }),
  ],
  [
    'challenges',
    401,
    () => createError(401, { challenges: ['Bearer', { scheme: 'Basic', params: { realm: '"x"\r\n' } }] }),
  ],
  ['a DOMException', 504, () => new DOMException(secret, 'TimeoutError')],
];
