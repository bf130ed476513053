import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './markdown.ts';

/** First cells of the rows of the table with that head, such as `| lever | what holds |`. */
export function readFirstCells(page: string, head: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const [, rest] = text.split(`\n${head}\n`);
  if (rest === undefined) throw new Error(`${page} has no table "${head}"`);
  const [table = ''] = rest.split('\n\n');
  return [...table.matchAll(/^\| (?!-)(.+?) \|/gm)].map(([, cell = '']) => cell.replaceAll("'", '’'));
}
