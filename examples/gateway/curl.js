// The same request for a terminal.

/** A body above this is nothing for a command line. */
const maxInlineBody = 200;

/** @param {string} text */
const quote = (text) => (/^[\w/:.@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/**
 * @param {string} method
 * @param {string} url
 * @param {{ fields?: string[], body?: string | undefined }} [more]
 */
export function toCurl(method, url, { fields = [], body } = {}) {
  const how = { GET: '-i', HEAD: '-I' }[method] ?? `-i -X ${method}`;
  const given = fields.map((field) => `-H ${quote(field)}`);
  if (body === undefined) return ['curl', how, ...given, quote(url)].join(' ');
  const isLong = body.length > maxInlineBody;
  const data = `--data-binary ${isLong ? '@-' : quote(body)}`;
  return [isLong && `head -c ${body.length} /dev/zero |`, 'curl', how, ...given, data, quote(url)]
    .filter(Boolean)
    .join(' ');
}
