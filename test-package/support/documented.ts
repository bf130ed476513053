import { expect } from 'vitest';
import { ask } from '../../test/support/ask.ts';
import { exchangeHttp2 } from '../../test/support/http2-client.ts';
import { printedResponse, toPrinted } from '../../test/support/readme.ts';
import type { Host } from '../matrix.ts';

const path = '/orders/7';

/** The response as text, as HTTP/1.1 writes it. */
async function readOverHttp2(port: number): Promise<string> {
  const { responses, violations } = await exchangeHttp2(port, [{ method: 'GET', path }]);
  expect(violations).toEqual([]);
  const [response] = responses;
  if (response === undefined) throw new Error('no response');
  const fields = response.fields.map(([name, value]) => `${name}: ${value}`);
  const status = `HTTP/1.1 ${response.status} ${response.status === 502 ? 'Bad Gateway' : '?'}`;
  return [status, ...fields, '', response.body.toString('utf8')].join('\r\n');
}

function readOverHttp1(port: number): Promise<string> {
  return ask(port, `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`, 10_000);
}

/** Status line, fields by name, body: for hosts that sort the fields or write their names in lower case. */
function toFieldSet(lines: readonly string[]): readonly string[] {
  const end = lines.indexOf('');
  const fields = lines.slice(1, end).map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase()));
  return [lines[0] ?? '', ...fields.sort(), ...lines.slice(end)];
}

/** Sends a request that fails in the handler, and compares the whole answer with the one that the README prints. */
export async function expectDocumentedResponse(host: Host, port: number): Promise<void> {
  const answer = host.http2 ? await readOverHttp2(port) : await readOverHttp1(port);
  const [seen, documented] = [toPrinted(answer), printedResponse()];
  if (host.keepsFields) expect(seen).toEqual(documented);
  else expect(toFieldSet(seen)).toEqual(toFieldSet(documented));
}
