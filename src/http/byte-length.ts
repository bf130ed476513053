const encoder = new TextEncoder();
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
const ascii = /^[\x00-\x7f]*$/;

/** Octets of the text in UTF-8 (FR-1). Most error bodies are ASCII, where characters are octets. */
export function byteLength(text: string): number {
  return ascii.test(text) ? text.length : encoder.encode(text).length;
}
