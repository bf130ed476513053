import { describe, expect, test } from 'vitest';
import { FieldSet } from '../../src/http/field-set.ts';

describe('FieldSet', () => {
  test('ST-5: names compare without case; setting replaces every line, in its place', () => {
    const fields = new FieldSet();
    fields.set('ETag', '"a"');
    fields.set('Date', 'x');
    fields.add('etag', '"b"');
    fields.set('ETAG', '"c"');
    expect(fields.toLines()).toEqual([
      ['ETAG', '"c"'],
      ['Date', 'x'],
    ]);
  });

  test('keeps several lines of one name together, as they were added', () => {
    const fields = new FieldSet();
    fields.add('Set-Cookie', 'a=1');
    fields.add('Vary', 'Accept');
    fields.add('set-cookie', 'b=2');
    expect(fields.toLines()).toEqual([
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['Vary', 'Accept'],
    ]);
    expect(fields.get('SET-COOKIE')).toBe('a=1, b=2');
  });

  test('has, get and delete', () => {
    const fields = new FieldSet();
    expect(fields.has('Vary')).toBe(false);
    expect(fields.get('Vary')).toBeUndefined();
    fields.set('Vary', 'Accept', 'Origin');
    expect(fields.has('vary')).toBe(true);
    fields.delete('VARY');
    expect(fields.toLines()).toEqual([]);
  });

  test('SE-5: names of Object.prototype are names like any other', () => {
    const fields = new FieldSet();
    expect(fields.has('constructor')).toBe(false);
    fields.set('__proto__', 'x');
    expect(fields.toLines()).toEqual([['__proto__', 'x']]);
  });
});
