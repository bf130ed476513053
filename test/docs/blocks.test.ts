import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../examples/built-package.ts';
import { checkTypes, isChecked } from './check-types.ts';
import { type Claim, claims } from './claims.ts';
import { type Block, listPages, readPage, root } from './markdown.ts';

// Every block of code in every page is run by the test that claims it, or type-checked here.

const blocks = listPages().flatMap((page) => readPage(page).blocks);

const isOn = ({ page }: Claim, block: Block): boolean =>
  typeof page === 'string' ? page === block.page : page.test(block.page);

const covers = (claim: Claim, block: Block): boolean =>
  isOn(claim, block) &&
  (claim.headings === undefined || claim.headings.includes(block.heading)) &&
  (claim.meta === undefined || claim.meta === block.meta);

const isClaimed = (block: Block): boolean => claims.some((claim) => covers(claim, block));
const unclaimed = blocks.filter((block) => isChecked(block) && !isClaimed(block));

/** Languages that are no code of ours. A new one is added by whoever decides how it is checked. */
const otherLanguages = ['', 'sh', 'json', 'nginx', 'promql', 'http', 'text', 'yaml', 'sql', 'haproxy', 'diff'];

describe('claims', () => {
  test.each(claims)('$page is run by $by', (claim) => {
    const source = readFileSync(join(root, claim.by), 'utf8');
    if (typeof claim.page === 'string') expect(source).toContain(claim.page.split('/').at(-1));
    for (const heading of claim.headings ?? [undefined]) {
      const claimed = blocks.filter((one) => covers(claim, one) && (heading === undefined || one.heading === heading));
      expect(claimed.length, `blocks below "${heading}"`).toBeGreaterThan(0);
    }
  });

  test('none takes a whole page, where a new block would be neither run nor type-checked', () => {
    expect(claims.filter(({ headings, meta }) => headings === undefined && meta === undefined)).toEqual([]);
  });

  test('no block has a language that nobody decided about', () => {
    const unknown = blocks.filter((block) => !isChecked(block) && !otherLanguages.includes(block.language));
    expect(unknown.map(({ page, line, language }) => `${page}:${line} ${language}`)).toEqual([]);
  });

  test('JSON is JSON', () => {
    for (const { code, language, page, line } of blocks)
      if (language === 'json') expect(() => JSON.parse(code), `${page}:${line}`).not.toThrow();
  });
});

describe('blocks that no test claims', () => {
  let complaintsOf: (block: Block) => readonly string[] = () => ['not checked'];
  const wrong: Block = {
    page: 'wrong.md',
    line: 1,
    heading: '',
    language: 'js',
    meta: '',
    code: "import { errorHandler } from 'failwell/express';\napp.use(errorHandler({ formt: 'problem' }));\n",
  };
  beforeAll(async () => {
    await ensureBuilt();
    complaintsOf = checkTypes([...unclaimed, wrong, { ...wrong, page: 'wrong-too.md', language: 'ts' }]);
  }, 120_000);

  test.each(unclaimed.map((block) => [`${block.page}:${block.line}`, block] as const))('%s type-checks', (_, block) => {
    expect(complaintsOf(block)).toEqual([]);
  });

  test('a misspelt option would be found', () => {
    expect(complaintsOf(wrong).join()).toContain('formt');
    expect(complaintsOf({ ...wrong, page: 'wrong-too.md' }).join()).toContain('formt');
  });
});

test('the source of a claim exists', () => {
  expect(claims.filter(({ by }) => !existsSync(join(root, by)))).toEqual([]);
});
