import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** Rooms that exist to show the catalogue to people; no server loads them to answer a request. */
const readers = /^(catalogue|cli|openapi)(\/|\.ts$)/;

test('no file that answers requests imports the catalogue, so a server and a browser client do not carry its prose', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files).toContain('error/classes.ts');
  const importing = files.filter(
    (file) => !readers.test(file) && /from '[^']*\/catalogue(\/|\.ts)/.test(readFileSync(source + file, 'utf8')),
  );
  expect(importing).toEqual([]);
});
