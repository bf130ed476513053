import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RuleFacts } from '../../../src/cli/audit/rule.ts';
import { rules } from '../../../src/cli/audit/rules.ts';
import { auditDefaults } from '../../../src/cli/audit.ts';
import { auditHelp } from '../../../src/cli/help.ts';
import { knownDefects } from './known-defects.ts';

// The tables of docs/audit.md. `npm run generate` writes them.
const page = join(import.meta.dirname, '../../../docs/audit.md');

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`);
  return lines.join('\n').replaceAll('| --- ', '|---').replaceAll('--- |', '---|').replaceAll('|--- ', '|---');
}

function toRow({ id, level, title, source, fix }: RuleFacts): readonly string[] {
  return [id, level, title, source, fix];
}

const tables: Readonly<Record<string, string>> = {
  defaults: toTable(
    ['stock', 'rules it breaks'],
    Object.entries(knownDefects).map(([host, ids]) => [host, ids.join(', ')]),
  ),
  rules: toTable(['id', 'level', 'what holds', 'source', 'how to put it right'], rules.map(toRow)),
};

/** The page with its tables as the data gives them: each follows its mark and ends before the next heading. */
function renderPage(text: string): string {
  return Object.entries(tables).reduce((rest, [name, table]) => {
    return rest.replace(
      new RegExp(`(<!-- ${name} -->\n)[^#]*?(?=\n## |$(?![\\s\\S]))`),
      (_, mark) => `${mark}\n${table}\n`,
    );
  }, text);
}

const text = readFileSync(page, 'utf8');

describe('docs/audit.md', () => {
  it('has the tables that its data gives', async () => {
    for (const name of Object.keys(tables)) expect(text).toContain(`<!-- ${name} -->`);
    await expect(renderPage(text)).toMatchFileSnapshot(page);
  });

  it('names the limits of the code', () => {
    const { maxRequests, timeoutMs, totalMs } = auditDefaults;
    for (const row of [
      `| ${maxRequests} requests |`,
      `| ${timeoutMs} ms for an answer |`,
      `| ${totalMs} ms for all |`,
    ]) {
      expect(text).toContain(row);
    }
  });

  it('and the help name every option', () => {
    const options = [...auditHelp.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option = '']) => option);
    expect(options.length).toBeGreaterThan(9);
    expect(options.filter((option) => option !== '--help' && !text.includes(option))).toEqual([]);
  });
});
