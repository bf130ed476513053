import type { FieldLine, Framing, ReceivedResponse } from './received.ts';

/** How the connection stands: nothing more to expect after `fin` and `reset`. */
export type ConnectionState = 'open' | 'fin' | 'reset';

export interface ParsedStream {
  readonly responses: readonly ReceivedResponse[];
  readonly interim: readonly number[];
  readonly violations: readonly string[];
}

interface Head {
  readonly statusLine: string;
  readonly status: number;
  readonly reason: string;
  readonly fields: readonly FieldLine[];
}

interface Content {
  readonly framing: Framing;
  readonly body: Buffer;
  readonly trailers: readonly FieldLine[];
  readonly complete: boolean;
  /** Bytes of the stream that this content used. */
  readonly used: number;
}

type Report = (violation: string) => void;

const statusLinePattern = /^HTTP\/1\.[01] ([1-9]\d\d) ([\t\x20-\x7e\x80-\xff]*)$/;
const namePattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const valuePattern = /^[\t\x20-\x7e\x80-\xff]*$/;
const nothing: Buffer = Buffer.alloc(0);

function parseField(line: string, report: Report): FieldLine | undefined {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(colon, 0));
  const value = line.slice(colon + 1).replace(/^[\t ]+|[\t ]+$/g, '');
  if (!namePattern.test(name)) return void report(`field line without a valid name: ${JSON.stringify(line)}`);
  if (!valuePattern.test(value)) report(`control character in the value of ${name}`);
  return [name, value];
}

function parseFields(lines: readonly string[], report: Report): FieldLine[] {
  return lines.map((line) => parseField(line, report)).filter((field) => field !== undefined);
}

function parseHead(text: string, report: Report): Head {
  const [statusLine = '', ...lines] = text.split('\r\n');
  const match = statusLinePattern.exec(statusLine);
  if (match === null) report(`malformed status line: ${JSON.stringify(statusLine)}`);
  // A lone CR or LF would have survived the split; JavaScript's `.` and the patterns above refuse both.
  return { statusLine, status: Number(match?.[1] ?? 0), reason: match?.[2] ?? '', fields: parseFields(lines, report) };
}

function valuesOf(fields: readonly FieldLine[], name: string): string[] {
  return fields.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
}

function readLength(head: Head, report: Report): number | undefined {
  const values = valuesOf(head.fields, 'content-length');
  if (values.length === 0) return undefined;
  if (values.length > 1) report('Content-Length occurs more than once');
  const value = values[0] ?? '';
  if (!/^\d+$/.test(value)) report(`invalid Content-Length: ${JSON.stringify(value)}`);
  return Number(value);
}

function lengthContent(bytes: Buffer, length: number): Content {
  const body = bytes.subarray(0, length);
  return { framing: 'length', body, trailers: [], complete: body.length === length, used: body.length };
}

interface Chunk {
  /** Where the next chunk begins, or the end of the message. */
  readonly end: number;
  /** Of the last chunk. */
  readonly trailers?: readonly FieldLine[];
}

/** The trailer section and the line that ends it; undefined while it is not whole. */
function readTrailers(bytes: Buffer, start: number, report: Report): Chunk | undefined {
  const isEmpty = bytes.indexOf('\r\n', start) === start;
  const closing = isEmpty ? start : bytes.indexOf('\r\n\r\n', start);
  if (closing < 0) return undefined;
  const lines = isEmpty ? [] : bytes.toString('latin1', start, closing).split('\r\n');
  return { end: closing + (isEmpty ? 2 : 4), trailers: parseFields(lines, report) };
}

/** One chunk with its line ends; undefined where it is malformed or not whole. `keep` gets the data that is there. */
function readChunk(bytes: Buffer, offset: number, keep: (data: Buffer) => void, report: Report): Chunk | undefined {
  const lineEnd = bytes.indexOf('\r\n', offset);
  if (lineEnd < 0) return undefined;
  const sizeLine = bytes.toString('latin1', offset, lineEnd);
  const size = /^[0-9a-fA-F]+(?=$|[\t ]*;)/.exec(sizeLine)?.[0];
  if (size === undefined) return void report(`malformed chunk size: ${JSON.stringify(sizeLine)}`);
  const start = lineEnd + 2;
  const length = Number.parseInt(size, 16);
  if (length === 0) return readTrailers(bytes, start, report);
  keep(bytes.subarray(start, start + length));
  const end = start + length + 2;
  if (bytes.length < end) return undefined;
  if (bytes.toString('latin1', end - 2, end) !== '\r\n') return void report('a chunk is not followed by CRLF');
  return { end };
}

/** RFC 9112 section 7.1: chunks, last chunk, trailer section; extensions are allowed and ignored. */
function chunkedContent(bytes: Buffer, report: Report): Content {
  const parts: Buffer[] = [];
  let chunk = readChunk(bytes, 0, (data) => parts.push(data), report);
  while (chunk !== undefined && chunk.trailers === undefined) {
    chunk = readChunk(bytes, chunk.end, (data) => parts.push(data), report);
  }
  return {
    framing: 'chunked',
    body: Buffer.concat(parts),
    trailers: chunk?.trailers ?? [],
    complete: chunk !== undefined,
    used: chunk?.end ?? bytes.length,
  };
}

/** RFC 9112 section 6.3, in its order of precedence. */
function parseContent(head: Head, method: string, bytes: Buffer, state: ConnectionState, report: Report): Content {
  const codings = valuesOf(head.fields, 'transfer-encoding');
  const length = readLength(head, report);
  if (codings.length > 0 && length !== undefined) report('Transfer-Encoding and Content-Length together (FR-2)');
  if (method === 'HEAD' || head.status < 200 || head.status === 204 || head.status === 304) {
    return { framing: 'none', body: nothing, trailers: [], complete: true, used: 0 };
  }
  if (codings.length > 0) {
    if (codings.join(',').toLowerCase() !== 'chunked') report(`unexpected Transfer-Encoding: ${codings.join(', ')}`);
    return chunkedContent(bytes, report);
  }
  if (length !== undefined) return lengthContent(bytes, length);
  return { framing: 'close', body: bytes, trailers: [], complete: state === 'fin', used: bytes.length };
}

/**
 * Reads everything that a server sent on one connection. Strict: a recipient may be lenient, a test must not.
 *
 * @param methods of the requests in order: a response to HEAD has no content, and no response may come without a request.
 */
export function parseStream(bytes: Buffer, methods: readonly string[], state: ConnectionState): ParsedStream {
  const responses: ReceivedResponse[] = [];
  const interim: number[] = [];
  const violations: string[] = [];
  const report: Report = (violation) => void violations.push(violation);
  let rest = bytes;
  while (rest.length > 0) {
    if (responses.length === methods.length) {
      report(`bytes after the last response: ${JSON.stringify(rest.toString('latin1', 0, 80))} (SL-5)`);
      break;
    }
    const headEnd = rest.indexOf('\r\n\r\n');
    if (headEnd < 0) {
      if (state !== 'open') report(`header section cut short: ${JSON.stringify(rest.toString('latin1', 0, 80))}`);
      break;
    }
    const head = parseHead(rest.toString('latin1', 0, headEnd), report);
    const afterHead = rest.subarray(headEnd + 4);
    if (head.status >= 100 && head.status < 200) {
      interim.push(head.status);
      rest = afterHead;
      continue;
    }
    const { used, ...content } = parseContent(head, methods[responses.length] ?? 'GET', afterHead, state, report);
    responses.push({ ...head, ...content });
    if (!content.complete) break;
    rest = afterHead.subarray(used);
  }
  return { responses, interim, violations };
}
