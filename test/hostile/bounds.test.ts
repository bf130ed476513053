import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const src = new URL('../../src/', import.meta.url);
const page = readFileSync(new URL('../../docs/bounds.md', import.meta.url), 'utf8');

/** What an error passes through. */
const stages = ['http', 'error', 'normalize', 'plan', 'send', 'report', 'core', 'hosts'];

interface Row {
  readonly file: string;
  readonly name: string;
  readonly value: number;
}

const rows: readonly Row[] = [...page.matchAll(/^\| `([^`]+)` `([^`]+)` \| (\d+) \|/gm)].map(
  ([, file = '', name = '', value]) => ({ file, name, value: Number(value) }),
);

/** A number as the code writes it: digits with underscores, or a product of such. */
function toNumber(text: string): number {
  return text.split('*').reduce((product, factor) => product * Number(factor.trim().replaceAll('_', '')), 1);
}

function readConstant(file: string, name: string): number {
  const [constant = '', member] = name.split('.');
  const code = readFileSync(new URL(file, src), 'utf8');
  const declared = new RegExp(`^(?:export )?const ${constant}\\b[^=]*= ([^;]+);`, 'm').exec(code)?.[1] ?? '';
  return toNumber(
    member === undefined ? declared : (new RegExp(`\\b${member}: ([\\d_* ]+)`).exec(declared)?.[1] ?? ''),
  );
}

/** Constants of the stages that are limits by their name. */
function findLimits(): string[] {
  const named = /^(?:export )?const (max[A-Z]\w*|\w+Limits|smallBody|windowSize|defaultLinger|defaultCap)\b/gm;
  return stages.flatMap((stage) =>
    readdirSync(new URL(`${stage}/`, src), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => {
        const code = readFileSync(new URL(`${stage}/${name}`, src), 'utf8');
        return [...code.matchAll(named)].map(([, constant]) => `${stage}/${name} ${constant}`);
      }),
  );
}

describe('docs/bounds.md', () => {
  it.each(rows)('says of $file $name what the code says', ({ file, name, value }) => {
    expect(readConstant(file, name)).toBe(value);
  });

  it('names every limit of the code; a new one belongs on the page', () => {
    const named = new Set(rows.map(({ file, name }) => `${file} ${name.split('.')[0]}`));
    expect(findLimits().filter((limit) => !named.has(limit))).toEqual([]);
    expect(rows.length).toBeGreaterThan(50);
  });
});
