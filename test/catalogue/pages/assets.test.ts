import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { filterScript, filterScriptHash, pageStyle, pageStyleHash } from '../../../src/catalogue/pages/assets.ts';
import { palette } from '../../../src/plan/formats/html-style.ts';

const hash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64');

describe('style and script of the pages', () => {
  test('CT-10: the hashes in the policy are theirs', () => {
    expect(pageStyleHash).toBe(hash(pageStyle));
    expect(filterScriptHash).toBe(hash(filterScript));
  });

  test('load nothing and cannot end their elements', () => {
    expect(pageStyle).not.toMatch(/url\(|@import|<|src:/);
    expect(filterScript).not.toMatch(/<\/|<!--|fetch|import|innerHTML/);
  });

  test('the colours are those of the error page, whose contrast is tested', () => {
    expect(pageStyle.startsWith(palette)).toBe(true);
    expect(pageStyle.slice(palette.length)).not.toMatch(/#[0-9a-f]{3,8}\b|rgb|hsl/);
  });
});
