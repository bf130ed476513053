import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  estimate,
  excludedRanks,
  growthExponent,
  median,
  pairedAddedRatio,
  pairedRatio,
  shuffle,
  verdict,
} from '../../bench/lib/stats.js';

describe('median', () => {
  it('is the middle value, or the mean of the two middle ones, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('sorts as numbers: 10 is more than 9', () => {
    expect(median([10, 9, 8])).toBe(9);
  });

  it('of nothing is refused', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('the 95 % interval of a median, by order statistics', () => {
  it('leaves out as many ranks at each end as the binomial tables say', () => {
    const ranks = [5, 6, 10, 15, 21, 25, 30].map((count) => [count, excludedRanks(count)]);
    expect(Object.fromEntries(ranks)).toEqual({ 5: 0, 6: 1, 10: 2, 15: 4, 21: 6, 25: 8, 30: 10 });
  });

  it('runs from the 6th to the 16th of 21 observations', () => {
    const values = Array.from({ length: 21 }, (_, index) => 21 - index);
    expect(estimate(values)).toEqual({ median: 11, low: 6, high: 16 });
  });

  it('is the whole range where there are too few', () => {
    expect(estimate([3, 1, 2])).toEqual({ median: 2, low: 1, high: 3 });
  });

  it('holds the median and lies within the observations', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true }), { minLength: 1, maxLength: 60 }), (values) => {
        const measured = estimate(values);
        expect(measured.low).toBeLessThanOrEqual(measured.median);
        expect(measured.high).toBeGreaterThanOrEqual(measured.median);
        expect(values).toContain(measured.low);
        expect(values).toContain(measured.high);
      }),
    );
  });
});

describe('paired ratios', () => {
  it('divide within a round, so that a disturbed round disturbs nothing', () => {
    expect(pairedRatio([2, 40, 2], [1, 20, 1])).toEqual({ median: 2, low: 2, high: 2 });
  });

  it('need two halves', () => {
    expect(() => pairedRatio([1, 2], [1])).toThrow(RangeError);
  });

  it('compare what was added, and count a round in which the reference added nothing against the feature', () => {
    expect(pairedAddedRatio([13, 13, 13], [12, 12, 12], [10, 10, 10]).median).toBe(1.5);
    expect(pairedAddedRatio([13], [9], [10]).median).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a verdict', () => {
  it('is met by the median, met within the noise by the lower end alone, and missed else', () => {
    expect(verdict({ median: 1.1, low: 1, high: 1.2 }, 1.15)).toBe('met');
    expect(verdict({ median: 1.2, low: 1.1, high: 1.3 }, 1.15)).toBe('met within the noise');
    expect(verdict({ median: 1.3, low: 1.2, high: 1.4 }, 1.15)).toBe('missed');
  });
});

describe('the exponent of growth', () => {
  it('is 0 for a constant cost, 1 for a linear one and 2 for a quadratic one', () => {
    const exponents = [0, 1, 2].map((power) =>
      growthExponent({ size: 10, cost: 10 ** power }, { size: 100, cost: 100 ** power }),
    );
    for (const [power, exponent] of exponents.entries()) expect(exponent).toBeCloseTo(power);
  });
});

describe('shuffle', () => {
  it('keeps every item once and leaves its input alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (items) => {
        const before = [...items];
        expect(shuffle(items).toSorted()).toEqual(before.toSorted());
        expect(items).toEqual(before);
      }),
    );
  });

  it('reaches every order', () => {
    const orders = new Set(Array.from({ length: 500 }, () => shuffle(['a', 'b', 'c']).join('')));
    expect(orders.size).toBe(6);
  });
});
