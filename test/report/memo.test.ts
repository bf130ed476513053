import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { memoize } from '../../src/report/memo.ts';

describe('memoize', () => {
  test('gives what the function gives, whatever comes in whatever order', () => {
    const texts = fc.array(fc.string({ maxLength: 4 }), { maxLength: 60 });
    fc.assert(
      fc.property(texts, (given) => {
        const upper = memoize((text) => text.toUpperCase(), { entries: 3, length: 3 });
        expect(given.map(upper)).toEqual(given.map((text) => text.toUpperCase()));
      }),
    );
  });

  test('a text that comes again is computed once', () => {
    const compute = vi.fn((text: string) => text.length);
    const remembered = memoize(compute, { entries: 10, length: 10 });
    for (const text of ['a', 'b', 'a', 'bb', 'b', 'a']) remembered(text);
    expect(compute).toHaveBeenCalledTimes(3);
  });

  test('what was asked for in the meantime outlives the others', () => {
    const compute = vi.fn((text: string) => text);
    const remembered = memoize(compute, { entries: 4, length: 10 });
    for (let round = 0; round < 50; round += 1) {
      remembered('kept');
      remembered(`new ${round}`);
    }
    expect(compute.mock.calls.filter(([text]) => text === 'kept')).toHaveLength(1);
  });

  test('it forgets: no more than two generations and the four that are compared are kept', () => {
    const compute = vi.fn((text: string) => text);
    const remembered = memoize(compute, { entries: 4, length: 10 });
    for (let index = 0; index < 20; index += 1) remembered(`t${index}`);
    compute.mockClear();
    for (let index = 0; index < 10; index += 1) remembered(`t${index}`);
    expect(compute).toHaveBeenCalledTimes(10);
  });

  test('a text above the bound is not kept', () => {
    const compute = vi.fn((text: string) => text);
    const remembered = memoize(compute, { entries: 4, length: 3 });
    remembered('long');
    remembered('long');
    expect(compute).toHaveBeenCalledTimes(2);
  });
});
