import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteLength } from '../../src/http/byte-length.ts';

describe('byteLength', () => {
  test.each([
    ['', 0],
    ['abc\0\x7f', 5],
    ['é漢😀', 9],
    ['\ud800', 3],
  ])('FR-1: %j has %i octets', (text, octets) => {
    expect(byteLength(text)).toBe(octets);
  });

  test('FR-1: counts what Node writes, for every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
        expect(byteLength(text)).toBe(Buffer.byteLength(text));
      }),
      { numRuns: 1000 },
    );
  });
});
