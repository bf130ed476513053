import { describe, expect, it } from 'vitest';
import { isHttpDate } from '../../src/http/fields.ts';
import { matchBody } from './body-matchers.ts';
import { containsJson, equalsJson } from './deep-match.ts';
import { matchField } from './field-matchers.ts';
import { matchText } from './text-matchers.ts';
import type { BodyMatcher, FieldMatcher } from './vector.ts';

function holds(matcher: string | FieldMatcher, ...lines: string[]): boolean {
  return matchField('field', matcher, { lines, bodyBytes: 3, getBodyBytes: 5 }).length === 0;
}

describe('field matchers', () => {
  it.each<[string, string | FieldMatcher, string[], boolean]>([
    ['a string is one exact line', 'a', ['a'], true],
    ['a string is one exact line', 'a', ['a', 'a'], false],
    ['an empty string is an empty line', '', [''], true],
    ['an empty string is an empty line', '', [], false],
    ['absent', { absent: true }, [], true],
    ['absent', { absent: true }, [''], false],
    ['present', { present: true }, ['x'], true],
    ['present', { present: true }, [], false],
    ['re', { re: '^gw1; ?error' }, ['gw1;error=x'], true],
    ['re', { re: 'x' }, [], false],
    ['re with (?i)', { re: '(?i)GZIP' }, ['gzip'], true],
    ['notRe', { notRe: 'secret' }, [], true],
    ['notRe', { notRe: 'secret' }, ['a', 'secret'], false],
    ['not', { not: 'application/json' }, ['text/html'], true],
    ['not', { not: 'application/json' }, ['application/json'], false],
    ['not needs the field', { not: 'application/json' }, [], false],
    ['oneOf', { oneOf: ['a', 'b'] }, ['b'], true],
    ['oneOf', { oneOf: ['a', 'b'] }, ['c'], false],
    ['list ignores case and order', { list: ['accept', 'Origin'] }, ['origin, x', 'Accept'], true],
    ['list', { list: ['close'] }, ['keep-alive'], false],
    ['only', { list: ['accept'], only: true }, ['Accept'], true],
    ['only refuses more', { list: ['accept'], only: true }, ['Accept, Origin'], false],
    ['only refuses duplicates', { list: ['accept'], only: true }, ['Accept, accept'], false],
    ['listNot', { listNot: ['close'] }, [], true],
    ['listNot', { listNot: ['close'] }, ['Close'], false],
    ['lines', { lines: ['a', 'b'] }, ['a', 'b'], true],
    ['lines keep their order', { lines: ['a', 'b'] }, ['b', 'a'], false],
    ['httpDate', { httpDate: true }, ['Sun, 22 Mar 2026 12:00:00 GMT'], true],
    ['bytesOfBody', { bytesOfBody: true }, ['3'], true],
    ['bytesOfBody', { bytesOfBody: true }, ['5'], false],
    ['bytesOfGetBody', { bytesOfGetBody: true }, ['5'], true],
    ['bytesOfGetBody', { bytesOfGetBody: true }, ['3'], false],
    ['all', { all: ['a', 'c'] }, ['abc'], true],
    ['all', { all: ['a', 'd'] }, ['abc'], false],
  ])('%s: %j against %j is %s', (_, matcher, lines, expected) => {
    expect(holds(matcher, ...lines)).toBe(expected);
  });

  it('a matcher that is not known fails instead of passing', () => {
    expect(holds({ startsWith: 'x' } as FieldMatcher, 'x')).toBe(false);
  });

  it.each([
    ['Mon, 22 Mar 2026 12:00:00 GMT', 'the weekday is wrong'],
    ['Sun, 22 Mar 2026 12:00:00 UTC', 'the zone is not GMT'],
    ['Sun, 2 Mar 2026 12:00:00 GMT', 'the day has one digit'],
    ['Sunday, 22-Mar-26 12:00:00 GMT', 'it is an obsolete form'],
    ['Tue, 30 Feb 2027 12:00:00 GMT', 'there is no such day'],
  ])('DT-3: %s is no IMF-fixdate: %s', (text) => {
    expect(isHttpDate(text)).toBe(false);
  });
});

describe('body and text matchers', () => {
  it.each<[BodyMatcher, string, boolean]>([
    [{ json: { a: [1, { b: null }] } }, '{"a":[1,{"b":null}]}', true],
    [{ json: { a: 1 } }, '{"a":1,"b":2}', false],
    [{ json: { a: 1 } }, 'not json', false],
    [{ jsonMatch: { a: { b: 1 } } }, '{"a":{"b":1,"c":2},"d":3}', true],
    [{ jsonMatch: { a: { b: 1 } } }, '{"a":{"b":2}}', false],
    [{ jsonOneOf: [{ a: 1 }, { a: 2 }] }, '{"a":2}', true],
    [{ jsonOneOf: [{ a: 1 }, { a: 2 }] }, '{"a":3}', false],
    [{ text: 'part' }, 'part', true],
    [{ text: 'part' }, 'parts', false],
    [{ re: '(?i)<!DOCTYPE' }, '<!doctype html>', true],
    [{ re: 'x', notRe: '<script' }, 'x<script', false],
    [{ empty: true }, '', true],
    [{ empty: true }, ' ', false],
    [{ any: true }, 'whatever', true],
  ])('%j against %j is %s', (matcher, text, expected) => {
    expect(matchBody(matcher, Buffer.from(text)).length === 0).toBe(expected);
  });

  it('JSON equality tells arrays from objects, and null from nothing', () => {
    expect(equalsJson([1], { 0: 1 })).toBe(false);
    expect(equalsJson(null, {})).toBe(false);
    expect(equalsJson(undefined, null)).toBe(false);
    expect(containsJson([1, 2], [1])).toBe(false);
    expect(containsJson({}, { toString: undefined })).toBe(false);
  });

  it('reason phrases match exactly, or by oneOf, re, notRe', () => {
    expect(matchText('reason', 'Bad Gateway', 'Bad Gateway')).toEqual([]);
    expect(matchText('reason', 'Bad Gateway', 'bad gateway')).toHaveLength(1);
    expect(matchText('reason', { oneOf: ['a', 'b'] }, 'b')).toEqual([]);
    expect(matchText('reason', { notRe: 'unknown' }, 'unknown')).toHaveLength(1);
  });
});
