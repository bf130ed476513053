import httpErrors from 'http-errors';
import { afterEach, describe, expect, test } from 'vitest';
import { createError } from '../../src/core/create-error.ts';
import { toHttpError } from '../../src/core/to-http-error.ts';
import * as classes from '../../src/error/classes.ts';
import { creationWarnings, HttpError } from '../../src/error/http-error.ts';
import { setStackCapture } from '../../src/error/stack-capture.ts';
import { hostileValues } from '../conformance/hostile-values.ts';

type Create = (...args: readonly unknown[]) => Error & Record<string, unknown>;

const ours = createError as unknown as Create;
const theirs = httpErrors as unknown as Create;

afterEach(() => setStackCapture('all'));

describe('what differs from http-errors on purpose', () => {
  test('an explicit status wins over the status of a given error', () => {
    expect(theirs(404, Object.assign(new Error('x'), { status: 401 }))['status']).toBe(401);
    expect(ours(404, Object.assign(new Error('x'), { status: 401 }))['status']).toBe(404);
  });

  test('PX-11: an error lends its status only where throwing it would be answered with it', () => {
    const own = (): Error => Object.assign(new Error('no order'), { status: 404 });
    const upstreams = (): Error => {
      const response = { status: 401, headers: { date: 'Sun, 22 Mar 2026 12:00:00 GMT' } };
      return Object.assign(new Error('Unauthorized'), { status: 401, isAxiosError: true, response });
    };
    expect([theirs(own())['status'], ours(own())['status']]).toEqual([404, 404]);
    expect([theirs(upstreams())['status'], ours(upstreams())['status']]).toEqual([401, 500]);
    expect(toHttpError(upstreams()).status).toBe(502);
    // Grafted once more by http-errors: it is the upstream's all the same.
    expect(ours(theirs(upstreams()))['status']).toBe(500);
  });

  test('a status among the properties counts where no other is given', () => {
    expect(theirs('x', { status: 404 })['status']).toBe(500);
    expect(ours('x', { status: 404 })['status']).toBe(404);
    expect(ours({ statusCode: 404 })['status']).toBe(404);
  });

  test('a given error is wrapped: name and class are those of the status', () => {
    expect(ours(404, new TypeError('x')).name).toBe('NotFoundError');
  });

  test('a message beside a given error is used', () => {
    expect(theirs(404, new Error('inner'), 'outer').message).toBe('inner');
    expect(ours(404, new Error('inner'), 'outer').message).toBe('outer');
  });

  test('the message is not enumerable, as on every other Error', () => {
    expect(Object.keys(theirs(404, 'x'))).toContain('message');
    expect(Object.keys(ours(404, 'x'))).toEqual([]);
  });

  test.each([200, 302, 404.5, Number.NaN, Number.POSITIVE_INFINITY])('SL-1: %d is 500, with a warning', (status) => {
    const error = createError(status, 'x');
    expect(error).toMatchObject({ status: 500, expose: false, name: 'InternalServerError' });
    expect(error).toBeInstanceOf(classes.InternalServerError);
    expect(creationWarnings(error).map(({ code }) => code)).toEqual(['status_replaced']);
  });

  test.each([true, Symbol('s'), 7n, undefined, () => 0])(
    'an argument of another type (%s) is passed over',
    (argument) => {
      expect(() => theirs(404, argument)).toThrow(TypeError);
      expect(createError(404, argument as never, 'no order')).toMatchObject({ status: 404, message: 'no order' });
    },
  );

  test('a property that is an option of ours and has a wrong type is left out with a warning', () => {
    const error = createError(404, 'x', { headers: 'X-A: b' } as never);
    expect('headers' in error).toBe(false);
    expect(creationWarnings(error)).toHaveLength(1);
  });
});

describe('createError', () => {
  function throwSite(): Error {
    return createError(502, 'x');
  }

  function wrapSite(): Error {
    return createError(502, new Error('inner'));
  }

  test('its stack begins at the throw site', () => {
    expect(throwSite().stack?.split('\n')[0]).toBe('BadGatewayError: x');
    expect(throwSite().stack?.split('\n')[1]).toContain('throwSite');
    expect(wrapSite().stack?.split('\n')[1]).toContain('wrapSite');
  });

  test('captures no stack where none is wanted', () => {
    setStackCapture('server');
    expect(createError(404).stack).not.toContain('\n');
    expect(throwSite().stack?.split('\n')[1]).toContain('throwSite');
    setStackCapture('none');
    expect(throwSite().stack).not.toContain('\n');
  });

  test('leaves Error.stackTraceLimit as it was', () => {
    const limit = Error.stackTraceLimit;
    createError(502);
    setStackCapture('none');
    createError(502);
    expect(Error.stackTraceLimit).toBe(limit);
  });

  test('a 5xx that wraps an error does not expose its message, a 4xx does, as in http-errors', () => {
    expect(createError(502, new Error('secret')).toJSON().error.message).toBe('Bad Gateway');
    expect(createError(404, new Error('no order')).toJSON().error.message).toBe('no order');
    expect(createError(new Error('secret')).toJSON().error.message).toBe('Internal Server Error');
  });

  test.each(Object.entries(hostileValues))('SE-3: does not throw for %s in any place', (_, build) => {
    for (const args of [[build()], [404, build()], [404, 'x', build()], [build(), build(), build()]]) {
      const error = ours(...args);
      expect(error).toBeInstanceOf(HttpError);
      expect(JSON.parse(JSON.stringify(error))).toMatchObject({ error: { code: error['status'] } });
    }
  });
});
