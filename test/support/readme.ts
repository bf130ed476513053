import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../docs/markdown.ts';

/** The date differs each time. */
export function withoutDate(line: string): string {
  return line.replace(/^(date): \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/i, '$1: …');
}

/** The response that a page prints, line by line. */
export function printedResponse(page = 'README.md'): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const [, block = ''] = /\n {4}(HTTP\/1\.1 502[\s\S]*?\{"error".*)\n/.exec(text) ?? [];
  return block.split('\n').map((line) => withoutDate(line.trim()));
}

/**
 * A response without what the README's has not: Node's connection fields, and the hint that a refused GET gets where
 * nothing listens at the upstream.
 */
export function toPrinted(response: string): readonly string[] {
  const own = /^(retry-after: [2-5]|connection: .*|keep-alive: .*)$/i;
  return response
    .split('\r\n')
    .filter((line) => !own.test(line))
    .map(withoutDate);
}
