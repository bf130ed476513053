import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createError } from '../../src/core/create-error.ts';
import { BadGateway, statusClasses } from '../../src/error/classes.ts';
import { isErrorStatus, statusTable } from '../../src/error/status.ts';
import {
  defaultCap,
  defaultDelays,
  explicitDelay,
  generateDelay,
  maxDelay,
  planRetry,
  type RetryPolicy,
  type RetryQuestion,
  toDelaySeconds,
} from '../../src/plan/retry.ts';
import { hostileValues } from '../conformance/hostile-values.ts';
import { linesOf, now, planOf } from './planning.ts';

const plain: RetryQuestion = {
  status: 503,
  method: 'GET',
  idempotencyKey: false,
  transient: false,
  explicit: undefined,
  policy: {},
  now,
};

const ask = (question: Partial<RetryQuestion>): ReturnType<typeof planRetry> => planRetry({ ...plain, ...question });

const idempotent = ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'];
const others = ['POST', 'PATCH', 'CONNECT', 'QUERY', 'get', ''];

describe('ID-1: by status and method, without a word of the error', () => {
  test.each([503, 429])('%i has a hint for every method: the request was not processed', (status) => {
    for (const method of [...idempotent, ...others]) {
      const hint = ask({ status, method, policy: { random: () => 0 } });
      expect(hint).toEqual({ retryable: true, after: 5 });
    }
  });

  test.each([502, 504])('%i has one where the failure is transient and the method idempotent', (status) => {
    for (const method of idempotent) {
      expect(ask({ status, method, transient: true, policy: { random: () => 0 } })).toEqual({
        retryable: true,
        after: 2,
        idempotentOnly: true,
      });
      expect(ask({ status, method })).toEqual({ retryable: false });
    }
    for (const method of others) {
      expect(ask({ status, method, transient: true })).toEqual({ retryable: false });
      expect(ask({ status, method })).toEqual({ retryable: false });
    }
  });

  test.each([502, 504])('an Idempotency-Key on POST changes the body member of %i, never the field', (status) => {
    const hint = ask({ status, method: 'POST', transient: true, idempotencyKey: true });
    expect(hint).toEqual({ retryable: true, idempotentOnly: true });
    expect(ask({ status, method: 'POST', idempotencyKey: true })).toEqual({ retryable: false });
  });

  const silent = [...statusTable.keys()].filter((status) => ![429, 502, 503, 504].includes(status));

  test.each(silent)('RA-2: %i never has a generated delay', (status) => {
    for (const method of ['GET', 'POST']) {
      for (const transient of [true, false]) expect(ask({ status, method, transient }).after).toBeUndefined();
    }
  });

  test.each([
    [408, 'GET', true],
    [408, 'POST', false],
    [421, 'POST', true],
    [425, 'POST', true],
    [423, 'GET', true],
    [500, 'GET', false],
    [400, 'GET', false],
    [409, 'GET', false],
    [413, 'GET', false],
    [507, 'GET', false],
  ])('%i to %s is retryable in the body: %s', (status, method, retryable) => {
    expect(ask({ status, method }).retryable).toBe(retryable);
  });

  test('retry: false turns generated delays off and leaves explicit ones', () => {
    expect(ask({ policy: undefined })).toEqual({ retryable: true });
    expect(ask({ status: 502, transient: true, policy: undefined })).toEqual({ retryable: true, idempotentOnly: true });
    expect(ask({ policy: undefined, explicit: 7 }).after).toBe(7);
  });

  test('delays replace the whole default', () => {
    const policy: RetryPolicy = { delays: { 500: 4 }, random: () => 0 };
    expect(ask({ status: 500, policy }).after).toBe(4);
    expect(ask({ status: 503, policy })).toEqual({ retryable: true });
  });
});

describe('RA-3: an explicit delay', () => {
  test.each<readonly [unknown, number | undefined]>([
    [5, 5],
    [1, 1],
    [0.001, 1],
    [1.5, 2],
    [86_399.5, 86_400],
    [86_400, 86_400],
    [86_401, 86_400],
    [1e12, 86_400],
    [Number.MAX_VALUE, 86_400],
    [0, undefined],
    [-0, undefined],
    [-5, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [Number.NEGATIVE_INFINITY, undefined],
    ['120', 120],
    [' 120 ', 120],
    ['1.5', 2],
    ['99999999999999999999', 86_400],
    ['0', undefined],
    ['-5', undefined],
    ['+5', undefined],
    ['5s', undefined],
    ['1e3', undefined],
    ['0x10', undefined],
    ['2, 3', undefined],
    ['soon', undefined],
    ['', undefined],
    ['NaN', undefined],
    [new Date(now + 1), 1],
    [new Date(now + 1500), 2],
    [new Date(now), undefined],
    [new Date(now - 1), undefined],
    [new Date(now + 10 * 86_400_000), 86_400],
    [new Date(Number.NaN), undefined],
    ['Sun, 22 Mar 2026 12:02:00 GMT', 120],
    ['Sun, 22 Mar 2026 11:59:00 GMT', undefined],
    ['not a date GMT', undefined],
  ])('%s is %s s', (given, seconds) => {
    expect(toDelaySeconds(given, now)).toBe(seconds);
  });

  test('of another type is none', () => {
    const falseDate = { [Symbol.toStringTag]: 'Date' };
    for (const given of [null, undefined, true, 5n, {}, [5], { valueOf: () => 5 }, falseDate]) {
      expect(toDelaySeconds(given, now)).toBeUndefined();
    }
  });

  test('SE-3: no value makes it throw', () => {
    for (const build of Object.values(hostileValues)) expect(() => toDelaySeconds(build(), now)).not.toThrow();
    expect(toDelaySeconds('1'.repeat(10_000_000), now)).toBeUndefined();
  });

  test('holds on every status and method: the error itself says so', () => {
    for (const status of statusTable.keys()) {
      for (const method of ['GET', 'POST'])
        expect(ask({ status, method, explicit: 7 })).toMatchObject({ retryable: true, after: 7 });
    }
  });

  test('that is garbage gives no field, not a generated one', () => {
    for (const explicit of [0, -1, Number.NaN, new Date(0), 'soon', null, {}]) {
      expect(ask({ explicit }).after).toBeUndefined();
    }
  });

  test('never reaches the wire in a form that makes a client loop, hang or throw', () => {
    const garbage = fc.oneof(fc.double(), fc.integer(), fc.date({ noInvalidDate: false }), fc.string(), fc.anything());
    fc.assert(
      fc.property(garbage, fc.constantFrom('GET', 'POST'), fc.boolean(), (given, method, assigned) => {
        const error = assigned
          ? Object.assign(createError(503), { retryAfter: given })
          : createError(503, { retryAfter: given } as never);
        const lines = linesOf(planOf(error, { request: { method } }), 'Retry-After');
        expect(lines.length).toBeLessThanOrEqual(1);
        for (const line of lines) {
          expect(line).toMatch(/^[1-9]\d{0,4}$/);
          expect(Number(line)).toBeLessThanOrEqual(maxDelay);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('is never below min(explicit, 86400), and never more than a second above', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, minExcluded: true, noNaN: true }), (seconds) => {
        for (const given of [seconds, seconds.toFixed(20)]) {
          const after = toDelaySeconds(given, now);
          const least = Math.min(Number(given), maxDelay);
          if (Number(given) === 0) return;
          expect(after).toBeGreaterThanOrEqual(least);
          expect(Number(after) - 1).toBeLessThan(Math.max(least, Number.MIN_VALUE));
          expect(Number.isInteger(after)).toBe(true);
        }
        const date = new Date(now + Math.ceil(seconds * 1000));
        if (Number.isNaN(date.getTime())) return;
        expect(toDelaySeconds(date, now)).toBeGreaterThanOrEqual(Math.min(seconds, maxDelay));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a generated delay', () => {
  test('defaults: 429 and 503 5 s, 502 and 504 2 s, at most 30 s', () => {
    expect(defaultDelays).toEqual({ 429: 5, 502: 2, 503: 5, 504: 2 });
    expect(defaultCap).toBe(30);
  });

  test.each([
    [5, 0, 5],
    [5, 0.5, 8],
    [5, 0.999, 10],
    [2, 0, 2],
    [2, 0.999, 5],
    [1, 0.999, 4],
    [30, 0.999, 30],
    [29, 0, 29],
    [29, 0.999, 30],
  ])('base %i, U = %d: %i', (base, unit, expected) => {
    expect(generateDelay(base, { random: () => unit })).toBe(expected);
  });

  test('is a whole number in base..base + max(3, base), at most the cap, whatever the random source says', () => {
    const units = fc.oneof(
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.constantFrom(1, -1, Number.NaN, Number.POSITIVE_INFINITY, '0.5', undefined, null, {}, 1e300),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 86_400 }),
        fc.integer({ min: 1, max: 86_400 }),
        units,
        (base, cap, unit) => {
          fc.pre(base <= cap);
          const delay = generateDelay(base, { cap, random: () => unit as number });
          expect(Number.isInteger(delay)).toBe(true);
          expect(delay).toBeGreaterThanOrEqual(base);
          expect(delay).toBeLessThanOrEqual(Math.min(base + Math.max(3, base), cap));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test.each([1, 2, 3, 5, 10, 15, 16, 20, 29, 30])(
    'every value from base %i to base + max(3, base), at most 30, occurs in 1 000 draws',
    (base) => {
      // A source of its own, so that a run can be repeated: mulberry32.
      let state = base;
      const random = (): number => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
      };
      const drawn = new Set<number>();
      for (let draw = 0; draw < 1000; draw += 1) drawn.add(generateDelay(base, { random }));
      const top = Math.min(base + Math.max(3, base), 30);
      expect([...drawn].sort((a, b) => a - b)).toEqual(Array.from({ length: top - base + 1 }, (_, i) => base + i));
    },
  );

  test('the default source is spread too', () => {
    const drawn = new Set(Array.from({ length: 1000 }, () => ask({}).after));
    expect([...drawn].sort((a, b) => Number(a) - Number(b))).toEqual([5, 6, 7, 8, 9, 10]);
  });

  test('near the cap the herd is spread over what is left, not cut at the cap', () => {
    const counts = new Map<number, number>();
    for (let draw = 0; draw < 1100; draw += 1) {
      const delay = generateDelay(20, { random: () => draw / 1100 });
      counts.set(delay, (counts.get(delay) ?? 0) + 1);
    }
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(101);
  });

  test('SE-4: a random source that throws gives the base', () => {
    const random = (): never => {
      throw new Error('no');
    };
    expect(ask({ policy: { random } }).after).toBe(5);
  });
});

describe('any hint', () => {
  test('is retryable or has no time; a time is a whole number in 1..86400', () => {
    const question = fc.record({
      status: fc.integer({ min: 400, max: 599 }),
      method: fc.constantFrom(...idempotent, ...others),
      idempotencyKey: fc.boolean(),
      transient: fc.boolean(),
      explicit: fc.oneof(fc.constant(undefined), fc.double(), fc.string(), fc.date({ noInvalidDate: false })),
      policy: fc.constantFrom(undefined, {}, { delays: { 500: 3, 503: 86_400 }, cap: 86_400 }),
      now: fc.constant(now),
    });
    fc.assert(
      fc.property(question, (given) => {
        const hint = planRetry(given as RetryQuestion);
        if (hint.after !== undefined) {
          expect(hint.retryable).toBe(true);
          expect(Number.isInteger(hint.after)).toBe(true);
          expect(hint.after).toBeGreaterThanOrEqual(1);
          expect(hint.after).toBeLessThanOrEqual(maxDelay);
        }
        const told = hint.after !== undefined && given.explicit === undefined;
        if (told && !given.policy?.delays && ![429, 503].includes(given.status)) {
          expect([502, 504]).toContain(given.status);
          expect(idempotent).toContain(given.method);
        }
        if (hint.idempotentOnly !== undefined) expect(hint).toMatchObject({ retryable: true, idempotentOnly: true });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('precedence', () => {
  test("the error's option, its field, the app's earlier field, the policy", () => {
    const prior = [['Retry-After', '30']] as [string, string][];
    const headers = { 'Retry-After': '20' };
    const options = { retry: { random: () => 0 } };
    const delayOf = (error: Error, lines: [string, string][] = []): readonly string[] =>
      linesOf(planOf(error as never, { prior: lines, options }), 'Retry-After');
    expect(delayOf(createError(503, { retryAfter: 10, headers }), prior)).toEqual(['10']);
    expect(delayOf(createError(503, { headers }), prior)).toEqual(['20']);
    expect(delayOf(createError(503), prior)).toEqual(['30']);
    expect(delayOf(createError(503))).toEqual(['5']);
    expect(delayOf(createError(503, { headers: { 'retry-after': 7.2 } }))).toEqual(['8']);
  });

  test('a stale or broken earlier field is passed over', () => {
    for (const value of ['0', '-1', 'soon', 'Sun, 22 Mar 2020 12:00:00 GMT', '1e3']) {
      const plan = planOf(createError(500), { prior: [['Retry-After', value]] });
      expect(linesOf(plan, 'Retry-After')).toEqual([]);
    }
  });

  test('explicitDelay takes the option where there is one, a broken one too', () => {
    expect(explicitDelay({ retryAfter: Number.NaN }, '5')).toBeNaN();
    expect(explicitDelay({}, '5')).toBe('5');
    expect(explicitDelay({}, undefined)).toBeUndefined();
  });
});

describe('ID-1: POST is told nothing on 502 and 504', () => {
  test.each([502, 504])('%i, with and without transient and Idempotency-Key', (status) => {
    const StatusClass = statusClasses[status] ?? BadGateway;
    for (const transient of [true, false]) {
      for (const headers of [{}, { 'idempotency-key': '"k"' }]) {
        const plan = planOf(new StatusClass({ transient }), { request: { method: 'POST', headers } });
        expect(linesOf(plan, 'Retry-After')).toEqual([]);
        expect(plan.facts.retry?.after).toBeUndefined();
      }
    }
  });

  test('the body may say retryable with a key, and says the same number as the field', () => {
    const request = { method: 'POST', headers: { 'idempotency-key': '"k"' } };
    const options = { include: ['retry'] } as const;
    const keyed = planOf(new BadGateway({ transient: true }), { request, options });
    expect(JSON.parse(keyed.body)).toHaveProperty('error.retry', { retryable: true, idempotentOnly: true });
    expect(linesOf(keyed, 'Retry-After')).toEqual([]);
    const busy = planOf(createError(503), { options });
    const hint = (JSON.parse(busy.body) as { error: { retry: { after: number } } }).error.retry;
    expect(linesOf(busy, 'Retry-After')).toEqual([String(hint.after)]);
  });
});

test('SL-1: the table of base delays names error statuses only', () => {
  expect(Object.keys(defaultDelays).map(Number).every(isErrorStatus)).toBe(true);
});
