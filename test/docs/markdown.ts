import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root: string = join(import.meta.dirname, '../..');

/** A fenced block of code, as a reader copies it. */
export interface Block {
  /** Path of the page from the root of the repository. */
  readonly page: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  /** Text of the heading that the block stands below; empty above the first one. */
  readonly heading: string;
  readonly language: string;
  /** What follows the language, such as `signature`. */
  readonly meta: string;
  readonly code: string;
}

export interface Link {
  readonly page: string;
  readonly line: number;
  readonly target: string;
}

interface Page {
  readonly blocks: readonly Block[];
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly Link[];
}

const skipped: ReadonlySet<string> = new Set(['node_modules', 'dist', 'coverage', '.git']);

/** Every Markdown file of the repository, by its path from the root. What a test made in a folder of its own is none. */
export function listPages(): readonly string[] {
  const walk = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return skipped.has(entry.name) || entry.name.startsWith('.docs-') ? [] : walk(path);
      return entry.name.endsWith('.md') ? [path] : [];
    });
  return walk('').toSorted();
}

/** The name that GitHub gives a heading: lower case, hyphens for spaces, and no punctuation. */
function toAnchor(heading: string): string {
  const text = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]/g, '');
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
}

function addAnchor(anchors: Set<string>, heading: string): void {
  const anchor = toAnchor(heading);
  let name = anchor;
  for (let count = 1; anchors.has(name); count += 1) name = `${anchor}-${count}`;
  anchors.add(name);
}

function linksOf(page: string, line: number, text: string): Link[] {
  const prose = text.replaceAll(/`[^`]*`/g, '');
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const definitions = [...prose.matchAll(/^\s{0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)/g)];
  const html = [...prose.matchAll(/<(?:a|img)\s[^>]*(?:href|src)="([^"]+)"/g)];
  return [...inline, ...definitions, ...html].map(([, target = '']) => ({ page, line, target }));
}

/** Reads what tests ask of a page: blocks of code, anchors, links. Code holds neither headings nor links. */
export function readPage(page: string, source: string = readFileSync(join(root, page), 'utf8')): Page {
  const blocks: Block[] = [];
  const anchors = new Set<string>();
  const links: Link[] = [];
  let heading = '';
  let open: { fence: string; indent: string; language: string; meta: string; line: number; code: string[] } | undefined;
  for (const [index, text] of source.split('\n').entries()) {
    const line = index + 1;
    if (open !== undefined) {
      if (text.trim() === open.fence) {
        const { language, meta } = open;
        blocks.push({ page, line: open.line, heading, language, meta, code: `${open.code.join('\n')}\n` });
        open = undefined;
      } else open.code.push(text.startsWith(open.indent) ? text.slice(open.indent.length) : text);
      continue;
    }
    const [, indent = '', fence, language = '', meta = ''] = /^(\s*)(`{3,}|~{3,})\s*([\w+-]*)\s*(.*)$/.exec(text) ?? [];
    if (fence !== undefined) {
      open = { fence, indent, language, meta: meta.trim(), line, code: [] };
      continue;
    }
    const [, title] = /^#{1,6}\s+(.*?)\s*#*$/.exec(text) ?? [];
    if (title !== undefined) {
      heading = title;
      addAnchor(anchors, title);
    }
    for (const [, name = ''] of text.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) anchors.add(name);
    links.push(...linksOf(page, line, text));
  }
  if (open !== undefined) throw new Error(`${page}:${open.line}: a block of code has no end`);
  return { blocks, anchors, links };
}

/** Blocks of one language on a page. */
export function readBlocks(page: string, language: string): readonly Block[] {
  return readPage(page).blocks.filter((block) => block.language === language);
}

/** The one block of a language below a heading. */
export function blockUnder(page: string, heading: string, language = 'js'): string {
  const [block, ...more] = readBlocks(page, language).filter((one) => one.heading === heading);
  if (block === undefined || more.length > 0)
    throw new Error(`${page} must have one ${language} block in "${heading}"`);
  return block.code;
}
