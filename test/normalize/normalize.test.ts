import { describe, expect, test } from 'vitest';
import { BadGateway, Conflict, NotFound, TooManyRequests } from '../../src/error/classes.ts';
import { HttpError } from '../../src/error/http-error.ts';
import { mapError } from '../../src/normalize/map-error.ts';
import { errorWith, judge } from './support.ts';

describe('our own errors', () => {
  test('are returned as they are, without a look at anything else', () => {
    const error = new NotFound('no order', { cause: errorWith({ code: 'ECONNREFUSED' }) });
    expect(judge(error)).toEqual({ error, cancelled: false, rule: 'own', warnings: [] });
    expect(judge(error).error).toBe(error);
  });

  test('an upstream’s mark on one of ours changes nothing: the application chose', () => {
    const error = Object.assign(new Conflict('x'), { isAxiosError: true, response: { status: 500, headers: {} } });
    expect(judge(error).error).toBe(error);
  });

  test.each([200, 99, 600, 404.5, '404', undefined, Number.NaN])(
    'a status of %s is 500 with a warning (SL-1)',
    (status) => {
      const broken = Object.defineProperty(new NotFound('secret'), 'status', { value: status });
      const { error, warnings } = judge(broken);
      expect([error.status, error.cause, error.toJSON()]).toEqual([
        500,
        broken,
        { error: { code: 500, message: 'Internal Server Error' } },
      ]);
      expect(warnings.map(({ code }) => code)).toEqual(['status_replaced']);
    },
  );

  test('a status without a class is an HttpError', () => {
    const { error } = judge(errorWith({ status: 499 }));
    expect([error instanceof HttpError, error.status, error.constructor]).toEqual([true, 499, HttpError]);
  });
});

describe('the error that is made', () => {
  test('is of its status’s class, has no stack of its own and keeps the thrown value as cause', () => {
    const thrown = errorWith({ code: 'ECONNREFUSED' }, 'connect ECONNREFUSED 10.0.0.9:8080');
    const { error } = judge(thrown);
    expect(error).toBeInstanceOf(BadGateway);
    expect(error.stack).not.toContain('\n    at ');
    expect([error.cause, error.message]).toEqual([thrown, 'connect ECONNREFUSED 10.0.0.9:8080']);
    expect(error.toJSON()).toEqual({ error: { code: 502, message: 'Bad Gateway' } });
    expect(Error.stackTraceLimit).toBeGreaterThan(0);
  });

  test('says who has to act where the status does not', () => {
    const domains = [
      errorWith({ code: 'EMFILE' }),
      errorWith({ code: 'EHOSTUNREACH' }),
      errorWith({ name: 'error', severity: 'ERROR', code: '57P01' }),
      errorWith({ code: 'ECONNREFUSED' }),
    ];
    expect(domains.map((thrown) => judge(thrown).error.failureDomain)).toEqual([
      'server',
      'network',
      'upstream',
      'upstream',
    ]);
    expect(judge(errorWith({ code: 'ECONNREFUSED' }), { role: 'origin' }).error.failureDomain).toBe('upstream');
    expect(Object.keys(judge(errorWith({ code: 'EHOSTUNREACH' })).error)).not.toContain('failureDomain');
  });

  test('a frozen original is left alone', () => {
    const thrown = Object.freeze(errorWith({ status: 404 }));
    expect(judge(thrown).error.status).toBe(404);
  });
});

class OrderLocked extends Error {
  readonly orderId: string = '7';
}

const isQuota = (thrown: unknown): thrown is { readonly quota: number } =>
  typeof (thrown as { quota?: unknown } | null)?.quota === 'number';

describe('the map option', () => {
  test('is tried in order, before the built-in rules, and not for our own errors', () => {
    const map = [
      mapError(OrderLocked, (error) => new Conflict(`order ${error.orderId} is locked`)),
      mapError.when(isQuota, ({ quota }) => new TooManyRequests(`of ${quota}`)),
      mapError(Error, (error) => (error.message === 'mine' ? new NotFound('mapped') : undefined)),
    ];
    const seen = [new OrderLocked(), { quota: 3 }, new Error('mine'), errorWith({ status: 409 }), new BadGateway()].map(
      (thrown) => judge(thrown, { map }),
    );
    expect(seen.map(({ error, rule }) => [error.status, rule])).toEqual([
      [409, 'map'],
      [429, 'map'],
      [404, 'map'],
      [409, 'own/status'],
      [502, 'own'],
    ]);
    expect(seen[0]?.error.message).toBe('order 7 is locked');
  });

  test.each<readonly [string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('secret');
      },
    ],
    ['returns a plain object', () => ({ status: 404 })],
    ['returns a foreign error', () => errorWith({ status: 404 })],
    ['returns null', () => null],
    ['is async by mistake', () => Promise.resolve(new NotFound())],
    ['is async by mistake and rejects', () => Promise.reject(new Error('secret'))],
  ])('a mapping that %s becomes a warning and is skipped', (_what, convert) => {
    const map = [mapError(Error, convert as () => HttpError), mapError(Error, () => new Conflict())];
    const { error, warnings } = judge(new Error('x'), { map });
    expect([error.status, warnings.map(({ code }) => code)]).toEqual([409, ['hook_failed']]);
    expect(warnings[0]?.message).toContain('"map[0]"');
    expect(warnings[0]?.message).not.toContain('secret');
  });

  test('a guard that throws is skipped', () => {
    const guard = (): boolean => {
      throw new Error('guard');
    };
    const { error, warnings } = judge(errorWith({ status: 404 }), {
      map: [mapError.when(guard, () => new Conflict())],
    });
    expect([error.status, warnings.length]).toEqual([404, 1]);
  });

  test('a mapped error with a broken status is 500', () => {
    const convert = (): HttpError => Object.defineProperty(new Conflict(), 'status', { value: 200 });
    expect(judge(new Error('x'), { map: [mapError(Error, convert)] }).error.status).toBe(500);
  });
});

describe('mapError is checked at creation', () => {
  const convert = (): undefined => undefined;

  test.each<readonly [string, () => unknown, RegExp]>([
    ['no class', () => mapError(undefined as never, convert), /^"Class" must be a class, was undefined$/],
    [
      'an arrow function',
      () => mapError((() => undefined) as never, convert),
      /^"Class" must be a class, was a function/,
    ],
    ['text', () => mapError('OrderLocked' as never, convert), /^"Class" must be a class, was 'OrderLocked'$/],
    ['no callback', () => mapError(OrderLocked, {} as never), /^"convert" must be a function, was an object$/],
    ['no guard', () => mapError.when(null as never, convert), /^"guard" must be a function, was null$/],
    [
      'no callback beside a guard',
      () => mapError.when(isQuota, undefined as never),
      /^"convert" must be a function, was undefined$/,
    ],
  ])('%s', (_what, create, message) => {
    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
    expect(create).toThrow(expect.objectContaining({ code: 'FAILWELL_MAP_ERROR' }));
  });

  test('what it makes cannot be changed', () => {
    expect(Object.isFrozen(mapError(OrderLocked, convert))).toBe(true);
  });

  test('the callback’s argument has the type of the class or of the guard', () => {
    abstract class DomainError extends Error {
      abstract readonly reason: string;
    }
    mapError(DomainError, (error) => new Conflict(error.reason satisfies string));
    mapError.when(isQuota, (error) => new TooManyRequests(String(error.quota satisfies number)));
    // @ts-expect-error: OrderLocked has no such member
    mapError(OrderLocked, (error) => new Conflict(error.missing));
    // @ts-expect-error: the guard promises a number
    mapError.when(isQuota, (error) => new Conflict(error.quota));
    // @ts-expect-error: a response is no HttpError
    expect(mapError(OrderLocked, () => 404)).toBeDefined();
  });
});
