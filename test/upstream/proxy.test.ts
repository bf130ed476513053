import { createServer } from 'node:http';
import { createProxyServer } from 'http-proxy-3';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { peerText, secret } from '../../live-tests/support/expect-answer.ts';
import { replying, upstreams } from '../../live-tests/support/upstreams.ts';
import type { ErrorHandlerOptions } from '../../src/index.ts';
import { proxyErrorHandler } from '../../src/upstream.ts';
import { expectEnvelope } from '../support/envelope.ts';
import { connectRaw } from '../support/raw-http.ts';
import { serve } from '../support/servers.ts';
import { behind, proxies } from './real-proxies.ts';

/** How a target fails, our answer, and the type of RFC 9209. */
const failures = [
  { scenario: 'refused', status: 502, type: 'connection_refused' },
  { scenario: 'reset', status: 502, type: 'connection_terminated' },
  { scenario: 'closed without an answer', status: 502, type: 'connection_terminated' },
  { scenario: 'malformed', status: 502, type: 'http_protocol_error' },
  { scenario: 'header overflow', status: 502, type: 'http_response_header_section_size' },
  { scenario: 'TLS, wrong name', status: 502, type: 'tls_certificate_error' },
  { scenario: 'unknown name', status: 502, type: 'dns_error' },
] as const;

async function targetOf(scenario: string): Promise<string> {
  const start = upstreams[scenario];
  if (start === undefined) throw new Error(scenario);
  return start();
}

const quiet: ErrorHandlerOptions = { logger: false, proxyStatus: { id: 'gateway' } };

describe.each(Object.entries(proxies))('%s', (_name, create) => {
  test.each(failures)('$scenario: $status, $type', async ({ scenario, status, type }) => {
    const reports = vi.fn();
    const { url } = await serve(create({ target: await targetOf(scenario), handler: { ...quiet, onError: reports } }));
    const response = await fetch(`${url}/orders?token=${secret}`);
    const text = await response.text();
    expect(response.status).toBe(status);
    expectEnvelope(JSON.parse(text));
    expect(response.headers.get('proxy-status')).toMatch(new RegExp(`^gateway;error=${type}(;|$)`));
    expect(`${JSON.stringify([...response.headers])}${text}`).not.toContain(secret);
    await vi.waitFor(() => expect(reports).toHaveBeenCalledTimes(1));
    expect(reports.mock.calls[0]?.[0]).toMatchObject({ 'http.response.status_code': status });
    expect(JSON.stringify(reports.mock.calls[0]?.[0])).not.toContain(secret);
  });

  test('a call that is ended for being late: 504', async () => {
    const { url } = await serve(create({ target: await targetOf('silence'), handler: quiet, giveUpAfter: 100 }));
    const response = await fetch(url);
    expect(response.status).toBe(504);
    expect(response.headers.get('proxy-status')).toMatch(/^gateway;error=(http_response|connection)_timeout/);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });

  test('proxyTimeout looks like a target that hung up: 502 with a hint', async () => {
    const { url } = await serve(create({ target: await targetOf('silence'), handler: quiet, proxyTimeout: 100 }));
    const response = await fetch(url);
    expect(response.status).toBe(502);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });

  test('a target that dies in the middle of its body: the client sees that it is not whole', async () => {
    const reports = vi.fn();
    const { url } = await serve(
      create({ target: await targetOf('cut body'), handler: { ...quiet, onError: reports } }),
    );
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow('terminated');
    await vi.waitFor(() => expect(reports).toHaveBeenCalledTimes(1));
    expect(reports.mock.calls[0]?.[0]).toMatchObject({
      'http.response.status_code': 200, // on the wire before the target died
      'failwell.outcome': 'cut',
    });
  });

  test('a client that leaves is no failure of the target', async () => {
    const reports = vi.fn();
    const { url: target } = await serve((_request, response) => void response.write('part'));
    const { url } = await serve(create({ target, handler: { ...quiet, onError: reports } }));
    const leaving = new AbortController();
    const response = await fetch(url, { signal: leaving.signal });
    leaving.abort();
    await expect(response.text()).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const [report] of reports.mock.calls) expect(report).toMatchObject({ 'failwell.outcome': 'client_gone' });
  });

  test('what the target answers goes through: no error, no envelope', async () => {
    const { url: target } = await serve(replying(404));
    const { url } = await serve(create({ target, handler: quiet }));
    const response = await fetch(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain(peerText);
  });

  test.each(failures)('WebSocket upgrade, $scenario: $status on the socket', async ({ scenario, status, type }) => {
    const reports = vi.fn();
    const server = create({ target: await targetOf(scenario), handler: { ...quiet, onError: reports } });
    const { port, url } = await serve(server);
    // http-proxy-middleware takes upgrades only once it knows the server.
    if (server.listenerCount('upgrade') === 0) await fetch(url);
    const connection = await connectRaw(port);
    onTestFinished(() => connection.destroy());
    connection.expect('GET');
    connection.send(
      `GET /live?token=${secret} HTTP/1.1\r\nHost: gateway\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    expect(await connection.closed(3_000)).toBe(true);
    const { responses, bytes } = connection.exchange();
    expect(responses).toHaveLength(1);
    expect(responses[0]?.complete).toBe(true);
    expect(bytes.toString('latin1')).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(bytes.toString('latin1')).toContain(`{"error":{"code":${status},"message":"Bad Gateway"}}`);
    expect(bytes.toString('latin1')).toMatch(new RegExp(`\r\nProxy-Status: gateway;error=${type}`, 'i'));
    expect(bytes.toString('latin1')).not.toContain(secret);
    expect(reports).toHaveBeenCalledTimes(1);
  });
});

describe.each(Object.entries(proxies).slice(0, 2))('%s, with a WebSocket client', (_name, create) => {
  async function openThrough(target: string, reports = vi.fn()): Promise<WebSocket> {
    const { port } = await serve(create({ target, handler: { ...quiet, onError: reports } }));
    const client = new WebSocket(`ws://127.0.0.1:${port}/live`);
    onTestFinished(() => client.terminate());
    return client;
  }

  function ended(client: WebSocket): Promise<string> {
    return new Promise((resolve) => {
      client.once('error', (error) => resolve(error.message));
      client.once('close', (code) => resolve(`closed ${code}`));
    });
  }

  test('a refused target: the client reads a 502', async () => {
    const client = await openThrough(await targetOf('refused'));
    expect(await ended(client)).toBe('Unexpected server response: 502');
  });

  test('a target that dies later: the connection is cut, and no HTTP is mixed into it', async () => {
    const reports = vi.fn();
    const { server, url } = await serve(createServer());
    const target = new WebSocketServer({ server });
    target.on('connection', (socket, request) => {
      socket.on('message', () => request.socket.resetAndDestroy());
    });
    const client = await openThrough(url, reports);
    const messages = vi.fn();
    client.on('message', messages);
    client.once('open', () => client.send('hello'));
    expect(await ended(client)).toBe('closed 1006');
    expect(messages).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(reports).toHaveBeenCalledTimes(1));
    expect(reports.mock.calls[0]?.[0]).toMatchObject({ 'failwell.outcome': 'cut' });
  });
});

test('http-proxy-3 by fetch, where a timeout is one: 504', async () => {
  const target = await targetOf('silence');
  const { url } = await serve(
    behind((options) => createProxyServer({ ...options, fetch } as never) as never, {
      target,
      handler: quiet,
      proxyTimeout: 100,
    }),
  );
  expect((await fetch(url)).status).toBe(504);
});

describe('whatever the proxy hands over', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

  test('the record names the target’s host, and no credentials of its URL', async () => {
    const reports = vi.fn();
    const handle = proxyErrorHandler({ ...quiet, onError: reports });
    const { url } = await serve((request, response) =>
      handle(refused, request, response, `http://user:${secret}@orders.internal:8080/`),
    );
    await fetch(url);
    expect(JSON.stringify(reports.mock.calls[0])).not.toContain(secret);
  });

  test('a response that has begun is cut', async () => {
    const handle = proxyErrorHandler(quiet);
    const { url } = await serve((request, response) => {
      response.write('part');
      setTimeout(() => handle(refused, request, response), 20);
    });
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
  });

  test('nothing at all in the place of the response throws nothing', () => {
    const handle = proxyErrorHandler(quiet);
    for (const target of [undefined, null, {}, { destroy: 7 }]) {
      expect(() => handle(refused, {} as never, target as never)).not.toThrow();
    }
  });

  test('a misspelt option throws when the handler is made', () => {
    expect(() => proxyErrorHandler({ proxyStats: { id: 'x' } } as never)).toThrow('did you mean "proxyStatus"?');
  });
});
