import { connect } from 'node:net';
import { expect } from 'vitest';
import type { Shown } from './playground-page.ts';

/** Sends the request that the page shows once more, byte by byte, and gives everything that came. */
function sendShown(request: string): Promise<string> {
  const [head = '', shownBody = ''] = request.split('\n\n');
  const size = /^\((\d+) bytes of body\)$/.exec(shownBody)?.[1];
  const body = size === undefined ? shownBody : 'x'.repeat(Number(size));
  const port = Number(/^Host: 127\.0\.0\.1:(\d+)$/m.exec(head)?.[1]);
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${head.replaceAll('\n', '\r\n')}\r\n\r\n${body}`));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}

/**
 * Two responses to the same request are the same but for the moment and the chance in a generated Retry-After. Line ends
 * are as a page shows them.
 */
function withoutChance(response: string): string {
  return response
    .replaceAll('\r\n', '\n')
    .replaceAll('\u202e', '\\u{202e}')
    .replace(/^Date: .*$/m, 'Date: …')
    .replace(/^Retry-After: (?:[1-9]|10)$/m, 'Retry-After: …')
    .replace(/"after":(?:[1-9]|10)\b/, '"after":…');
}

function statusOf({ response }: Shown): number {
  return Number(response?.split(' ')[1]);
}

/** The client had left: nothing to compare but the record. */
function expectNoAnswer({ response, record }: Shown): void {
  expect(response).toBeUndefined();
  expect(record).toMatchObject({ 'http.response.status_code': '499', 'failwell.outcome': 'client_gone' });
}

/** What the page shows of one host is what a direct request gets, and the record is the one of the request that it shows. */
export async function expectTruth(scenario: string, shown: Shown): Promise<void> {
  const requestId = /^X-Request-Id: (.+)$/m.exec(shown.request)?.[1];
  if (scenario === 'get-fetch-works') expect(shown.record).toBeUndefined();
  else expect(shown.record, scenario).toMatchObject({ 'failwell.request_id': requestId, 'failwell.count': '1' });
  if (scenario === 'client-leaves') {
    expectNoAnswer(shown);
    return;
  }
  expect(withoutChance(shown.response ?? '')).toBe(withoutChance(await sendShown(shown.request)));
  const status = String(statusOf(shown));
  expect(shown.record?.['http.response.status_code'] ?? '200').toBe(status);
  if (scenario.startsWith('status-')) expect(`status-${status}`).toBe(scenario);
  expect(shown.framing).toMatch(scenario.startsWith('stream-') ? /; cut: / : /; complete: /);
}
