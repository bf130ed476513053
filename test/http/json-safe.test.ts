import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonLimits, toJsonSafe } from '../../src/http/json-safe.ts';
import { hostileValues } from '../conformance/hostile-values.ts';

const refuse = (): never => {
  throw new Error('no');
};

function timed<T>(work: () => T): { readonly result: T; readonly ms: number } {
  const started = performance.now();
  const result = work();
  return { result, ms: performance.now() - started };
}

/** Members in all, as the copy counts them. */
function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return 1 + Object.values(value).reduce<number>((sum, member) => sum + countMembers(member), 0);
}

describe('toJsonSafe', () => {
  test('CT-4: gives what JSON gives, for every JSON value within the bounds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        fc.pre(!/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value)));
        const { value: copy, reduced } = toJsonSafe(value);
        expect(JSON.stringify(copy)).toBe(JSON.stringify(value));
        expect(reduced).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['a Date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['an invalid Date', new Date(Number.NaN), null],
    ['NaN', Number.NaN, null],
    ['Infinity', { a: Number.POSITIVE_INFINITY }, { a: null }],
    ['undefined in an object', { a: undefined, b: 1 }, { b: 1 }],
    ['undefined, functions and symbols in an array', [undefined, refuse, Symbol('s')], [null, null, null]],
    ['a Map and a Set', { map: new Map([['a', 1]]), set: new Set([1]) }, { map: {}, set: {} }],
    ['boxed primitives', [Object('a'), Object(1), Object(false)], ['a', 1, false]],
    ['a toJSON', { toJSON: () => ({ a: 1 }) }, { a: 1 }],
    ['a toJSON that is told the key', { a: { toJSON: (key: string) => key } }, { a: 'a' }],
    ['a small Buffer', Buffer.from('ab'), { type: 'Buffer', data: [97, 98] }],
    ['a small typed array', new Uint8Array([1, 2]), { 0: 1, 1: 2 }],
    ['a URL', new URL('http://a/'), 'http://a/'],
    ['an object without a prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    ['an Error, whose message is not enumerable', new Error('secret'), {}],
  ])('FR-10: %s as JSON has it', (_, value, expected) => {
    expect(toJsonSafe(value).value).toEqual(expected);
    expect(JSON.stringify(toJsonSafe(value).value)).toBe(JSON.stringify(value));
  });

  test.each([undefined, refuse, Symbol('s')])('gives undefined for %s, as JSON does', (value) => {
    expect(toJsonSafe(value).value).toBeUndefined();
  });

  test('FR-10: a BigInt becomes its digits; a gigantic one is left out', () => {
    expect(toJsonSafe({ a: 10n }).value).toEqual({ a: '10' });
    expect(toJsonSafe({ a: 1n << 100_000n, b: 1 })).toEqual({ value: { b: 1 }, reduced: true });
  });

  test.each([
    [
      'a cycle',
      () => {
        const a: Record<string, unknown> = { b: 1 };
        a['a'] = a;
        return a;
      },
    ],
    [
      'a getter that throws',
      () => ({
        b: 1,
        get a() {
          return refuse();
        },
      }),
    ],
    ['a toJSON that throws', () => ({ b: 1, a: { toJSON: refuse } })],
    ['a revoked proxy', () => ({ b: 1, a: hostileValues['revokedProxy']?.() })],
    ['a false tag', () => ({ b: 1, a: { [Symbol.toStringTag]: 'String' } })],
  ])('FR-10: %s does not hide its neighbours', (_, build) => {
    expect(toJsonSafe(build()).value).toMatchObject({ b: 1 });
    expect(() => JSON.stringify(toJsonSafe(build()).value)).not.toThrow();
  });

  test('one object in two places is no cycle', () => {
    const shared = { a: 1 };
    expect(toJsonSafe([shared, shared])).toEqual({ value: [shared, shared], reduced: false });
  });

  test('SE-5: names that reach a prototype are left out, and nothing is polluted', () => {
    const value: unknown = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":1}');
    const { value: copy, reduced } = toJsonSafe(value);
    expect(Object.keys(copy as object)).toEqual(['a']);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(reduced).toBe(true);
  });

  test('SE-5: a cut never makes such a name out of another', () => {
    const text = 'x'.repeat(jsonLimits.text - '__proto__'.length);
    const { value } = toJsonSafe({ text, '__proto__and more': { polluted: 1 } });
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value as object)).toEqual(['text']);
  });

  test('SE-6: texts are cut at 65 536 characters over the whole value', () => {
    const { value, reduced } = toJsonSafe({ a: 'x'.repeat(10_000_000), b: 'y' });
    expect(reduced).toBe(true);
    expect(JSON.stringify(value).length).toBeLessThan(jsonLimits.text + 100);
  });

  test('SE-6: depth is cut at 12', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as unknown;
    const { value, reduced } = toJsonSafe(deep);
    expect(JSON.stringify(value)).toBe('[[[[[[[[[[[[null]]]]]]]]]]]]');
    expect(reduced).toBe(true);
  });

  const big = Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`k${index}`, index]));

  test.each<readonly [string, () => unknown]>([
    ['an object of 200 000 members', () => big],
    ['an array of 200 000 members', () => Array.from({ length: 200_000 }).fill('a')],
    ['an array of four billion holes', () => new Array(2 ** 32 - 1)],
    ['5000 times the same large object', () => Array.from({ length: 5000 }).fill(big)],
    [
      '5000 members with the same large object',
      () =>
        Object.fromEntries(
          Object.keys(big)
            .slice(0, 5000)
            .map((key) => [key, [big]]),
        ),
    ],
    ['10 MB of bytes', () => ({ body: Buffer.alloc(10_000_000) })],
    ['10 MB of a typed array', () => new Uint8Array(10_000_000)],
    ['10 MB of a String object', () => Object('x'.repeat(10_000_000))],
    ['200 000 nested causes', () => Array.from({ length: 200_000 }).reduce<object>((next) => ({ next }), {})],
    ['an array of any length', () => new Proxy([], { get: (_, key) => (key === 'length' ? 2 ** 40 : { a: [1] }) })],
  ])('SE-6: %s takes little time and gives at most 5000 members', (_, build) => {
    const value = build();
    const { result, ms } = timed(() => toJsonSafe(value));
    expect(ms).toBeLessThan(1000);
    expect(countMembers(result.value)).toBeLessThanOrEqual(jsonLimits.members);
    expect(result.reduced).toBe(true);
  });

  test('FR-10: any value gives text that parses to the same', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withTypedArray: true,
          withNullPrototype: true,
          withSparseArray: true,
        }),
        (value) => {
          const copy = toJsonSafe([value]).value;
          expect(JSON.stringify(JSON.parse(JSON.stringify(copy)))).toBe(JSON.stringify(copy));
        },
      ),
      { numRuns: 1000 },
    );
    for (const build of Object.values(hostileValues))
      expect(() => JSON.stringify(toJsonSafe([build()]).value)).not.toThrow();
  });
});
