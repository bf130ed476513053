import httpErrors from 'http-errors';
import { describe, expect, test } from 'vitest';
import { toHttpError } from '../../src/core/to-http-error.ts';
import { BadGateway, Conflict, InternalServerError } from '../../src/error/classes.ts';
import { HttpError } from '../../src/error/http-error.ts';
import { mapError } from '../../src/normalize/map-error.ts';
import { hostileValues } from '../conformance/hostile-values.ts';

describe('toHttpError', () => {
  test('gives our own errors back as they are', () => {
    const error = new BadGateway();
    expect(toHttpError(error)).toBe(error);
  });

  test('keeps what it wraps as the cause', () => {
    const thrown = new Error('x');
    expect(toHttpError(thrown)).toMatchObject({ status: 500, cause: thrown });
    expect(toHttpError(thrown)).toBeInstanceOf(InternalServerError);
    const foreign = httpErrors(404, 'no order');
    expect(toHttpError(foreign)).toMatchObject({ status: 404, expose: true, message: 'no order', cause: foreign });
  });

  test('asks the mappings first', () => {
    class OrderLocked extends Error {}
    const map = [mapError(OrderLocked, (error) => new Conflict(error.message))];
    expect(toHttpError(new OrderLocked('locked'), { map })).toMatchObject({ status: 409, message: 'locked' });
    expect(toHttpError(new Error('other'), { map }).status).toBe(500);
  });

  test('checks its options', () => {
    expect(() => toHttpError(new Error('x'), { rol: 'origin' } as never)).toThrow('did you mean "role"?');
  });

  test('SE-8: what carries the tag of an Error counts as one, as errors of another realm do', () => {
    expect(toHttpError(hostileValues['falseTag']?.()).status).toBe(404);
  });

  const others = Object.entries(hostileValues).filter(([name]) => name !== 'falseTag');

  test.each(others)('SE-3: %s is a 500', (_, build) => {
    const error = toHttpError(build());
    expect(error).toBeInstanceOf(HttpError);
    expect(error.status).toBe(500);
    expect(JSON.parse(JSON.stringify(error))).toEqual({ error: { code: 500, message: 'Internal Server Error' } });
  });
});
