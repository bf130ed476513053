/** Where a command writes, and how. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Colours are escape sequences; only a terminal understands them. */
  readonly colour: boolean;
}

/** Readable in a window of 80 columns. */
export const columns = 80;

/** https://no-color.org: any value that is not empty switches colours off. */
export function wantsColour(isTerminal: boolean, env: Readonly<Record<string, string | undefined>>): boolean {
  return isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

export interface Styles {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
}

export function createStyles(colour: boolean): Styles {
  const style = (code: number, end: number) => (text: string) => (colour ? `\x1b[${code}m${text}\x1b[${end}m` : text);
  return { bold: style(1, 22), dim: style(2, 22), red: style(31, 39), yellow: style(33, 39), green: style(32, 39) };
}

/** What a server sent, without what would drive the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');
}

/**
 * Breaks a text at its spaces.
 *
 * @param indent of every line but the first, which the caller has begun.
 */
export function wrap(text: string, indent = 0, first: number = indent): string {
  const lines: string[] = [];
  let line = '';
  let room = columns - first;
  for (const word of printable(text).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= room || line === '') {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
    room = columns - indent;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}

/** `label   text`, the text aligned in a column of its own. */
export function labelled(label: string, text: string, width: number): string {
  return `${label.padEnd(width)}${wrap(text, width)}`;
}
