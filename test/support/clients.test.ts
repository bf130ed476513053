import { createServer as createHttp2Server, type ServerHttp2Stream } from 'node:http2';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { renderExchange } from './exchange.ts';
import { exchangeHttp2 } from './http2-client.ts';
import { watchProcess } from './process-watch.ts';
import { connectRaw } from './raw-http.ts';

const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function listen(server: Server): Promise<number> {
  stops.push(() => void server.close());
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A TCP server that answers the first bytes of each connection with what it is told. */
function serveTcp(answer: (socket: Socket) => void): Promise<number> {
  return listen(
    createServer((socket) => {
      stops.push(() => void socket.destroy());
      socket.on('error', () => undefined);
      socket.once('data', () => answer(socket));
    }),
  );
}

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const request = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

async function ask(port: number): Promise<Awaited<ReturnType<typeof connectRaw>>> {
  const connection = await connectRaw(port);
  stops.push(() => connection.destroy());
  connection.expect('GET');
  connection.send(request);
  return connection;
}

describe('the raw client', () => {
  it('sends exact bytes and records the response and the time to its first byte', async () => {
    const connection = await ask(await serveTcp((socket) => setTimeout(() => socket.write(ok), 20)));
    expect(await connection.responses(1, 1_000)).toBe(true);
    const exchange = connection.exchange();
    expect(exchange).toMatchObject({ sent: request, serverClosed: false, reset: false, responses: [{ status: 200 }] });
    expect(exchange.firstByteMs).toBeGreaterThanOrEqual(15);
    expect(renderExchange(exchange)).toContain('< HTTP/1.1 200 OK');
  });

  it('gives up waiting when the response does not come', async () => {
    const connection = await ask(await serveTcp(() => undefined));
    expect(await connection.responses(1, 30)).toBe(false);
    expect(connection.exchange()).toMatchObject({ responses: [], firstByteMs: undefined });
  });

  it('sees a close of the server', async () => {
    const connection = await ask(await serveTcp((socket) => socket.end(ok)));
    expect(await connection.closed(1_000)).toBe(true);
    expect(connection.exchange()).toMatchObject({ serverClosed: true, reset: false });
  });

  it('sees a reset, and the content before it (TR-3)', async () => {
    const connection = await ask(
      await serveTcp((socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\npart', () => setTimeout(() => socket.resetAndDestroy(), 10));
      }),
    );
    expect(await connection.closed(1_000)).toBe(true);
    const exchange = connection.exchange();
    expect(exchange).toMatchObject({ serverClosed: true, reset: true, responses: [{ complete: false }] });
    expect(exchange.responses[0]?.body.toString()).toBe('part');
  });

  it('does not take the answer to its own FIN for a close of the server', async () => {
    const connection = await ask(await serveTcp((socket) => socket.write(ok)));
    await connection.responses(1, 1_000);
    connection.finish();
    await connection.closed(1_000);
    expect(connection.exchange().serverClosed).toBe(false);
  });

  it('shows bytes that come after the response', async () => {
    const connection = await ask(await serveTcp((socket) => socket.end(ok + ok)));
    await connection.closed(1_000);
    expect(connection.exchange().violations).toHaveLength(1);
  });
});

function serveHttp2(answer: (stream: ServerHttp2Stream) => void): Promise<number> {
  const server = createHttp2Server();
  server.on('stream', (stream) => {
    stream.on('error', () => undefined);
    answer(stream);
  });
  return listen(server);
}

describe('the HTTP/2 client', () => {
  const get = { method: 'GET', path: '/' };

  it('records status, fields in order, and content', async () => {
    const port = await serveHttp2((stream) => {
      stream.respond({ ':status': 502, server: 'x', 'set-cookie': ['a=1', 'b=2'] });
      stream.end('body');
    });
    const exchange = await exchangeHttp2(port, [get, get]);
    expect(exchange.responses).toHaveLength(2);
    expect(exchange.responses[0]).toMatchObject({ status: 502, reason: undefined, framing: 'stream', complete: true });
    expect(exchange.responses[0]?.fields.slice(0, 3)).toEqual([
      ['server', 'x'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ]);
    expect(exchange.responses[0]?.body.toString()).toBe('body');
    expect(exchange.rstCode).toBe(0);
  });

  it('sees the code of a reset, and that the message is incomplete (TR-4)', async () => {
    const port = await serveHttp2((stream) => {
      stream.respond({ ':status': 200 });
      // Not close(2): in the core API that ends the stream first, and the truncated content passes as complete.
      stream.write('part', () => void setImmediate(() => stream.destroy(new Error('cut'))));
    });
    const exchange = await exchangeHttp2(port, [get]);
    expect(exchange).toMatchObject({ rstCode: 2, responses: [{ status: 200, complete: false }] });
    expect(exchange.responses[0]?.body.toString()).toBe('part');
  });

  it('gives up waiting, and records that nothing came', async () => {
    const exchange = await exchangeHttp2(await serveHttp2(() => undefined), [get], 30);
    expect(exchange).toMatchObject({ responses: [], rstCode: undefined });
  });
});

describe('the watch over the process', () => {
  it('collects warnings and pollution once', async () => {
    const watch = watchProcess();
    process.emitWarning('from the test of the watch');
    Reflect.set(Object.prototype, 'polluted', true);
    const facts = await watch.collect();
    Reflect.deleteProperty(Object.prototype, 'polluted');
    expect(facts.warnings).toEqual(['Warning: from the test of the watch']);
    expect(facts.polluted).toEqual(['polluted']);
    expect(await watch.collect()).toEqual({ crashes: [], warnings: [], polluted: [] });
    watch.stop();
  });
});
