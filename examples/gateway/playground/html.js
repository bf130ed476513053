// HTML whose holes are escaped: the page shows text that would like to be markup.

/** Markup that is meant as such. */
class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

/** @type {Record<string, string>} */
const references = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

/** @param {string} text */
const escapeMarkup = (text) => text.replace(/[&<>"'`]/g, (character) => references[character] ?? '');

/** @param {unknown} value @returns {string} */
function fill(value) {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(fill).join('');
  return value === undefined || value === null || value === false ? '' : escapeMarkup(String(value));
}

/**
 * A tag for template literals. Absent values and `false` are nothing, lists are joined, markup stays, the rest is escaped.
 * @param {TemplateStringsArray} literals
 * @param {unknown[]} values
 */
export const html = (literals, ...values) =>
  new Markup(literals.map((literal, index) => literal + fill(values[index])).join(''));

// What a browser would not show, or would obey: controls, marks that turn the direction of the text, halves of surrogate pairs.
const invisible = /[^\P{Cc}\t\n]|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu;

/** @param {string} character */
const toEscapeSequence = (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** Text as it is but for the invisible, which is spelled out. Line feeds and tabs stay. @param {string} text */
export const toVisible = (text) => text.replace(invisible, toEscapeSequence);

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as text; where they are no UTF-8, each byte outside ASCII as `\xNN`. CR LF is one line end. @param {Buffer} bytes */
export function toVisibleBytes(bytes) {
  /** @param {string} text */
  const show = (text) => toVisible(text.replaceAll('\r\n', '\n'));
  try {
    return show(decoder.decode(bytes));
  } catch {
    const text = bytes.toString('latin1');
    return show(text).replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
  }
}
