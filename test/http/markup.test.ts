import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkup, toPlainText } from '../../src/http/markup.ts';

describe('escapeMarkup', () => {
  it.each([
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
    ['"', '&quot;'],
    ["'", '&#39;'],
    ['`', '&#96;'],
    ['&amp;', '&amp;amp;'],
    ['a\r\nb\rc\td', 'a\nb\nc\td'],
    ['\0\u001b\u009b\u007f', '\ufffd\ufffd\ufffd\ufffd'],
    ['\ud83d\ude00 \ud83d', '\u{1f600} \ufffd'],
    [502, '502'],
    [undefined, ''],
    [null, ''],
    [Symbol('s'), 'Symbol(s)'],
    [Object.create(null), ''],
  ])('CT-11: %j becomes %j', (value, expected) => expect(escapeMarkup(value)).toBe(expected));

  it('CT-11: a toString that throws is an empty text', () => {
    const hostile = {
      toString(): string {
        throw new Error('no');
      },
    };
    expect(escapeMarkup(hostile)).toBe('');
  });

  it('CT-11: no text keeps a character that ends a text or an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeMarkup(text).replace(/&(?:amp|lt|gt|quot|#39|#96);/g, '')).not.toMatch(/[&<>"'`]/);
      }),
    );
  });

  it('takes linear time', () => {
    const text = '<\ud800\0&'.repeat(500_000);
    const start = performance.now();
    expect(escapeMarkup(text).length).toBeGreaterThan(text.length);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('toPlainText', () => {
  it('keeps markup, tabs and lines: plain text has no other meaning', () => {
    expect(toPlainText('<b>\t&\n')).toBe('<b>\t&\n');
  });
});
