import { AxiosError, AxiosHeaders } from 'axios';
import createHttpError from 'http-errors';
import { bench, describe } from 'vitest';
import { NotFound } from '../../src/error/classes.ts';
import { errorWith, judge } from './support.ts';

/** `npx vitest bench test/normalize`. Targets: 3 µs for our own errors, 15 µs for the median foreign one. */

const config = { headers: new AxiosHeaders() } as never;
const refused = errorWith({ code: 'ECONNREFUSED', syscall: 'connect', port: 8080 });

const thrown: Readonly<Record<string, unknown>> = {
  'our own': new NotFound('x'),
  'a bug': new TypeError('x is not a function'),
  'http-errors': createHttpError(404, 'x'),
  'own status': errorWith({ status: 404 }),
  'net error': refused,
  'fetch failed': new TypeError('fetch failed', { cause: refused }),
  'axios 401': new AxiosError(
    'm',
    'ERR_BAD_REQUEST',
    config,
    {},
    { status: 401, statusText: '', headers: {}, config, data: {} },
  ),
  PostgreSQL: errorWith({ name: 'error', code: '23505', severity: 'ERROR' }),
  'wrapped twice': new Error('a', { cause: new Error('b', { cause: refused }) }),
  'a broken schema': errorWith({
    name: 'ZodError',
    issues: [{ code: 'invalid_type', expected: 'number', path: ['age'], message: 'm' }],
  }),
  'a thrown text': 'boom',
};

describe('normalize', () => {
  for (const [name, value] of Object.entries(thrown)) bench(name, () => void judge(value));
});
