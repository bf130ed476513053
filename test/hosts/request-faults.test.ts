import { createServer, type Server } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { handleServerErrors } from '../../src/node.ts';
import { ask } from '../support/ask.ts';
import { serve } from '../support/servers.ts';

const silent = { logger: false } as const;

function createGuarded(onRequest: () => void = () => undefined): { server: Server; remove: () => void } {
  const server = createServer((_request, response) => {
    onRequest();
    response.end('ok');
  });
  const { remove } = handleServerErrors(server, silent);
  return { server, remove };
}

const envelope = '{"error":{"code":400,"message":"Bad Request"}}';

describe('what Node hands to the application and RFC 9112 makes a server refuse (CO-5)', () => {
  test.each([
    ['two Host fields', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
    ['the same Host twice', 'GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n'],
    ['a Host with a path', 'GET / HTTP/1.1\r\nHost: a/b\r\n\r\n'],
    ['a Host with a space', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n'],
    ['a Host with user information', 'GET / HTTP/1.1\r\nHost: me@a\r\n\r\n'],
    ['a Host with octets above ASCII', 'GET / HTTP/1.1\r\nHost: \xe9\r\n\r\n'],
    ['no Host in HTTP/1.1', 'GET / HTTP/1.1\r\nX: y\r\n\r\n'],
    ['a Transfer-Encoding that is not chunked', 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n'],
  ])('%s is 400 with Date and content, and no handler sees it', async (_, bytes) => {
    const onRequest = vi.fn();
    const { port } = await serve(createGuarded(onRequest).server);
    const answer = await ask(port, bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toMatch(/\r\nDate: /);
    expect(answer.endsWith(envelope)).toBe(true);
    expect(onRequest).not.toHaveBeenCalled();
  });

  test.each([
    ['a name and a port', 'GET / HTTP/1.1\r\nHost: a-b_c.example:8080\r\n\r\n'],
    ['an IPv6 address', 'GET / HTTP/1.1\r\nHost: [::1]:3000\r\n\r\n'],
    ['an empty Host', 'GET / HTTP/1.1\r\nHost:\r\n\r\n'],
    ['no Host in HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n'],
    ['chunked content', 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n'],
  ])('%s gets through', async (_, bytes) => {
    const { port } = await serve(createGuarded().server);
    expect(await ask(port, bytes)).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*ok/);
  });

  test('a faulty request with Expect does not reach a checkContinue listener either', async () => {
    const { server } = createGuarded();
    server.on('checkContinue', (_request, response) => void response.end('ok'));
    const { port } = await serve(server);
    const answer = await ask(port, 'POST / HTTP/1.1\r\nHost: a/\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  });

  test('a server that asks for no Host is asked for none', async () => {
    const server = createServer({ requireHostHeader: false }, (_request, response) => void response.end('ok'));
    handleServerErrors(server, silent);
    const { port } = await serve(server);
    expect(await ask(port, 'GET / HTTP/1.1\r\nX: y\r\n\r\n')).toContain('200 OK');
  });

  test('remove() takes it back', async () => {
    const { server, remove } = createGuarded();
    const { port } = await serve(server);
    remove();
    expect(await ask(port, 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n')).toContain('200 OK');
    expect(await ask(port, 'GET / HTTP/1.1\r\nX: y\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 Bad Request\r\nConnection: close/,
    );
  });

  test('remove() leaves the wrapper of somebody else, and lets everything through below it', async () => {
    const { server, remove } = createGuarded();
    const seen = vi.fn();
    const emit = server.emit.bind(server) as (event: string, ...args: unknown[]) => boolean;
    server.emit = (event: string, ...args: unknown[]) => {
      seen(event);
      return emit(event, ...args);
    };
    const { port } = await serve(server);
    remove();
    expect(await ask(port, 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n')).toContain('200 OK');
    expect(seen).toHaveBeenCalledWith('request');
  });
});
