import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderClasses } from '../../scripts/generate-classes.ts';
import { statusCatalogue } from '../../src/catalogue.ts';

const checkedIn = '../../src/error/classes.ts';

// `npm run generate` is this file with --update: Node 20 cannot run the TypeScript of the table by itself.
test('src/error/classes.ts is what the status table and the prose of the catalogue give', async () => {
  await expect(renderClasses(statusCatalogue)).toMatchFileSnapshot(checkedIn);
});

test('the docs of a class fit into a hover: at most 28 lines, 120 columns', () => {
  const docs = readFileSync(new URL(checkedIn, import.meta.url), 'utf8').match(/^\/\*\*\n[\s\S]*?\*\/$/gm) ?? [];
  expect(docs.length).toBeGreaterThanOrEqual(41);
  for (const doc of docs) {
    const lines = doc.split('\n');
    expect(lines.length, doc).toBeLessThanOrEqual(28);
    expect(Math.max(...lines.map((line) => line.length)), doc).toBeLessThanOrEqual(120);
  }
});

test('a required field that no option fills is refused instead of typed as optional', () => {
  const odd = statusCatalogue
    .filter(({ code }) => code === 405)
    .map((entry) => ({
      ...entry,
      requiredHeaders: [{ name: 'X-New', level: 'MUST' as const, when: 'always', spec: '-' }],
    }));
  expect(() => renderClasses(odd)).toThrow('405: no option of an error fills X-New');
});
