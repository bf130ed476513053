import { createServer } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { handleServerErrors } from '../../src/node.ts';
import { ask } from '../support/ask.ts';
import { connectRaw } from '../support/raw-http.ts';
import { serve } from '../support/servers.ts';

const silent = { logger: false } as const;

describe('handleServerErrors (DT-8, CO-5)', () => {
  async function serveParserErrors(options: object = silent, configure: object = {}): Promise<number> {
    const server = createServer(configure, (request, response) => {
      request.resume();
      request.on('end', () => response.end('ok'));
    });
    handleServerErrors(server, options);
    return (await serve(server)).port;
  }

  test.each([
    ['garbage is 400', 'BOOM\r\n\r\n', 'HTTP/1.1 400 Bad Request'],
    [
      'a header section too large is 431',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
      'HTTP/1.1 431 Request Header Fields Too Large',
    ],
    [
      'a long target whose header section is to blame is 431',
      `GET /${'a'.repeat(9_000)} HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(9_000)}\r\n\r\n`,
      'HTTP/1.1 431 Request Header Fields Too Large',
    ],
    ['a target too long is 414', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 'HTTP/1.1 414 URI Too Long'],
    [
      'chunk extensions too large are 413',
      `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;${'a'.repeat(20_000)}\r\n`,
      'HTTP/1.1 413 Content Too Large',
    ],
    [
      'an Expect that nobody meets is 417',
      'GET / HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n',
      'HTTP/1.1 417 Expectation Failed',
    ],
  ])('%s, with Date and the envelope', async (_title, request, statusLine) => {
    const answer = await ask(await serveParserErrors(), request);
    expect(answer).toContain(statusLine);
    expect(answer).toMatch(/\r\nDate: \w{3}, /);
    expect(answer).toContain('Content-Type: application/json');
    expect(answer).toMatch(/\{"error":\{"code":\d{3},"message":"[A-Z]/);
  });

  test('a request that takes too long is 408 and closes (CO-4)', async () => {
    const port = await serveParserErrors(silent, {
      headersTimeout: 100,
      requestTimeout: 100,
      connectionsCheckingInterval: 50,
    });
    const connection = await connectRaw(port);
    connection.expect('GET');
    connection.send('GET / HTTP/1.1\r\nHost');
    expect(await connection.closed(3_000)).toBe(true);
    expect(connection.exchange().bytes.toString()).toContain('HTTP/1.1 408 Request Timeout');
    connection.destroy();
  });

  test('the failure is reported like any other', async () => {
    const onError = vi.fn();
    await ask(await serveParserErrors({ ...silent, onError }), 'BOOM\r\n\r\n');
    expect(onError).toHaveBeenCalledTimes(1);
  });

  test('a clientError listener that is there stays in charge', () => {
    const server = createServer();
    server.on('clientError', () => undefined);
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    expect(handleServerErrors(server, silent).installed).toBe(false);
    expect(server.listenerCount('clientError')).toBe(1);
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });
});
