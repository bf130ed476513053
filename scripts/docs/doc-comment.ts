/** What a doc comment says, in Markdown; `{@link X}` is still in it. */
export interface DocComment {
  readonly text: string;
  readonly params: readonly (readonly [name: string, text: string])[];
  readonly returns: string;
  readonly throws: readonly string[];
  readonly examples: readonly string[];
  readonly deprecated: string;
  readonly see: readonly string[];
}

/** Lines of a block comment without their frame. */
function toLines(comment: string): readonly string[] {
  return comment.split('\n').map((line) => line.replace(/^\s*\*+ ?/, '').trimEnd());
}

function readBody(lines: readonly string[]): string {
  return lines.join('\n').trim();
}

/** Paragraphs on one line each; lists and code keep their lines. */
function reflow(text: string): string {
  return text.replaceAll(/([^\n])\n(?!\n|\s*[-*|]\s|```)/g, '$1 ');
}

function readTag(tag: string, lines: readonly string[]): readonly [tag: string, text: string] {
  const text = readBody(lines);
  return [tag, tag === 'example' ? text.replace(/^```\w*\n([\s\S]*?)\n```$/, '$1') : reflow(text)];
}

/** Reads what stands between the marks of a block comment. */
export function parseDocComment(comment: string): DocComment {
  const sections: [tag: string, lines: string[]][] = [['', []]];
  for (const line of toLines(comment)) {
    const [, tag, rest = ''] = /^@(\w+)\s*(.*)$/.exec(line) ?? [];
    if (tag === undefined) sections.at(-1)?.[1].push(line);
    else sections.push([tag, [rest]]);
  }
  const tags = sections.map(([tag, lines]) => readTag(tag, lines));
  const all = (wanted: string): string[] => tags.filter(([tag]) => tag === wanted).map(([, text]) => text);
  return {
    text: all('').join('\n\n'),
    params: all('param').map((text) => {
      const [name = '', ...words] = text.split(/\s+/);
      return [name, words.join(' ')] as const;
    }),
    returns: all('returns').join(' '),
    throws: all('throws'),
    examples: all('example'),
    deprecated: all('deprecated').join(' '),
    see: all('see'),
  };
}
