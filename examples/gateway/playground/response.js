// Reads the bytes of a response without a parser that would hide what is wrong with them.

/**
 * @typedef {object} RawResponse
 * @property {string} statusLine
 * @property {number} status
 * @property {[name: string, value: string][]} fields in the order in which they came
 * @property {Buffer} body as it came, chunk sizes included
 * @property {Buffer} content without the chunk sizes
 * @property {boolean} complete
 * @property {string} framing how one can tell
 */

/** @param {Buffer} body */
function readChunks(body) {
  const parts = [];
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at);
    const size = end < 0 ? Number.NaN : Number.parseInt(body.toString('latin1', at, end), 16);
    if (size === 0 && body.length >= end + 4) return { content: Buffer.concat(parts), complete: true };
    if (!(size > 0)) return { content: Buffer.concat(parts), complete: false };
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

/**
 * How long the body is (RFC 9112 section 6.3).
 * @param {string} method
 * @param {number} status
 * @param {(name: string) => string | undefined} field
 * @param {Buffer} body
 */
function readBody(method, status, field, body) {
  const length = field('content-length');
  if (method === 'HEAD' || status === 204 || status === 304)
    return { content: body, complete: body.length === 0, framing: 'no body, as it must be' };
  if (field('transfer-encoding')?.toLowerCase() === 'chunked') {
    const { content, complete } = readChunks(body);
    const framing = complete ? 'complete: the last chunk is there' : 'cut: the last chunk is missing';
    return { content, complete, framing };
  }
  if (length === undefined) return { content: body, complete: true, framing: 'ended by the end of the connection' };
  const complete = body.length === Number(length);
  return {
    content: body,
    complete,
    framing: `${complete ? 'complete' : 'cut'}: ${body.length} of ${length} bytes of body`,
  };
}

/**
 * @param {Buffer} bytes
 * @param {string} method of the request
 * @returns {RawResponse | undefined} undefined where not even a head came
 */
export function readResponse(bytes, method) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const fields = lines.map((line) => {
    const colon = line.indexOf(':');
    return /** @type {[string, string]} */ ([line.slice(0, colon), line.slice(colon + 1).trim()]);
  });
  /** @param {string} wanted */
  const field = (wanted) => fields.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const status = Number(statusLine.split(' ')[1]);
  const body = bytes.subarray(end + 4);
  return { statusLine, status, fields, body, ...readBody(method, status, field, body) };
}
