import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { debugLimits, toDebugView } from '../../src/plan/debug-view.ts';

/** An error with a stack that does not depend on where the test runs. */
function failure(message: string, options?: ErrorOptions): Error {
  return Object.assign(new Error(message, options), { stack: `Error: ${message}\n    at here` });
}

const refusing: object = new Proxy(
  {},
  {
    get: () => {
      throw new Error('no');
    },
  },
);

describe('toDebugView', () => {
  it('has the stack of the error and its causes, outermost first', () => {
    const root = Object.assign(new TypeError('refused'), { stack: '' });
    expect(toDebugView(failure('a', { cause: failure('b', { cause: root }) }))).toEqual({
      stack: 'Error: a\n    at here',
      causes: [
        { name: 'Error', message: 'b', stack: 'Error: b\n    at here' },
        { name: 'TypeError', message: 'refused' },
      ],
    });
  });

  it('has the members of an AggregateError after the causes', () => {
    const error = new AggregateError([failure('one'), 'two'], 'all failed', { cause: failure('zero') });
    expect(toDebugView(error).causes.map(({ message }) => message)).toEqual(['zero', 'one', 'two']);
  });

  it.each<readonly [kind: string, thrown: unknown, expected: string]>([
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a string', 'text', 'string: text'],
    ['an empty string', '', 'string'],
    ['a BigInt', 7n, 'bigint: 7'],
    ['a symbol', Symbol('s'), 'symbol: Symbol(s)'],
    ['an object', { message: 'm' }, 'Object: m'],
    ['an object without a prototype', Object.create(null), 'object'],
    [
      'an error whose stack was not captured',
      Object.assign(new RangeError('r'), { stack: undefined }),
      'RangeError: r',
    ],
    ['a proxy that refuses', refusing, 'object'],
  ])('SE-3: %s, without a stack, is summed up', (_, thrown, expected) => {
    expect(toDebugView(thrown)).toEqual({ stack: expected, causes: [] });
  });

  it('SE-3: never calls a method of the value', () => {
    const method = vi.fn(() => 'called');
    toDebugView({ toString: method, toJSON: method, valueOf: method, [Symbol.toPrimitive]: method });
    expect(method).not.toHaveBeenCalled();
  });

  it('is bounded whatever was thrown', () => {
    const long = 'x'.repeat(10_000_000);
    let error: Error = failure(long);
    for (let depth = 0; depth < 50_000; depth += 1)
      error = Object.assign(failure('c', { cause: error }), { stack: long });
    const view = toDebugView(Object.assign(error, { name: long, errors: new Array(200_000).fill(error) }));
    expect(view.stack).toHaveLength(debugLimits.stack);
    expect(view.causes).toHaveLength(6);
    expect(JSON.stringify(view).length).toBeLessThan(64 * 1024);
  });

  it('survives a proxy that answers every key, and cycles', () => {
    const everything: object = new Proxy(() => everything, { get: (_, key) => (key === 'length' ? 1e9 : everything) });
    expect(toDebugView(everything).causes.length).toBeLessThanOrEqual(6);
    const cycle = failure('c');
    cycle.cause = cycle;
    expect(toDebugView(cycle).causes).toEqual([]);
  });

  it('SE-3: any value gives texts only', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true, withTypedArray: true }),
        (thrown) => {
          const view = toDebugView(thrown);
          expect(JSON.parse(JSON.stringify(view))).toEqual(view);
          expect(typeof view.stack).toBe('string');
        },
      ),
    );
  });
});
