import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { isOwnError } from '../../src/error/brand.ts';
import { BadGateway, GatewayTimeout, NotFound, statusClasses } from '../../src/error/classes.ts';
import { creationWarnings, HttpError } from '../../src/error/http-error.ts';
import { statusTable } from '../../src/error/status.ts';
import { hostileValues } from '../conformance/hostile-values.ts';

function stackOf(error: Error): readonly string[] {
  return (error.stack ?? '').split('\n');
}

/** The two copies that one process has with ESM and CJS, or with two installed versions. */
async function loadSecondCopy(): Promise<
  typeof import('../../src/error/classes.ts') & { HttpError: typeof HttpError }
> {
  vi.resetModules();
  const classes = await import('../../src/error/classes.ts');
  const base = await import('../../src/error/http-error.ts');
  return { ...classes, HttpError: base.HttpError };
}

describe('the message', () => {
  test.each([undefined, null])('is the reason phrase for %s', (message) => {
    expect(new NotFound(message).message).toBe('Not Found');
    expect(new HttpError(502, message).message).toBe('Bad Gateway');
  });

  test('is kept as it is, an empty one too', () => {
    expect(new NotFound('no order 7').message).toBe('no order 7');
    expect(new NotFound('').message).toBe('');
  });

  test('may be left out for the options', () => {
    const error = new BadGateway({ reason: 'ORDERS_DOWN' });
    expect(error.message).toBe('Bad Gateway');
    expect(error.reason).toBe('ORDERS_DOWN');
  });

  test.each([42, true, Symbol('s'), 7n])('that is no text (%s) is left out with a warning', (message) => {
    const error = new NotFound(message as never);
    expect(error.message).toBe('Not Found');
    expect(creationWarnings(error)).toEqual([
      { code: 'option_ignored', message: "the error's message was left out: not a string" },
    ]);
  });
});

describe('the status', () => {
  test.each([...statusTable.keys()])(
    '%i: status, statusCode, expose, name and domain follow from the class',
    (code) => {
      const StatusClass = statusClasses[code];
      if (StatusClass === undefined) throw new Error(`no class for ${code}`);
      const error = new StatusClass();
      const facts = statusTable.get(code);
      expect(error).toMatchObject({ status: code, statusCode: code, expose: code < 500 });
      expect([error.name, error.failureDomain]).toEqual([facts?.errorName, facts?.failureDomain]);
      expect(new HttpError(code)).toMatchObject({
        status: code,
        statusCode: code,
        expose: code < 500,
        name: error.name,
      });
      expect(Object.keys(error)).toEqual([]);
      expect(Object.keys(new HttpError(code))).toEqual([]);
    },
  );

  test.each([200, 99, 600, -1, 404.5, Number.NaN, Number.POSITIVE_INFINITY, '404', null, undefined, {}, 404n])(
    'SL-1: %s becomes 500 with a warning',
    (status) => {
      const error = new HttpError(status as never, 'x');
      expect(error).toMatchObject({ status: 500, statusCode: 500, expose: false, name: 'InternalServerError' });
      expect(creationWarnings(error)).toEqual([
        { code: 'status_replaced', message: 'an error was created with a status outside 400 to 599; it is 500' },
      ]);
    },
  );

  test('SL-2: an unregistered one is kept; its name and phrase are those of its class of statuses', () => {
    expect(new HttpError(499)).toMatchObject({
      status: 499,
      expose: true,
      name: 'BadRequestError',
      message: 'Bad Request',
    });
    expect(new HttpError(599)).toMatchObject({ status: 599, expose: false, name: 'InternalServerError' });
  });

  test('of a subclass with another status replaces the inherited one', () => {
    class Teapot extends NotFound {
      override readonly status = 418;
    }
    expect(new Teapot().status).toBe(418);
    class OrderLocked extends HttpError {
      constructor() {
        super(423, 'locked');
      }
    }
    expect(new OrderLocked()).toMatchObject({ status: 423, statusCode: 423, expose: true, name: 'LockedError' });
  });

  test('a subclass that names itself keeps its name', () => {
    class OrderLocked extends HttpError {
      constructor() {
        super(423, 'locked');
      }
    }
    OrderLocked.prototype.name = 'OrderLocked';
    expect(new OrderLocked().name).toBe('OrderLocked');
    expect(stackOf(new OrderLocked())[0]).toBe('OrderLocked: locked');
  });
});

describe('instanceof', () => {
  test('SE-8: an instance is an Error, an HttpError and its class, and of no other class', () => {
    const error = new BadGateway();
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toBeInstanceOf(BadGateway);
    expect(error).not.toBeInstanceOf(GatewayTimeout);
    expect(new HttpError(502)).not.toBeInstanceOf(BadGateway);
    expect(Object.prototype.toString.call(error)).toBe('[object Error]');
  });

  test('holds across two copies of this package, both ways', async () => {
    const second = await loadSecondCopy();
    expect(second.BadGateway).not.toBe(BadGateway);
    expect(new second.BadGateway()).toBeInstanceOf(BadGateway);
    expect(new BadGateway()).toBeInstanceOf(second.BadGateway);
    expect(new second.BadGateway()).toBeInstanceOf(HttpError);
    expect(new HttpError(499)).toBeInstanceOf(second.HttpError);
    expect(new second.BadGateway()).not.toBeInstanceOf(GatewayTimeout);
    expect(isOwnError(new second.BadGateway())).toBe(true);
  });

  test('of an own subclass is ordinary, and its instances belong to every copy of the parent', async () => {
    const second = await loadSecondCopy();
    class OrdersDown extends BadGateway {}
    class PaymentsDown extends BadGateway {}
    expect(new OrdersDown()).toBeInstanceOf(OrdersDown);
    expect(new OrdersDown()).toBeInstanceOf(BadGateway);
    expect(new OrdersDown()).toBeInstanceOf(second.BadGateway);
    expect(new OrdersDown()).not.toBeInstanceOf(PaymentsDown);
    expect(new BadGateway()).not.toBeInstanceOf(OrdersDown);
    expect(new second.BadGateway()).not.toBeInstanceOf(OrdersDown);
  });

  test.each(Object.entries(hostileValues))('SE-3: %s is no instance, and asking does not throw', (_, build) => {
    expect(build() instanceof HttpError).toBe(false);
    expect(build() instanceof BadGateway).toBe(false);
    expect(isOwnError(build())).toBe(false);
  });

  test('a brand alone, without an Error, is not enough', () => {
    const brand = Symbol.for('failwell.HttpError');
    expect({ [brand]: 502 } instanceof BadGateway).toBe(false);
    expect(isOwnError({ [brand]: 502 })).toBe(false);
  });

  test('works for a right side that is no class of ours', () => {
    const check = HttpError[Symbol.hasInstance];
    expect(check.call({}, new BadGateway())).toBe(false);
    expect(check.call(() => 0, new BadGateway())).toBe(false);
    expect(check.call(Error, new BadGateway())).toBe(true);
  });
});

describe('cause', () => {
  test('is kept whatever it is, is not enumerable, and is not changed', () => {
    const original = Object.freeze(new Error('connect ECONNREFUSED'));
    const error = new BadGateway('orders', { cause: original });
    expect(error.cause).toBe(original);
    expect(Object.keys(error)).not.toContain('cause');
    for (const cause of ['text', 0, null, false, Symbol('s')]) expect(new BadGateway({ cause }).cause).toBe(cause);
    expect('cause' in new BadGateway()).toBe(false);
  });

  test.each([
    ['in the place of the message', (error: Error) => new BadGateway(error)],
    ['in the place of the options', (error: Error) => new BadGateway('orders', error)],
  ])('is an Error %s, of which nothing else is taken over', (_, create) => {
    const original = Object.assign(new Error('secret'), {
      headers: { 'set-cookie': 'upstream=1' },
      expose: true,
      reason: 'THEIRS',
      code: 'ECONNREFUSED',
    });
    const error = create(original);
    expect(error.cause).toBe(original);
    expect(Object.keys(error)).toEqual([]);
    expect([error.headers, error.expose, error.reason]).toEqual([undefined, false, undefined]);
    expect(error.message).not.toContain('secret');
  });

  test('beside options that are given too', () => {
    const original = new Error('x');
    expect(new BadGateway(original as never, { reason: 'DOWN' })).toMatchObject({ cause: original, reason: 'DOWN' });
    const other = new Error('y');
    expect(new BadGateway(original as never, { cause: other }).cause).toBe(other);
  });
});

describe('the stack', () => {
  function throwSite(): Error {
    return new BadGateway('x');
  }

  test('begins with name and message and its first frame is the throw site', () => {
    const [first, frame] = stackOf(throwSite());
    expect(first).toBe('BadGatewayError: x');
    expect(frame).toContain('throwSite');
  });

  test('of a bare HttpError and of a subclass too', () => {
    class OrdersDown extends BadGateway {}
    function bareSite(): Error {
      return new HttpError(499, 'x');
    }
    function subclassSite(): Error {
      return new OrdersDown('x');
    }
    expect(stackOf(bareSite())[0]).toBe('BadRequestError: x');
    expect(stackOf(bareSite())[1]).toContain('bareSite');
    expect(stackOf(subclassSite())[1]).toContain('subclassSite');
  });

  test('is printed by util.inspect with the cause', () => {
    const text = inspect(new BadGateway('x', { cause: new Error('root') }));
    expect(text).toMatch(/^BadGateway \[BadGatewayError\]: x$/m);
    expect(text).toContain('[cause]: Error: root');
  });
});

describe('toJSON', () => {
  test('CT-4: is the documented envelope', () => {
    expect(JSON.stringify(new BadGateway('orders answered 404'))).toBe(
      '{"error":{"code":502,"message":"Bad Gateway"}}',
    );
    expect(JSON.stringify(new NotFound('no order 7', { reason: 'NO_ORDER', details: { id: 7 } }))).toBe(
      '{"error":{"code":404,"message":"no order 7","reason":"NO_ORDER","details":{"id":7}}}',
    );
  });

  test('CT-5: never has what is not for the client', () => {
    const secret = 'SECRET';
    const error = new BadGateway(secret, {
      cause: new Error(secret),
      headers: { 'X-Secret': secret },
      proxy: { nextHop: secret },
      [secret]: secret,
    } as never);
    expect(JSON.stringify(error)).not.toContain(secret);
    expect(JSON.stringify({ error, list: [error] })).not.toContain(secret);
  });

  test('SE-4: whatever the details are', () => {
    for (const build of Object.values(hostileValues)) {
      expect(JSON.parse(JSON.stringify(new NotFound({ details: build() })))).toMatchObject({ error: { code: 404 } });
    }
  });
});

describe('constructors never throw', () => {
  const optionNames = [
    ...['cause', 'expose', 'headers', 'reason', 'details', 'retryAfter', 'cacheControl', 'type', 'title', 'instance'],
    ...['extensions', 'challenges', 'allow', 'range', 'upgrade', 'accept', 'acceptEncoding', 'acceptPatch'],
    ...['blockedBy', 'transient', 'proxy', 'message', 'name', 'stack', 'status', 'toJSON', '__proto__', 'constructor'],
  ];
  // Recipes: fast-check looks into the values that it makes, and these do not bear it.
  const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true });
  const recipe = fc.oneof(
    fc.constantFrom(...Object.values(hostileValues)),
    anything.map((value) => (): unknown => value),
  );
  const optionRecipes = fc.array(fc.tuple(fc.constantFrom(...optionNames), recipe), { maxLength: 8 });

  function buildOptions(recipes: readonly (readonly [string, () => unknown])[]): object {
    const options = {};
    for (const [name, build] of recipes) {
      Object.defineProperty(options, name, { value: build(), enumerable: true, configurable: true });
    }
    return options;
  }

  test('SE-3: whatever they are given, and the error stays a sane one', () => {
    fc.assert(
      fc.property(recipe, recipe, optionRecipes, recipe, (status, message, options, odd) => {
        const given = buildOptions(options);
        for (const error of [
          new HttpError(status() as never, message() as never, given),
          new HttpError(status() as never, message() as never, odd() as never),
          new NotFound(message() as never, given),
          new BadGateway(given),
          new BadGateway(odd() as never),
        ]) {
          expect(error).toBeInstanceOf(HttpError);
          expect(error.status).toBeGreaterThanOrEqual(400);
          expect(error.status).toBeLessThanOrEqual(599);
          expect(error.statusCode).toBe(error.status);
          expect(typeof error.message).toBe('string');
          expect(typeof error.name).toBe('string');
          expect(typeof error.expose).toBe('boolean');
          expect(JSON.parse(JSON.stringify(error))).toMatchObject({ error: { code: error.status } });
        }
      }),
      { numRuns: 1500 },
    );
  }, 60_000);

  test('SE-5: nothing that they are given is mutated', () => {
    const given = {
      cause: Object.freeze(new Error('x')),
      headers: Object.freeze({ 'X-A': 'b' }),
      details: Object.freeze({ a: Object.freeze([1]) }),
      allow: Object.freeze(['GET']),
      [Symbol('s')]: 1,
    };
    const before = inspect(given, { depth: 9, showHidden: true });
    JSON.stringify(new NotFound('x', Object.freeze(given)));
    expect(inspect(given, { depth: 9, showHidden: true })).toBe(before);
  });
});
