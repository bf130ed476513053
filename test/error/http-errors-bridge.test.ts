import httpErrors from 'http-errors';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { BadGateway, NotFound } from '../../src/error/classes.ts';
import { HttpError } from '../../src/error/http-error.ts';
import { bridgeHttpErrors } from '../../src/error/http-errors-bridge.ts';

/** Koa 3 gives http-errors' HttpError a Symbol.hasInstance of its own, which falls back on the shape. */
function isInstanceByPrototype(error: unknown): boolean {
  return Function.prototype[Symbol.hasInstance].call(httpErrors.HttpError, error);
}

describe('before anybody asks for the bridge', () => {
  test('our errors stand on Error alone: the client decoder needs no http-errors', () => {
    expect(Object.getPrototypeOf(HttpError.prototype)).toBe(Error.prototype);
    expect(isInstanceByPrototype(new BadGateway())).toBe(false);
    expect(httpErrors.isHttpError(new BadGateway())).toBe(true);
  });
});

describe('SE-8: after bridgeHttpErrors()', () => {
  beforeAll(() => bridgeHttpErrors());

  test('ours are instances of http-errors and Koa 3', async () => {
    const { default: Koa } = await import('koa');
    class OrdersDown extends BadGateway {}
    for (const error of [new BadGateway(), new NotFound(), new HttpError(499), new OrdersDown()]) {
      expect(error).toBeInstanceOf(httpErrors.HttpError);
      expect(error).toBeInstanceOf(Koa.HttpError);
      expect(isInstanceByPrototype(error)).toBe(true);
      expect(httpErrors.isHttpError(error)).toBe(true);
      expect(error).toBeInstanceOf(Error);
    }
  });

  test('theirs are not instances of ours: they have no brand', () => {
    expect(httpErrors(502)).not.toBeInstanceOf(HttpError);
    expect(httpErrors(502)).not.toBeInstanceOf(BadGateway);
  });

  test('a second call changes nothing', () => {
    const parent: unknown = Object.getPrototypeOf(HttpError.prototype);
    bridgeHttpErrors();
    expect(Object.getPrototypeOf(HttpError.prototype)).toBe(parent);
    expect(parent).toBe(httpErrors.HttpError.prototype);
  });

  test('nothing that follows from the status changes', () => {
    expect(new BadGateway('x')).toMatchObject({ status: 502, statusCode: 502, expose: false, name: 'BadGatewayError' });
    expect(String(new BadGateway('x'))).toBe('BadGatewayError: x');
  });

  test('a second copy of this package is bridged as well', async () => {
    vi.resetModules();
    const { bridgeHttpErrors: bridgeAgain } = await import('../../src/error/http-errors-bridge.ts');
    const second = await import('../../src/error/classes.ts');
    bridgeAgain();
    expect(isInstanceByPrototype(new second.BadGateway())).toBe(true);
    expect(new second.BadGateway()).toBeInstanceOf(BadGateway);
  });
});
