import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  appendListMember,
  isFieldValue,
  isSendable,
  isToken,
  isUnsatisfiedRange,
  listMembers,
  maxFieldValue,
  toFieldValue,
  toHttpDate,
  toQuotedString,
} from '../../src/http/fields.ts';

describe('isToken', () => {
  test.each(['X-Request-Id', 'a', "!#$%&'*+-.^_`|~", 'GET', '5'])('takes %s', (text) => {
    expect(isToken(text)).toBe(true);
  });

  test.each(['', ' ', 'a b', 'a:b', ':status', 'a\r\nb', 'é', 'a/b', '"a"', 'a\0', 5, null, 'a'.repeat(257)])(
    'SE-1: refuses %j',
    (value) => {
      expect(isToken(value)).toBe(false);
    },
  );
});

describe('field values', () => {
  test.each(['', 'a', 'a b\tc', '\u00ff', 'text/html; q="x"'])('take %j', (text) => {
    expect(isFieldValue(text)).toBe(true);
    expect(isSendable(text)).toBe(true);
  });

  test.each([
    'a\rb',
    'a\nb',
    'a\r\nX-Evil: 1',
    'a\0b',
    'a\x1bb',
    'a\x7fb',
    '\u0100',
    '😀',
    '\ud800',
    5,
    null,
    undefined,
  ])('SE-1, SE-2: refuse %j', (value) => {
    expect(isFieldValue(value)).toBe(false);
    expect(isSendable(value)).toBe(false);
  });

  test('SE-6: one of an error has at most 4096 characters; one of the app may be longer', () => {
    const long = 'a'.repeat(maxFieldValue + 1);
    expect(isFieldValue(long.slice(1))).toBe(true);
    expect(isFieldValue(long)).toBe(false);
    expect(isSendable(long)).toBe(true);
  });

  test.each([
    [' a ', 'a'],
    [5, '5'],
    [0, '0'],
    [1e21, '1e+21'],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    ['a\nb', undefined],
    [null, undefined],
    [['a'], undefined],
    [{}, undefined],
  ])('toFieldValue(%j) is %j', (value, expected) => {
    expect(toFieldValue(value)).toBe(expected);
  });

  test('AU-2: quoted-string escapes what would end it', () => {
    expect(toQuotedString('a"b\\c')).toBe('"a\\"b\\\\c"');
  });

  test.each([
    ['bytes */10', true],
    ['bytes */0', true],
    ['items */7', true],
    ['bytes */*', false],
    ['bytes 0-1/10', false],
    ['bytes */-1', false],
    ['bytes  */1', false],
  ])('RG-1: the Content-Range %s of a 416 is %s', (value, expected) => {
    expect(isUnsatisfiedRange(value)).toBe(expected);
  });
});

describe('toHttpDate', () => {
  const imfFixdate =
    /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

  test('DT-3: is IMF-fixdate, of the second that has begun', () => {
    expect(toHttpDate(Date.UTC(2026, 2, 22, 12, 0, 0, 999))).toBe('Sun, 22 Mar 2026 12:00:00 GMT');
    expect(toHttpDate(Date.UTC(2026, 2, 2, 1, 2, 3))).toBe('Mon, 02 Mar 2026 01:02:03 GMT');
  });

  test('DT-3: every moment of four-digit years, in any order, names its own second', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 253_402_300_799_999 }), (moment) => {
        const text = toHttpDate(moment);
        expect(text).toMatch(imfFixdate);
        expect(Date.parse(text)).toBe(Math.floor(moment / 1000) * 1000);
      }),
      { examples: [[-1], [-1000], [0], [999], [1000]] },
    );
  });
});

describe('lists', () => {
  test('listMembers trims and leaves out empty members', () => {
    expect(listMembers(' a, b ,,c,')).toEqual(['a', 'b', 'c']);
    expect(listMembers('')).toEqual([]);
  });

  test.each([
    [undefined, 'Accept', 'Accept'],
    ['', 'Accept', 'Accept'],
    ['Origin', 'Accept', 'Origin, Accept'],
    ['accept', 'Accept', 'accept'],
    ['Origin, ACCEPT', 'Accept', 'Origin, ACCEPT'],
    ['*', 'Accept', '*'],
    ['Origin, *', 'Accept', 'Origin, *'],
    ['Accept-Language', 'Accept', 'Accept-Language, Accept'],
  ])('CT-8: %j with %s is %j', (list, member, expected) => {
    expect(appendListMember(list, member)).toBe(expected);
  });
});
