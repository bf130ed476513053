import { existsSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Link, listPages, readPage, root } from './markdown.ts';

const pages = listPages();

/** What is wrong with a link, or undefined. Pages elsewhere are not asked: the suite needs no network. */
function problemOf({ page, target }: Link): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return undefined;
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : normalize(join(dirname(page), decodeURI(path)));
  if (file.startsWith('..')) return 'leaves the repository';
  if (!existsSync(join(root, file))) return `${file} does not exist`;
  if (anchor === undefined || anchor === '') return undefined;
  if (!file.endsWith('.md')) return statSync(join(root, file)).isFile() ? undefined : 'an anchor of a folder';
  return readPage(file).anchors.has(anchor) ? undefined : `${file} has no heading for #${anchor}`;
}

describe('links between pages', () => {
  test('the walk sees the pages', () => {
    expect(pages).toEqual(
      expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/retry.md', 'examples/README.md']),
    );
  });

  test.each(pages)('%s: every file and every anchor that it names exists', (page) => {
    const broken = readPage(page).links.flatMap((link) => {
      const problem = problemOf(link);
      return problem === undefined ? [] : [`${link.page}:${link.line}: (${link.target}) ${problem}`];
    });
    expect(broken).toEqual([]);
  });

  test('a wrong file, a wrong anchor and a way out of the repository are found', () => {
    const link = (target: string): Link => ({ page: 'docs/retry.md', line: 1, target });
    expect(problemOf(link('nowhere.md'))).toBe('docs/nowhere.md does not exist');
    expect(problemOf(link('#no-such-heading'))).toBe('docs/retry.md has no heading for #no-such-heading');
    expect(problemOf(link('../../x.md'))).toBe('leaves the repository');
    expect(problemOf(link('#what-is-sent'))).toBeUndefined();
  });
});
