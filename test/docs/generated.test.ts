import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderApiPages } from '../../scripts/docs/api-page.ts';
import { renderErrorsPage } from '../../scripts/docs/errors-page.ts';
import { documentedOptions, renderOptionsPage } from '../../scripts/docs/options-page.ts';
import { statusCatalogue } from '../../src/catalogue.ts';
import { resolveOptions } from '../../src/core/options.ts';
import { listPages, readPage, root } from './markdown.ts';

// `npm run generate` is this file with --update. It makes docs/options.md, docs/errors.md and docs/api/.

const isUpdate = (): boolean => Reflect.get(expect.getState().snapshotState, 'snapshotUpdateState') === 'all';

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (thrown) {
    return (thrown as Error).message;
  }
  return '';
}

/** What a value must be, in the words of the check. */
function probe(path: string): string | undefined {
  const wrong = path.split('.').reduceRight<unknown>((value, name) => ({ [name]: value }), Symbol('wrong'));
  return /must be (.*), was Symbol\(wrong\)$/.exec(messageOf(() => resolveOptions(wrong as object)))?.[1];
}

const pages: ReadonlyMap<string, string> = new Map([
  ['docs/options.md', renderOptionsPage(probe)],
  ['docs/errors.md', renderErrorsPage(statusCatalogue)],
  ...renderApiPages(),
]);

describe('generated pages', () => {
  test.each([...pages])('%s is what its sources give', async (page, text) => {
    // Without this a page that nobody generated would be written, and pass.
    if (!isUpdate()) expect(existsSync(join(root, page)), 'run `npm run generate`').toBe(true);
    await expect(text).toMatchFileSnapshot(join(root, page));
  });

  test('docs/api/ has no page of an entry that is gone', () => {
    const known = [...pages.keys()].filter((page) => page.startsWith('docs/api/')).map((page) => page.slice(9));
    expect(known).toEqual(expect.arrayContaining(readdirSync(join(root, 'docs/api'))));
  });
});

describe('docs/options.md', () => {
  test('has every option that an error handler knows, and no other', () => {
    const known = /known are (.*)$/.exec(messageOf(() => resolveOptions({ ['x'.repeat(39)]: 1 } as object)))?.[1] ?? '';
    expect(documentedOptions().toSorted()).toEqual(known.split(', ').toSorted());
  });

  test('the table of the README has the same options', () => {
    const [, section = ''] = readFileSync(join(root, 'README.md'), 'utf8').split(/^\| option \| type, default \|$/m);
    const rows = [...(section.split('\n\n')[0] ?? '').matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)];
    const named = rows.flatMap(([, names = '']) => names.replaceAll('`', '').split(', '));
    expect(named.toSorted()).toEqual(documentedOptions().toSorted());
  });

  test('every option has words, and a checked one the words of its check', () => {
    const rows = [...(pages.get('docs/options.md') ?? '').matchAll(/^\| `([^`]+)` \| `.*` \| (.*) \| (.*) \|$/gm)];
    expect(rows.length).toBeGreaterThan(60);
    expect(rows.filter(([, , value, words]) => `${value}${words}`.replace('–', '').trim() === '')).toEqual([]);
    for (const name of documentedOptions().filter((one) => one !== 'proxyStatus' && one !== 'linger'))
      expect(probe(name), name).toBeDefined();
  });
});

describe('docs/errors.md', () => {
  test('has an anchor for each status that has a class, and for each class', () => {
    const { anchors } = readPage('docs/errors.md', pages.get('docs/errors.md'));
    for (const { code, className, aliases } of statusCatalogue) {
      if (className === undefined) continue;
      for (const name of [String(code), className, ...aliases]) expect(anchors).toContain(name.toLowerCase());
    }
  });
});

test('the index of the documentation links to every page of docs/', () => {
  const { links } = readPage('docs/README.md');
  const linked = new Set(links.map(({ target }) => `docs/${target.split('#')[0]}`));
  // A folder is linked by its own index.
  const own = listPages().filter((page) => /^docs\/(?:[^/]+|[^/]+\/README)\.md$/.test(page));
  expect(own.filter((page) => page !== 'docs/README.md' && !linked.has(page))).toEqual([]);
});
