import { describe, expect, test } from 'vitest';
import { describeStatus, statusCatalogue, type TypicalResponse } from '../../src/catalogue.ts';

const registered = statusCatalogue.filter((entry) => entry.registered);

function toWire({ statusLine, headers, body }: TypicalResponse): string {
  return [statusLine, ...headers.map(([name, value]) => `${name}: ${value}`), '', body].join('\n');
}

function wireOf(code: number): string {
  return toWire(describeStatus(code)?.typicalResponse as TypicalResponse);
}

describe('the typical response', () => {
  test('of 502 is the documented one', () => {
    expect(wireOf(502)).toBe(
      [
        'HTTP/1.1 502 Bad Gateway',
        'Date: Sun, 22 Mar 2026 12:00:00 GMT',
        'Server: httperrors.com',
        'Content-Type: application/json',
        '',
        '{"error":{"code":502,"message":"Bad Gateway"}}',
      ].join('\n'),
    );
  });

  test.each([
    [401, 'WWW-Authenticate: Bearer realm="orders"'],
    [405, 'Allow: GET, HEAD, OPTIONS'],
    [407, 'Proxy-Authenticate: Basic realm="egress"'],
    [408, 'Connection: close'],
    [415, 'Accept: application/json'],
    [416, 'Content-Range: bytes */47022'],
    [426, 'Upgrade: websocket\nConnection: Upgrade'],
    [429, 'Retry-After: 30\nCache-Control: no-store'],
    [451, 'Link: <https://isp.example/legal>; rel="blocked-by"'],
    [503, 'Retry-After: 120'],
    [511, 'Cache-Control: no-store'],
  ])('of %d carries what the status asks for', (code, lines) => {
    expect(wireOf(code)).toContain(`application/json\n${lines}\n`);
  });

  test.each(registered)('of $code starts with the status line and holds every required field', (entry) => {
    const response = entry.typicalResponse as TypicalResponse;
    const names = response.headers.map(([name]) => name);
    expect(response.statusLine).toBe(`HTTP/1.1 ${entry.code} ${entry.phrase}`);
    expect(names.slice(0, 3)).toEqual(['Date', 'Server', 'Content-Type']);
    expect(names).toEqual(expect.arrayContaining(entry.requiredHeaders.map(({ name }) => name)));
    expect(new Set(names).size, 'ST-5: a field appears once').toBe(names.length);
    expect(JSON.parse(response.body)).toEqual({ error: { code: entry.code, message: entry.phrase } });
  });

  test('DT-3: the date is an IMF-fixdate whose weekday fits', () => {
    const date = new Map(describeStatus(502)?.typicalResponse?.headers).get('Date') as string;
    expect(new Date(date).toUTCString()).toBe(date);
  });
});
