import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { htmlStyle, htmlStyleHash } from '../../../src/plan/formats/html-style.ts';

/** Relative luminance of WCAG 2.2 for `#rrggbb`. */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** The custom properties of the light and the dark palette, in this order. */
const palettes = [...htmlStyle.matchAll(/:root\{([^}]*)\}/g)].map(([, block = '']) =>
  Object.fromEntries([...block.matchAll(/--(\w+):(#[0-9a-f]{6})/g)].map(([, name, colour]) => [name, colour])),
);

describe('style of the HTML page', () => {
  it('CT-10: the hash in the policy is that of the style', () => {
    expect(htmlStyleHash).toBe(createHash('sha256').update(htmlStyle, 'utf8').digest('base64'));
  });

  it('loads nothing and cannot end its element', () => {
    expect(htmlStyle).not.toMatch(/url\(|@import|<|src:/);
  });

  it('has a light and a dark palette of four colours and a line', () => {
    expect(palettes.map((palette) => Object.keys(palette))).toEqual([
      ['b', 'f', 's', 'l', 'a'],
      ['b', 'f', 's', 'l', 'a'],
    ]);
  });

  it.each([
    ['light', 0],
    ['dark', 1],
  ] as const)('WCAG 1.4.3: text, soft text and links stand out in the %s palette', (_, index) => {
    const palette = palettes[index] as Record<'b' | 'f' | 's' | 'a', string>;
    for (const name of ['f', 's', 'a'] as const) expect(contrast(palette[name], palette.b)).toBeGreaterThanOrEqual(4.5);
  });
});
