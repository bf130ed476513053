import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compilers, jestVersions, versionOf } from '../../test-package/matrix.ts';
import { renderRuntimesTable } from '../../test-package/runtimes-table.ts';
import { root } from '../docs/markdown.ts';

const path = join(root, 'docs/runtimes.md');
const page = readFileSync(path, 'utf8');
const between = /(<!-- table of test-package\/matrix\.ts -->\n\n)[\s\S]*?<!-- end of table -->/;

test('the table of docs/runtimes.md is what `npm run test:package` runs', async () => {
  expect(page).toMatch(between);
  const current = page.replace(
    between,
    (_, start: string) => `${start}${renderRuntimesTable()}\n<!-- end of table -->`,
  );
  await expect(current).toMatchFileSnapshot(path);
});

test('the page names the versions of compilers and test runners that are run', () => {
  const versions = [...compilers, jestVersions['jest'], jestVersions['ts-jest'], versionOf('vitest')];
  expect(versions.filter((version) => version === undefined || !page.includes(version))).toEqual([]);
});
