import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readClosure } from '../../bench/startup/closure.js';
import { root } from '../docs/markdown.ts';
import { ensureBuilt } from '../examples/built-package.ts';
import { listEntries, readManifest } from './entries.ts';

// sizes.json: what an entry and all that it loads of this package may weigh, in kB (1000 bytes), each file gzipped alone.
// Some 5 to 10 % above what it weighed when the bound was set; that of the client is a promise.

const bounds = JSON.parse(readFileSync(join(import.meta.dirname, 'sizes.json'), 'utf8')) as Readonly<
  Record<string, number>
>;
const commands = Object.values(readManifest().bin ?? {});
const entries = listEntries().filter((entry) => !commands.some((path) => path.endsWith(`dist/${entry}.js`)));

beforeAll(ensureBuilt, 120_000);

test('every entry has a bound', () => {
  expect(Object.keys(bounds).toSorted()).toEqual(entries);
});

describe.each(entries)('failwell/%s', (entry) => {
  test('weighs no more than its bound, with all that it loads', () => {
    const { gzipBytes, files } = readClosure(join(root, `dist/${entry}.js`));
    expect(gzipBytes / 1000, `${files.length} files`).toBeLessThanOrEqual(bounds[entry] ?? 0);
  });
});
