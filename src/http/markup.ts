/** Text for people: what may stand in an HTML page or a plain text body, whatever an error said. */

// All controls but tab and line feed: NUL is a parse error in HTML, ESC drives the terminal of whoever runs curl.
// And surrogates without a partner, which UTF-8 cannot carry; with the `u` flag paired ones do not match.
const unprintable = /[^\P{Cc}\t\n]|\p{Surrogate}/gu;

const special = /[&<>"'`]/g;

/** All that can end a text, a quoted or (old browsers: backtick) an unquoted attribute value. */
const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Well-formed text with line feeds as the only line ends; other control characters become U+FFFD. */
export function toPlainText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(unprintable, '\ufffd');
}

/** Anything as text: own pages pass numbers and absent members to `escape`, and it must never throw. */
function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  try {
    return String(value);
  } catch {
    return '';
  }
}

/** A value as HTML text or as the value of a quoted attribute (CT-11). Absent values are empty; it never throws. */
export function escapeMarkup(value: unknown): string {
  return toPlainText(toText(value)).replace(special, (character) => references[character] ?? '');
}
