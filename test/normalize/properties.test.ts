import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { errorWith, judge } from './support.ts';

/** Everything that a classifier asks for somewhere. */
const markNames = [
  'name',
  'message',
  'code',
  'status',
  'statusCode',
  'expose',
  'headers',
  'cause',
  'errors',
  'type',
  'response',
  'request',
  'config',
  'options',
  'isAxiosError',
  'meta',
  'metadata',
  '$metadata',
  '$response',
  'details',
  'url',
  'method',
  'rawResponse',
  'responseHeaders',
  'requestID',
  'rawType',
  'error',
  'syscall',
  'port',
  'timeout',
  'event',
  'command',
  'isBoom',
  'output',
  'getStatus',
  'getResponse',
  'res',
  'extensions',
  'httpCode',
  'issues',
  'issue',
  'isJoi',
  'inner',
  'validation',
  'failures',
  'branch',
  'path',
  'arkErrors',
  'messages',
  'data',
  'severity',
  'sqlState',
  'sqlMessage',
  'fatal',
  'errorNum',
  'number',
  'state',
  'errorCode',
  'errcode',
  'info',
  'retryable',
  'retriable',
  'responseCode',
  'original',
  'parent',
  'driverError',
  'nativeError',
  'originalError',
  'jse_cause',
  'constructor',
  'then',
  'toJSON',
];

const texts = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom(
    'ECONNREFUSED',
    'AbortError',
    'TimeoutError',
    'ValidationError',
    'ZodError',
    'TRPCError',
    '23505',
    'NOT_FOUND',
    'fetch failed',
    'SQLITE_BUSY',
    'MongoServerError',
  ),
);

const values: fc.Arbitrary<unknown> = fc.oneof(
  { depthSize: 'small' },
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withTypedArray: true,
    withSparseArray: true,
  }),
  texts,
  fc.integer({ min: -1, max: 700 }),
  fc.constantFrom<unknown>(
    () => 404,
    Symbol('404'),
    404n,
    new Proxy({}, {}),
    new Headers({ date: 'x' }),
    new Map([['a', 1]]),
    Object(404),
    AbortSignal.abort(),
  ),
);

const members = fc.dictionary(fc.constantFrom(...markNames), values, { maxKeys: 12 });

function throwing(target: object, key: string): object {
  return Object.defineProperty(target, key, {
    configurable: true,
    get: () => {
      throw new Error(`getter ${key}`);
    },
  });
}

function revoked(target: object): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

const otherRealm = createContext({});

/** The shapes that something thrown can take around the same members. */
const shapes: readonly ((given: Readonly<Record<string, unknown>>) => unknown)[] = [
  (given) => errorWith(given),
  (given) => ({ ...given }),
  (given) => Object.assign(Object.create(null) as object, given),
  (given) => Object.freeze(errorWith(given)),
  (given) => Object.keys(given).reduce((target, key) => throwing(target, key), new Error('x') as object),
  (given) => Object.assign(runInContext('new TypeError("other realm")', otherRealm) as object, given),
  (given) => new Proxy(errorWith(given), {}),
  (given) => new Proxy(errorWith({}), { get: (_target, key) => given[String(key)] }),
  (given) => Object.setPrototypeOf(new Error('x'), given),
  (given) => new AggregateError([errorWith(given), given], 'x'),
  (given) => new Error('x', { cause: given }),
  (given) => new Error('x', { cause: errorWith(given) }),
  (given) => [given, errorWith(given)],
  (given) => revoked(errorWith(given)),
];

// Built inside the property: fast-check itself cannot hold a revoked Proxy.
const recipes = fc.tuple(fc.constantFrom(...shapes), members);

function isOurs(thrown: unknown, role: 'gateway' | 'origin' = 'gateway'): void {
  const { error, warnings, rule, cancelled } = judge(thrown, { role });
  expect(Number.isInteger(error.status) && error.status >= 400 && error.status <= 599).toBe(true);
  expect([typeof rule, typeof cancelled, Array.isArray(warnings)]).toEqual(['string', 'boolean', true]);
  expect(() => JSON.stringify(error.toJSON())).not.toThrow();
}

describe('normalize is total', () => {
  test('anything at all', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true, withSet: true, withDate: true }),
        (thrown) => isOurs(thrown),
      ),
    );
  });

  test('Errors and other things that bear marks of everybody', () => {
    fc.assert(
      fc.property(recipes, fc.constantFrom('gateway', 'origin'), ([shape, given], role) => isOurs(shape(given), role)),
      { numRuns: 3000 },
    );
  });

  test('an Error’s expose has to be the boolean true to show its text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), values, (status, expose) => {
        fc.pre(expose !== true);
        const secret = 'text of the library';
        expect(
          JSON.stringify(judge(errorWith({ status, statusCode: status, expose }, secret)).error.toJSON()),
        ).not.toContain(secret);
      }),
    );
  });
});

function snapshot(value: object): readonly (readonly unknown[])[] {
  // V8 writes the stack when it is first asked for, and throws where the name cannot become text.
  const keys = Reflect.ownKeys(value).filter((key) => key !== 'stack');
  return keys.map((key) => [key, Object.getOwnPropertyDescriptor(value, key)?.value]);
}

function same(before: readonly (readonly unknown[])[], after: readonly (readonly unknown[])[]): boolean {
  return (
    before.length === after.length &&
    before.every(([key, value], index) => after[index]?.[0] === key && Object.is(after[index]?.[1], value))
  );
}

describe('normalize changes nothing', () => {
  test('own properties, prototype and extensibility stay as they were', () => {
    fc.assert(
      fc.property(members, (given) => {
        const thrown = errorWith(given);
        const before = snapshot(thrown);
        const prototype: unknown = Object.getPrototypeOf(thrown);
        judge(thrown);
        expect(same(before, snapshot(thrown))).toBe(true);
        expect(Object.getPrototypeOf(thrown) === prototype).toBe(true);
      }),
    );
  });

  test('no setter, no method and no deletion is asked for', () => {
    const refused: string[] = [];
    const refuse = (trap: string) => (): never => {
      refused.push(trap);
      throw new Error(trap);
    };
    const called = (): never => refuse('call')();
    const methods = Object.fromEntries(
      ['getStatus', 'getResponse', 'failures', 'then', 'toJSON', 'toString', 'array', 'mapped'].map((name) => [
        name,
        called,
      ]),
    );
    const thrown = new Proxy(errorWith({ ...methods, status: 404, branch: [], path: [] }), {
      set: refuse('set'),
      defineProperty: refuse('defineProperty'),
      deleteProperty: refuse('deleteProperty'),
      setPrototypeOf: refuse('setPrototypeOf'),
      preventExtensions: refuse('preventExtensions'),
    });
    judge(thrown);
    expect(refused).toEqual([]);
  });

  test('each property is read once', () => {
    const reads = new Map<PropertyKey, number>();
    const thrown = new Proxy(errorWith({ code: 'X', name: 'Y' }), {
      get: (target, key, receiver) => {
        reads.set(key, (reads.get(key) ?? 0) + 1);
        return Reflect.get(target, key, receiver);
      },
    });
    judge(thrown);
    // The tag is asked for by Object.prototype.toString, the canary before and the brand by isOwnError.
    const again = [...reads].filter(
      ([key, count]) => count > 1 && typeof key === 'string' && key !== 'failwell:no-such-property',
    );
    expect(again).toEqual([]);
  });
});

describe('hostile values', () => {
  const answering = (answer: unknown, target: object = new Error('x')): unknown =>
    new Proxy(target, { get: () => answer });

  test.each<readonly [string, unknown]>([
    ['true', true],
    ['404', 404],
    ['a string', 'x'],
    ['a function', () => 404],
    ['an object', { status: 404, headers: {} }],
    ['null', null],
  ])('a Proxy that answers every key with %s is 500', (_kind, answer) => {
    for (const target of [new Error('x'), {}, () => undefined, []])
      expect(judge(answering(answer, target)).error.status).toBe(500);
  });

  test('a Proxy that answers every key with itself, and one with ever new ones, are 500', () => {
    const self: unknown = new Proxy(new Error('x'), { get: () => self });
    const fresh = (): unknown =>
      new Proxy(new Error('x'), { get: (_target, key) => (key === 'failwell:no-such-property' ? undefined : fresh()) });
    expect([judge(self).error.status, judge(fresh()).error.status]).toEqual([500, 500]);
  });

  test('a revoked Proxy, of whatever', () => {
    for (const target of [new Error('x'), {}, [], () => undefined])
      expect(judge(revoked(target)).error.status).toBe(500);
  });

  test('a Proxy whose every trap throws', () => {
    const trap = (): never => {
      throw new Error('trap');
    };
    const handler = Object.fromEntries(
      ['get', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor'].map((name) => [name, trap]),
    );
    expect(judge(new Proxy(new Error('x'), handler)).error.status).toBe(500);
  });

  test('a getter that answers differently each time is asked once', () => {
    let reads = 0;
    const thrown = Object.defineProperty(new Error('x'), 'status', { get: () => (reads++ === 0 ? 404 : 200) });
    expect(judge(thrown).error.status).toBe(404);
  });
});

describe('work is bounded', () => {
  const withinMs = (limit: number, act: () => unknown): void => {
    const start = performance.now();
    act();
    expect(performance.now() - start).toBeLessThan(limit);
  };

  test.each<readonly [string, () => unknown]>([
    [
      '50 000 causes',
      () => Array.from({ length: 50_000 }).reduce<Error>((cause) => new Error('n', { cause }), new Error('n')),
    ],
    [
      '200 000 members',
      () => new AggregateError(Array.from({ length: 200_000 }, () => errorWith({ code: 'ECONNREFUSED' }))),
    ],
    [
      'a cycle of causes and members',
      () => {
        const error = new AggregateError([], 'x');
        error.errors.push(error, error);
        return Object.assign(error, { cause: error });
      },
    ],
    ['a text of 10 MB', () => errorWith({ status: 400, expose: true }, 'x'.repeat(10_000_000))],
    ['a name and a code of 10 MB', () => errorWith({ name: 'x'.repeat(10_000_000), code: 'E'.repeat(10_000_000) })],
    [
      'a million fields',
      () =>
        errorWith({
          status: 400,
          statusCode: 400,
          expose: true,
          headers: Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`x-${index}`, '1'])),
        }),
    ],
    [
      'a deep path',
      () =>
        errorWith({ issues: [{ code: 'custom', message: 'x', path: Array.from({ length: 1_000_000 }, () => 'a') }] }),
    ],
  ])('%s', (_what, build) => {
    const thrown = build();
    // A net only, wide enough for a busy machine; the counts below are the bound.
    withinMs(3000, () => isOurs(thrown));
  });
});

describe('work is counted', () => {
  test('six causes are read, however many there are', () => {
    let reads = 0;
    const endless = (): Error =>
      Object.defineProperty(new Error('n'), 'cause', {
        get: () => {
          reads += 1;
          return endless();
        },
      });
    judge(endless());
    expect(reads).toBeLessThanOrEqual(7);
  });

  test('twenty members are read, however many there are', () => {
    const read = new Set<PropertyKey>();
    const errors = new Proxy(
      Array.from({ length: 200_000 }, () => errorWith({ code: 'ECONNREFUSED' })),
      {
        get: (target, key, receiver) => {
          read.add(key);
          return Reflect.get(target, key, receiver);
        },
      },
    );
    judge(errorWith({ name: 'AggregateError', errors }));
    expect([...read].filter((key) => typeof key === 'string' && /^\d+$/.test(key)).length).toBeLessThanOrEqual(20);
  });

  test('sixty-four fields are taken, however many there are', () => {
    const headers = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`x-${index}`, '1']));
    const { error } = judge(errorWith({ status: 400, statusCode: 400, expose: true, headers }));
    expect(Object.keys(error.headers ?? {}).length).toBe(64);
  });
});

describe('nothing is taken from Object.prototype', () => {
  const polluted = Object.prototype as unknown as Record<string, unknown>;
  afterEach(() => {
    for (const name of markNames) if (name !== 'constructor') delete polluted[name];
  });

  test.each<readonly [string, unknown]>([
    ['status', 404],
    ['statusCode', 404],
    ['expose', true],
    ['isAxiosError', true],
    ['isBoom', true],
    ['code', 'ECONNREFUSED'],
    ['issues', [{ code: 'custom', path: [], message: 'x' }]],
    ['cause', { code: 'ECONNREFUSED' }],
    ['response', { status: 404, headers: {} }],
    ['severity', 'ERROR'],
    ['fatal', true],
  ])('Object.prototype.%s', (name, value) => {
    polluted[name] = value;
    const statuses = [new Error('x'), {}, errorWith({ status: 409 })].map((thrown) => judge(thrown).error.status);
    delete polluted[name];
    expect(statuses).toEqual([500, 500, 409]);
  });
});
