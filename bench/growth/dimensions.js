import { createError, HttpError, mapError, NotFound, planErrorResponse } from 'failwell';
import { errorHandler } from 'failwell/node';

const request = { method: 'GET', url: '/orders/42', headers: { host: 'shop.example', accept: 'application/json' } };

/**
 * @typedef {object} Dimension
 * @property {string} name what grows
 * @property {readonly number[]} sizes
 * @property {(size: number) => () => unknown} prepare builds the input, and gives the work to time
 */

/** @param {number} size */
const rows = (size) =>
  Array.from({ length: size }, (_, index) => ({ field: `lines/${index}/sku`, problem: 'unknown' }));

/** @param {number} depth */
function chainOf(depth) {
  let cause = new Error('the first of them');
  for (let level = 0; level < depth; level += 1) cause = new Error(`level ${level}`, { cause });
  return cause;
}

/** @param {number} count */
const appFields = (count) => new Map(Array.from({ length: count }, (_, index) => [`x-app-${index}`, `value ${index}`]));

/** The members of a response that a Node handler touches. A copied Map, because filling one would be most of the time. */
class FakeResponse {
  #fields;
  statusCode = 200;
  headersSent = false;
  writableEnded = false;

  /** @param {ReadonlyMap<string, string>} [fields] of the abandoned response */
  constructor(fields) {
    this.#fields = new Map(fields);
  }
  /** @param {string} name */
  getHeader(name) {
    return this.#fields.get(name.toLowerCase());
  }
  getHeaderNames() {
    return [...this.#fields.keys()];
  }
  /** @param {string} name @param {string} value */
  setHeader(name, value) {
    this.#fields.set(name.toLowerCase(), value);
  }
  /** @param {string} name */
  removeHeader(name) {
    this.#fields.delete(name.toLowerCase());
  }
  end() {
    this.writableEnded = true;
  }
}

/** Classes that match nothing, the dearest case: every mapping is asked. @param {number} count */
const mappings = (count) =>
  Array.from({ length: count }, () => mapError(class extends Error {}, () => new HttpError(409)));

const silent = /** @type {const} */ ({ logger: false });

/** @type {readonly Dimension[]} */
export const dimensions = [
  {
    name: 'rows of details',
    sizes: [1, 10, 100, 1_000, 10_000, 100_000],
    prepare: (size) => {
      const error = createError(422, 'The order is not valid', { details: { rows: rows(size) } });
      return () => planErrorResponse(error, request);
    },
  },
  {
    name: 'characters of details',
    sizes: [100, 1_000, 10_000, 100_000, 1_000_000],
    prepare: (size) => {
      const error = createError(422, 'The order is not valid', { details: { text: 'x'.repeat(size) } });
      return () => planErrorResponse(error, request);
    },
  },
  {
    name: 'causes of a foreign error',
    sizes: [1, 10, 100, 1_000, 10_000],
    prepare: (size) => {
      const error = chainOf(size);
      return () => planErrorResponse(error, request);
    },
  },
  {
    name: 'causes of a foreign error, recorded',
    sizes: [1, 10, 100, 1_000, 10_000],
    prepare: (size) => {
      const error = chainOf(size);
      const handle = errorHandler({ ...silent, onError: () => {} });
      return () => handle(error, request, /** @type {any} */ (new FakeResponse()));
    },
  },
  {
    name: 'fields set before the throw',
    sizes: [1, 10, 100, 1_000],
    prepare: (size) => {
      const error = new NotFound();
      const fields = appFields(size);
      const handle = errorHandler(silent);
      return () => handle(error, request, /** @type {any} */ (new FakeResponse(fields)));
    },
  },
  {
    name: 'fields of the error',
    sizes: [1, 10, 100, 1_000],
    prepare: (size) => {
      const headers = Object.fromEntries(Array.from({ length: size }, (_, index) => [`X-Error-${index}`, 'value']));
      const error = createError(503, 'Later', { headers });
      return () => planErrorResponse(error, request);
    },
  },
  {
    name: 'entries of map',
    sizes: [1, 10, 100, 1_000],
    prepare: (size) => {
      const options = { map: mappings(size) };
      const error = new TypeError('a bug');
      return () => planErrorResponse(error, request, options);
    },
  },
  {
    name: 'characters of Accept',
    sizes: [10, 100, 1_000, 10_000],
    prepare: (size) => {
      const options = /** @type {const} */ ({ format: 'negotiate' });
      const accept = 'text/a;q=0.1,'.repeat(Math.ceil(size / 13)).slice(0, size);
      const picky = { ...request, headers: { ...request.headers, accept } };
      const error = new NotFound();
      return () => planErrorResponse(error, picky, options);
    },
  },
  {
    name: 'characters of the message',
    sizes: [10, 100, 1_000, 10_000, 100_000],
    prepare: (size) => {
      const error = new NotFound('x'.repeat(size));
      return () => planErrorResponse(error, request);
    },
  },
];
