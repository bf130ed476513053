import { runInNewContext } from 'node:vm';
import httpErrors from 'http-errors';
import { describe, expect, test } from 'vitest';
import { BadGateway, NotFound } from '../../src/error/classes.ts';
import { HttpError } from '../../src/error/http-error.ts';
import { hasHttpErrorShape, isHttpError } from '../../src/error/is-http-error.ts';
import { hostileValues } from '../conformance/hostile-values.ts';

describe('isHttpError', () => {
  test.each([
    ['a class of ours', new NotFound()],
    ['a bare HttpError', new HttpError(404)],
    ['a subclass', new (class OrderUnknown extends NotFound {})()],
    ['an error of http-errors', httpErrors(404)],
    ['a class of http-errors', new httpErrors.NotFound()],
    ['an error that http-errors has marked', httpErrors(404, new Error('x'))],
    ['the shape', Object.assign(new Error('x'), { status: 404, statusCode: 404, expose: true })],
    [
      'the shape in another realm',
      runInNewContext('Object.assign(new Error("x"), { status: 404, statusCode: 404, expose: true })') as unknown,
    ],
  ])('SE-8: is true for %s, and for its status only', (_, error) => {
    expect(isHttpError(error)).toBe(true);
    expect(isHttpError(error, 404)).toBe(true);
    expect(isHttpError(error, 500)).toBe(false);
  });

  test.each([
    ['a plain Error', new Error('x')],
    ['a status alone', Object.assign(new Error('x'), { status: 404 })],
    [
      'a status that differs from statusCode',
      Object.assign(new Error('x'), { status: 404, statusCode: 500, expose: true }),
    ],
    ['an expose that is no boolean', Object.assign(new Error('x'), { status: 404, statusCode: 404, expose: 'yes' })],
    ['a text for a status', Object.assign(new Error('x'), { status: '404', statusCode: '404', expose: true })],
    ['the shape without an Error', { status: 404, statusCode: 404, expose: true, message: 'x' }],
    ['null', null],
    ['undefined', undefined],
    ['a text', '404'],
  ])('SE-8: is false for %s', (_, value) => {
    expect(isHttpError(value)).toBe(false);
  });

  test('SL-1: unlike http-errors it refuses a status that no error can have', () => {
    const ok = Object.assign(new Error('x'), { status: 200, statusCode: 200, expose: true });
    expect(httpErrors.isHttpError(ok)).toBe(true);
    expect(isHttpError(ok)).toBe(false);
  });

  test.each(Object.entries(hostileValues))('SE-3: is false for %s, without throwing', (_, build) => {
    expect(isHttpError(build())).toBe(false);
    expect(hasHttpErrorShape(build())).toBe(false);
  });

  test('hasHttpErrorShape asks for no brand', () => {
    expect(hasHttpErrorShape(new BadGateway())).toBe(true);
    expect(hasHttpErrorShape(httpErrors(502))).toBe(true);
    expect(hasHttpErrorShape(new Error('x'))).toBe(false);
  });
});
