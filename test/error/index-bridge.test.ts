import httpErrors from 'http-errors';
import { describe, expect, test } from 'vitest';
import { BadGateway, createError, HttpError, isHttpError, NotFound } from '../../src/index.ts';

/** By prototype alone: Koa 3 gives the class a Symbol.hasInstance that falls back on the shape. */
function isInstanceByPrototype(error: unknown): boolean {
  return Function.prototype[Symbol.hasInstance].call(httpErrors.HttpError, error);
}

describe('SE-8: importing failwell is enough', () => {
  test.each([
    ['a class', () => new BadGateway()],
    ['createError', () => createError(404, 'no order')],
    ['a bare HttpError', () => new HttpError(499)],
    ['a subclass', () => new (class OrderUnknown extends NotFound {})()],
  ])('%s is an error of http-errors', (_, create) => {
    const error = create();
    expect(error).toBeInstanceOf(httpErrors.HttpError);
    expect(isInstanceByPrototype(error)).toBe(true);
    expect(httpErrors.isHttpError(error)).toBe(true);
    expect(isHttpError(error)).toBe(true);
    expect(error).toBeInstanceOf(Error);
  });

  test('and of Koa 3', async () => {
    const { default: Koa } = await import('koa');
    expect(new BadGateway()).toBeInstanceOf(Koa.HttpError);
    expect(new Error('x')).not.toBeInstanceOf(Koa.HttpError);
  });

  test('and errors of http-errors are recognised, as they are', () => {
    const theirs = httpErrors(404, 'no order');
    expect(isHttpError(theirs, 404)).toBe(true);
    expect(theirs).not.toBeInstanceOf(HttpError);
  });
});
