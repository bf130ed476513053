import { describe, expect, it } from 'vitest';
import { declaredCount, vectors, vectorTitle } from './vector.ts';

describe('the vectors', () => {
  it('are 233, as many as the file declares', () => {
    expect(vectors).toHaveLength(233);
    expect(declaredCount).toBe(233);
  });

  it('have unique ids of one form', () => {
    expect(new Set(vectors.map(({ id }) => id)).size).toBe(233);
    expect(vectors.filter(({ id }) => !/^V\d{3}$/.test(id))).toEqual([]);
  });

  it('each name at least one rule', () => {
    expect(
      vectors.filter(({ rule }) => rule.length === 0 || rule.some((one) => !/^[A-Z]{2}-\w+$|^H[12]-\d$/.test(one))),
    ).toEqual([]);
  });

  it('have the rules in their titles', () => {
    const [first] = vectors;
    expect(first && vectorTitle(first)).toBe(
      'V001 [SL-3 DT-2 DT-3 DT-5 DT-7 CT-2 CT-4 SL-6] Seed example: 502 JSON envelope',
    );
  });
});
