/** What a client saw of one connection (HTTP/1) or one session (HTTP/2). Filled by raw-http.ts and http2-client.ts. */

export type HttpVersion = '1.0' | '1.1' | '2';
export type FieldLine = readonly [name: string, value: string];

/** How the end of the content is told: RFC 9112 section 6.3; `stream` is HTTP/2. */
export type Framing = 'none' | 'length' | 'chunked' | 'close' | 'stream';

export interface ReceivedResponse {
  /** As received, without CRLF; empty on HTTP/2. */
  readonly statusLine: string;
  readonly status: number;
  /** undefined on HTTP/2, which has none (SL-8). */
  readonly reason: string | undefined;
  /** In order, names as the server wrote them. */
  readonly fields: readonly FieldLine[];
  readonly body: Buffer;
  readonly trailers: readonly FieldLine[];
  readonly framing: Framing;
  /** false when the framing tells that something is missing. */
  readonly complete: boolean;
}

export interface Exchange {
  readonly version: HttpVersion;
  readonly sent: string;
  /** Everything received: raw bytes on HTTP/1, a rendering of fields and content on HTTP/2. */
  readonly bytes: Buffer;
  readonly interim: readonly number[];
  readonly responses: readonly ReceivedResponse[];
  /** Faults in the syntax or framing, each a sentence. Empty for a well-formed exchange. */
  readonly violations: readonly string[];
  /** The server ended the connection before the client did. */
  readonly serverClosed: boolean;
  readonly reset: boolean;
  /** HTTP/2: code with which the first stream was closed; undefined while it is open. */
  readonly rstCode: number | undefined;
  readonly firstByteMs: number | undefined;
}

/** Values of all lines of a field, in order. */
export function fieldLines(fields: readonly FieldLine[], name: string): string[] {
  const wanted = name.toLowerCase();
  return fields.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
}

/** Members of a comma list over all lines (RFC 9110 section 5.6.1), lower case. */
export function listMembers(lines: readonly string[]): string[] {
  return lines
    .join(',')
    .split(',')
    .map((member) => member.trim().toLowerCase())
    .filter((member) => member !== '');
}

const limit = 3_000;

function shorten(text: string): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length} characters)`;
}

function quote(text: string, mark: string): string {
  return shorten(text)
    .split('\r\n')
    .map((line) => `${mark} ${JSON.stringify(line).slice(1, -1).replaceAll('\\"', '"')}`)
    .join('\n');
}

/** The raw exchange for a failure message. */
export function renderExchange(exchange: Exchange): string {
  const closed = exchange.reset ? 'reset by the server' : exchange.serverClosed ? 'closed by the server' : 'left open';
  const facts = [
    `HTTP/${exchange.version}`,
    closed,
    `first byte after ${exchange.firstByteMs?.toFixed(1) ?? '–'} ms`,
    `responses: ${exchange.responses.map((one) => `${one.status} ${one.framing}${one.complete ? '' : ' INCOMPLETE'}`).join(', ') || 'none'}`,
    ...(exchange.interim.length > 0 ? [`interim: ${exchange.interim.join(', ')}`] : []),
    ...(exchange.rstCode !== undefined ? [`stream closed with ${exchange.rstCode}`] : []),
    ...exchange.violations.map((violation) => `violation: ${violation}`),
  ];
  return [
    quote(exchange.sent, '>'),
    quote(exchange.bytes.toString('utf8'), '<'),
    ...facts.map((fact) => `# ${fact}`),
  ].join('\n');
}
