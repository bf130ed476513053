import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './markdown.ts';

// Tables that must name everything there is.

/** Rows of every table of a page. */
function rowsOf(page: string): string {
  return readFileSync(join(root, page), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .join('\n');
}

test('README.md has a row for every entry of the package', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly exports: object };
  const keys = Object.keys(exports).filter((key) => key !== './package.json');
  expect(keys.length).toBeGreaterThan(15);
  const rows = rowsOf('README.md');
  expect(keys.filter((key) => !rows.includes(`\`failwell${key.slice(1)}\``))).toEqual([]);
});

test('CONTRIBUTING.md has every room of src/', () => {
  const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((one) => one.isDirectory());
  const [, table = ''] = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').split('| room | what happens there |');
  const rows = table.split('\n\n')[0] ?? '';
  expect(rooms.map(({ name }) => name).filter((name) => !rows.includes(`${name}/\``))).toEqual([]);
});
