/** Foreign text on its way into a log: bounded, one line, well formed, without terminal escapes. */

/** Lengths of the record's texts, in UTF-16 units. */
export const textLimits = { message: 1024, stack: 8192, cause: 512, path: 1024, name: 128, warning: 512 } as const;

/** Text that stands for what was taken out. */
export const redacted = '[redacted]';

/**
 * The part of a text that is looked at. Cut at white space: a rule recognises `user:password@` by its end, so a word
 * that the cut would halve is left out whole.
 */
export function toWindow(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = text.slice(0, limit).search(/\s\S*$/);
  return end === -1 ? redacted : text.slice(0, end);
}

/** Cuts to a length, marks the cut, and does not halve a surrogate pair. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${cut.replace(/[\ud800-\udbff]$/, '')}…`;
}

// ESC or CSI sequences and OSC strings (ECMA-48): they recolour, retitle and overwrite the terminal that shows the log.
const terminalEscapes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]{0,512}(?:\u0007|\u001b\\)|\u001b[@-Z\\^_]/g;

/** Without terminal escape sequences and lone surrogates. */
export function toPlainText(text: string): string {
  return text.replace(terminalEscapes, '').replace(/\p{Surrogate}/gu, '\ufffd');
}

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeCharacter(character: string): string {
  return named[character] ?? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

/** One line: controls, line separators and direction marks are written as escapes, so that no text forges a log line. */
export function toLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, escapeCharacter);
}
