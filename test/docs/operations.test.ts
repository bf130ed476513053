import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { WarningCode } from '../../src/index.ts';
import { judge } from '../normalize/support.ts';
import { root } from './markdown.ts';

// The signs of docs/operations.md that name a status and a rule are what such a failure becomes.

const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');

const signs = [...page.matchAll(/^\| (\d{3}), rule `([^`]+)` \|/gm)].map(
  ([, status, rule = '']) => [Number(status), rule] as const,
);

const answered = (status: number): object => ({ isAxiosError: true, response: { status, headers: { date: 'x' } } });

const failures: Readonly<Record<string, unknown>> = {
  'transport/ECONNREFUSED': new TypeError('fetch failed', {
    cause: Object.assign(new Error(), { code: 'ECONNREFUSED', syscall: 'connect', port: 8080 }),
  }),
  'upstream/401': Object.assign(new Error(), answered(401)),
  'upstream/429': Object.assign(new Error(), answered(429)),
  'exhausted/pool_timeout': new Error('timeout exceeded when trying to connect'),
  unclassified: new TypeError('x is not a function'),
  not_an_error: { status: 404 },
};

describe('docs/operations.md', () => {
  test('every sign with a rule has a failure here', () => {
    expect(signs.map(([, rule]) => rule).toSorted()).toEqual(Object.keys(failures).toSorted());
  });

  test.each(signs)('%i, rule %s', (status, rule) => {
    const found = judge(failures[rule]);
    expect([found.error.status, found.rule]).toEqual([status, rule]);
  });

  test('the warnings that it names exist', () => {
    const named: readonly WarningCode[] = ['header_missing', 'hook_failed'];
    for (const code of named) expect(page).toContain(`\`${code}\``);
  });
});
