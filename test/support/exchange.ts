/** What a client saw of one connection (HTTP/1) or one session (HTTP/2). Filled by raw-http.ts and http2-client.ts. */

import type { ReceivedBytes } from '../../src/cli/audit/received.ts';

export {
  type FieldLine,
  fieldLines,
  listMembers,
  type ReceivedResponse,
} from '../../src/cli/audit/received.ts';

export type HttpVersion = '1.0' | '1.1' | '2';

/** On HTTP/2 `bytes` is a rendering of fields and content. */
export interface Exchange extends ReceivedBytes {
  readonly version: HttpVersion;
  /** HTTP/2: code with which the first stream was closed; undefined while it is open. */
  readonly rstCode: number | undefined;
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
