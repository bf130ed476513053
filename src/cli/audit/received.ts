/** What came back on one HTTP/1 connection. Filled by connection.ts. */

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

export interface ReceivedBytes {
  readonly sent: string;
  /** Everything received, as it came. */
  readonly bytes: Buffer;
  readonly interim: readonly number[];
  readonly responses: readonly ReceivedResponse[];
  /** Faults in the syntax or framing, each a sentence. Empty for a well-formed exchange. */
  readonly violations: readonly string[];
  /** The server ended the connection before the client did. */
  readonly serverClosed: boolean;
  readonly reset: boolean;
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
