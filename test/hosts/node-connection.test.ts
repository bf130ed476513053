import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import fastify from 'fastify';
import { describe, expect, onTestFinished, test } from 'vitest';
import { errorHandler as errorHandlerOfFastify } from '../../src/fastify.ts';
import { Conflict, ContentTooLarge, UpgradeRequired } from '../../src/index.ts';
import { errorHandler } from '../../src/node.ts';
import { fieldLines } from '../support/exchange.ts';
import { connectRaw } from '../support/raw-http.ts';
import { serve } from '../support/servers.ts';

const silent = { logger: false } as const;

function failing(error: unknown, options: object = silent) {
  const fail = errorHandler(options);
  return (request: IncomingMessage, response: ServerResponse): void => fail(error, request, response);
}

describe('request bodies (CO-1, CO-3)', () => {
  test('a small body that arrives with the request keeps the connection', async () => {
    const { port } = await serve(failing(new Conflict()));
    const connection = await connectRaw(port);
    const post = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nabcd';
    for (const _ of [1, 2]) {
      connection.expect('POST');
      connection.send(post);
    }
    expect(await connection.responses(2, 2_000)).toBe(true);
    expect(connection.exchange().responses.map(({ status }) => status)).toEqual([409, 409]);
    connection.destroy();
  });

  test('an upload that stalls is answered at once, and the socket ends when the client has been idle', async () => {
    const { port } = await serve(failing(new ContentTooLarge(), { ...silent, linger: { idleMs: 100 } }));
    const connection = await connectRaw(port);
    connection.expect('POST');
    connection.send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nabcd');
    expect(await connection.responses(1, 1_000)).toBe(true);
    expect(await connection.closed(2_000)).toBe(true);
    const { responses, reset } = connection.exchange();
    expect(responses.map(({ status, complete }) => ({ status, complete }))).toEqual([{ status: 413, complete: true }]);
    expect(reset).toBe(false);
  });

  test('a 16 MB upload is read to its end before the socket closes: the client sees the answer and no reset', async () => {
    const { port } = await serve(failing(new ContentTooLarge()));
    const size = 16 * 1024 * 1024;
    const outcome = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      let received = '';
      socket.on('error', (error) => resolve(error.message));
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1');
      });
      socket.on('end', () => resolve(received));
      socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${size}\r\n\r\n`);
      socket.write(Buffer.alloc(size));
    });
    expect(outcome).toContain('HTTP/1.1 413 Content Too Large');
    expect(outcome).toContain('Connection: close');
  });

  test('the drain ends at its byte limit', async () => {
    const { port } = await serve(
      failing(new ContentTooLarge(), { ...silent, linger: { bytes: 1000, idleMs: 10_000 } }),
    );
    const connection = await connectRaw(port);
    connection.expect('POST');
    connection.send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n');
    await connection.responses(1, 1_000);
    connection.send(Buffer.alloc(5_000));
    expect(await connection.closed(2_000)).toBe(true);
    connection.destroy();
  });
});

describe('a 426, whose Connection field says Upgrade (RFC 9112 section 9.6)', () => {
  const error = new UpgradeRequired({ upgrade: 'websocket' });
  const start = {
    'node:http': async () => (await serve(failing(error))).port,
    Fastify: async () => {
      const app = fastify();
      onTestFinished(() => app.close());
      app.setErrorHandler(errorHandlerOfFastify(silent));
      app.get('/', () => Promise.reject(error));
      return Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
    },
  };

  test.each([
    ['node:http', 'HTTP/1.1', 'close'],
    ['node:http', 'HTTP/1.0', 'x'],
    ['Fastify', 'HTTP/1.1', 'close'],
  ] as const)('%s closes where %s with Connection: %s asks for it', async (name, version, connection) => {
    const socket = await connectRaw(await start[name]());
    socket.expect('GET');
    socket.send(`GET / ${version}\r\nHost: x\r\nConnection: ${connection}\r\n\r\n`);
    expect(await socket.closed(1_000)).toBe(true);
    const { responses } = socket.exchange();
    expect(responses.map(({ status, fields }) => [status, fieldLines(fields, 'Connection')])).toEqual([
      [426, ['Upgrade, close']],
    ]);
    socket.destroy();
  });

  test('and keeps the connection otherwise', async () => {
    const socket = await connectRaw(await start['node:http']());
    socket.expect('GET');
    socket.send('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await socket.responses(1, 1_000)).toBe(true);
    expect(await socket.closed(200)).toBe(false);
    socket.destroy();
  });
});
