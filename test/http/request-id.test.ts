import { describe, expect, it } from 'vitest';
import { toRequestId } from '../../src/http/request-id.ts';

describe('TC-3: a request id is taken only where it is a sane token', () => {
  it.each([
    '7',
    '9c5b94b1-35ad-49bb-b118-8e8fc24abf80',
    '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    'Root=1-67891233-abcdef012345678912345678;Sampled=1',
    'V1StGXR8_Z5jdHi6B-myT',
    'YWJjZA==',
    'x'.repeat(128),
  ])('takes %s', (value) => {
    expect(toRequestId(value)).toBe(value);
  });

  it.each([
    ['empty', ''],
    ['too long', 'x'.repeat(129)],
    ['CR LF', 'a\r\nSet-Cookie: b=c'],
    ['a trailing LF', 'a\n'],
    ['a space', 'a b'],
    ['markup', '<script>'],
    ['a quote', 'a"b'],
    ['a comma (two fields)', 'a, b'],
    ['NUL', 'a\0'],
    ['not ASCII', 'ä'],
    ['a number', 7],
    ['an array', ['a']],
    ['null', null],
  ])('refuses %s', (_, value) => {
    expect(toRequestId(value)).toBeUndefined();
  });
});
