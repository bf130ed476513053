import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../docs/markdown.ts';
import { listEntries, readExports, readManifest } from './entries.ts';

// The public names. A change is seen in review: `npm run generate` writes it into test/package/surface/.

const entries = listEntries();
const commands = Object.values(readManifest().bin ?? {}).map((path) => path.replace(/^(?:\.\/)?dist\/(.+)\.js$/, '$1'));
const imported = entries.filter((entry) => !commands.includes(entry));

test('one `exports` key is one file at the top of src/; a command is one, too', () => {
  const keys = Object.keys(readManifest().exports).filter((key) => !key.endsWith('.json'));
  expect(keys.map((key) => (key === '.' ? 'index' : key.slice('./'.length))).toSorted()).toEqual(imported);
  expect(commands.filter((command) => !entries.includes(command))).toEqual([]);
});

test('no list of names is left of an entry that is gone', () => {
  const lists = readdirSync(join(import.meta.dirname, 'surface'));
  expect(lists.filter((list) => !imported.includes(list.replace(/\.txt$/, '')))).toEqual([]);
});

describe.each(imported)('failwell/%s', (entry) => {
  test('its conditions, in their order: one class for import and require where Node can, types for both', () => {
    const key = entry === 'index' ? '.' : `./${entry}`;
    const [esm, cjs] = ['./dist', './dist/cjs'].map((folder) => ({
      types: `${folder}/${entry}.d.ts`,
      default: `${folder}/${entry}.js`,
    }));
    const conditions = readManifest().exports[key] ?? {};
    expect(conditions).toEqual({ 'module-sync': esm, import: esm, require: cjs });
    expect(Object.keys(conditions)).toEqual(['module-sync', 'import', 'require']);
    for (const condition of Object.values(conditions)) expect(Object.keys(condition)).toEqual(['types', 'default']);
  });

  test('exports these names', async () => {
    const names = readExports(entry);
    const values = names.filter((name) => !name.startsWith('type '));
    const loaded = (await import(join(root, `src/${entry}.ts`))) as object;
    expect(Object.keys(loaded).toSorted()).toEqual(values);
    await expect(`${names.join('\n')}\n`).toMatchFileSnapshot(`surface/${entry}.txt`);
  });
});
