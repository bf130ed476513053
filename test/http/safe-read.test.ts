import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  aggregateMembers,
  arrayItems,
  causeChain,
  constructorName,
  defuse,
  isArray,
  isErrorLike,
  isObject,
  maxCauses,
  maxMembers,
  ownKeys,
  readInteger,
  readObject,
  readProperty,
  readString,
} from '../../src/http/safe-read.ts';
import { hostileValues } from '../conformance/hostile-values.ts';

const polluted = Object.prototype as Record<string, unknown>;

afterEach(() => {
  delete polluted['status'];
});

const hostile = Object.entries(hostileValues).map(([name, build]) => [name, build] as const);

describe('readProperty', () => {
  test('reads own and inherited members of objects and functions', () => {
    class Inherits extends Error {}
    Object.defineProperty(Inherits.prototype, 'status', { value: 404 });
    expect(readProperty(new Inherits(), 'status')).toBe(404);
    expect(
      readProperty(
        Object.assign(() => 0, { status: 404 }),
        'status',
      ),
    ).toBe(404);
  });

  test.each([undefined, null, 'text', 404, true, 404n, Symbol('s')])('SE-3: %s has no members', (value) => {
    expect(readProperty(value, 'length')).toBeUndefined();
    expect(readProperty(value, 'constructor')).toBeUndefined();
  });

  test('SE-3: a getter that throws reads as absent', () => {
    const value = {
      get status(): never {
        throw new Error('no');
      },
    };
    expect(readProperty(value, 'status')).toBeUndefined();
  });

  test('SE-5: what comes from Object.prototype reads as absent, an own member of that name does not', () => {
    polluted['status'] = 404;
    expect(readProperty(new Error('x'), 'status')).toBeUndefined();
    expect(readProperty({}, 'toString')).toBeUndefined();
    expect(readProperty({ status: 410 }, 'status')).toBe(410);
  });

  test('reads once: a getter that answers differently the second time is asked once', () => {
    let asked = 0;
    const value = Object.defineProperty({}, 'status', { get: () => (asked += 1) });
    expect(readProperty(value, 'status')).toBe(1);
    expect(asked).toBe(1);
  });
});

describe('typed reads', () => {
  test('give the member where it has the type, and nothing converts', () => {
    const value = { text: 'a', whole: 7, fraction: 7.5, digits: '7', object: {}, call: (): void => undefined };
    expect(readString(value, 'text')).toBe('a');
    expect(readString(value, 'whole')).toBeUndefined();
    expect(readInteger(value, 'whole')).toBe(7);
    expect(readInteger(value, 'fraction')).toBeUndefined();
    expect(readInteger(value, 'digits')).toBeUndefined();
    expect(readObject(value, 'object')).toBe(value.object);
    expect(readObject(value, 'call')).toBe(value.call);
    expect(readObject(value, 'text')).toBeUndefined();
  });
});

describe('isObject, isArray, ownKeys, constructorName', () => {
  test('know what holds properties', () => {
    expect([{}, [], () => 0, new Error('x'), Object.create(null)].every(isObject)).toBe(true);
    expect([null, undefined, 'a', 1, 1n, true, Symbol('s')].some(isObject)).toBe(false);
    expect(isArray([])).toBe(true);
    expect(isArray({ length: 0 })).toBe(false);
  });

  test('list own enumerable names up to the limit', () => {
    expect(ownKeys({ a: 1, b: 2 })).toEqual(['a', 'b']);
    expect(ownKeys({ a: 1, b: 2 }, 1)).toEqual(['a']);
    expect(ownKeys(Object.defineProperty({}, 'a', { value: 1 }))).toEqual([]);
    expect(ownKeys('text')).toEqual([]);
    expect(ownKeys(undefined)).toEqual([]);
  });

  test('name the class of a value', () => {
    class OrderLocked extends Error {}
    expect(constructorName(new OrderLocked())).toBe('OrderLocked');
    expect(constructorName(Object.create(null))).toBeUndefined();
    expect(constructorName({ constructor: { name: 5 } })).toBeUndefined();
    expect(constructorName('text')).toBeUndefined();
  });
});

describe('isErrorLike', () => {
  test('accepts errors of any realm and of classes that name their tag', () => {
    expect(isErrorLike(new TypeError('x'))).toBe(true);
    expect(isErrorLike(runInNewContext('new RangeError("x")'))).toBe(true);
    expect(isErrorLike(new DOMException('x', 'AbortError'))).toBe(true);
  });

  test.each([null, undefined, 'Error: x', 500, { message: 'x', name: 'Error', stack: '' }, [new Error('x')], Error])(
    'refuses %s',
    (value) => {
      expect(isErrorLike(value)).toBe(false);
    },
  );

  test('SE-3: a prototype chain without an end is an answer, not a hang', () => {
    const endless: object = new Proxy({}, { getPrototypeOf: () => endless });
    const started = performance.now();
    expect(isErrorLike(endless)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('bounded walks', () => {
  test('follow causes outermost first, at most six, and end at a cycle', () => {
    const chain = Array.from({ length: 50_000 }).reduce<Error>((cause) => new Error('x', { cause }), new Error('root'));
    expect(causeChain(chain)).toHaveLength(maxCauses + 1);
    const first = new Error('1');
    const second = new Error('2', { cause: first });
    first.cause = second;
    expect(causeChain(second)).toEqual([second, first]);
    expect(causeChain('text')).toEqual(['text']);
    expect(causeChain(new Error('x', { cause: null }))).toHaveLength(1);
  });

  test('end where every read gives another cause', () => {
    expect(causeChain(hostileValues['endlessCause']?.())).toHaveLength(maxCauses + 1);
  });

  test('read members of an aggregate by index, whatever its iterator is', () => {
    const errors = Object.assign(Array.from({ length: 200_000 }).fill(1), {
      [Symbol.iterator]: (): never => {
        throw new Error('no');
      },
    });
    expect(aggregateMembers({ errors })).toHaveLength(maxMembers);
    expect(aggregateMembers({ errors: 'text' })).toEqual([]);
    expect(aggregateMembers(undefined)).toEqual([]);
  });

  test('read holes and unreadable items of an array as undefined', () => {
    const items = [1, 2, 3];
    Object.defineProperty(items, 1, {
      get: () => {
        throw new Error('no');
      },
    });
    delete items[2];
    expect(arrayItems(items, 10)).toEqual([1, undefined, undefined]);
    const lying = new Proxy([1], { get: (target, key) => (key === 'length' ? -5 : Reflect.get(target, key)) });
    expect(arrayItems(lying, 10)).toEqual([]);
  });
});

describe('SE-3: no value makes a read throw', () => {
  const readers: Readonly<Record<string, (value: unknown) => unknown>> = {
    readProperty: (value) => readProperty(value, 'status'),
    readString: (value) => readString(value, 'message'),
    readInteger: (value) => readInteger(value, 'status'),
    readObject: (value) => readObject(value, 'headers'),
    isArray,
    isErrorLike,
    ownKeys: (value) => ownKeys(value),
    constructorName,
    causeChain: (value) => causeChain(value),
    aggregateMembers: (value) => aggregateMembers(value),
    arrayItems: (value) => arrayItems(value, 5),
  };

  test.each(hostile)('%s', (_, build) => {
    for (const read of Object.values(readers)) expect(() => read(build())).not.toThrow();
  });

  test('anything that fast-check makes, and a proxy that answers every key', () => {
    const everything: object = new Proxy(() => everything, { get: () => everything });
    for (const read of Object.values(readers)) expect(() => read(everything)).not.toThrow();
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }), (value) => {
        for (const read of Object.values(readers)) read(value);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('defuse', () => {
  test('takes the rejection of a promise of any realm, of a thenable, and of an async then', async () => {
    const seen: unknown[] = [];
    const note = (reason: unknown): void => void seen.push(reason);
    process.on('unhandledRejection', note);
    const values = [
      Promise.reject(new Error('own')),
      runInNewContext('Promise.reject(new Error("foreign"))'),
      // biome-ignore lint/suspicious/noThenProperty: what is tested
      { then: async () => Promise.reject(new Error('async then')) },
    ];
    expect(values.map((value) => defuse(value))).toEqual([true, true, true]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', note);
    expect(seen).toEqual([]);
  });

  test('never throws, and ends', () => {
    const boom = (): never => {
      throw new Error('boom');
    };
    let calls = 0;
    const endless = {
      // biome-ignore lint/suspicious/noThenProperty: what is tested
      then: (): unknown => {
        calls += 1;
        return endless;
      },
    };
    // biome-ignore lint/suspicious/noThenProperty: what is tested
    const throwing = { then: boom };
    const getter = Object.defineProperty({}, 'then', { get: boom });
    expect([endless, throwing, getter, Object.create(Promise.prototype)].map((value) => defuse(value))).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(calls).toBe(2);
    // biome-ignore lint/suspicious/noThenProperty: what is tested
    expect([undefined, null, 1, 'then', {}, { then: 1 }].map((value) => defuse(value))).not.toContain(true);
  });
});
