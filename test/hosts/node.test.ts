import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { PassThrough, pipeline } from 'node:stream';
import fastify from 'fastify';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { errorHandler as errorHandlerOfFastify } from '../../src/fastify.ts';
import { BadGateway, Conflict, ContentTooLarge, UpgradeRequired } from '../../src/index.ts';
import { errorHandler, handleServerErrors } from '../../src/node.ts';
import { ask, getRequest } from '../support/ask.ts';
import { request } from '../support/checked-request.ts';
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

describe('a client that has left (CO-10)', () => {
  test('gets nothing; the record says 499', async () => {
    const onError = vi.fn();
    const fail = errorHandler({ ...silent, onError });
    const left = new Promise<void>((resolve) => {
      void serve((request, response) => {
        response.on('close', () => {
          fail(new BadGateway(), request, response);
          resolve();
        });
      }).then(({ port }) => {
        const socket = connect(port, '127.0.0.1', () => {
          socket.write(getRequest);
          setTimeout(() => socket.destroy(), 50);
        });
      });
    });
    await left;
    expect(onError).toHaveBeenCalledTimes(1);
    expect(onError.mock.calls[0]?.[0]).toMatchObject({ 'http.response.status_code': 499 });
  });
});

describe('a response that the app destroyed itself', () => {
  test('is no client that has left: the record says what failed, as an error', async () => {
    const onError = vi.fn();
    const fail = errorHandler({ ...silent, onError });
    const { port } = await serve((request, response) => {
      const source = new PassThrough();
      pipeline(source, response, (error) => fail(error, request, response));
      setImmediate(() => source.destroy(new Error('disk')));
    });
    await ask(port, getRequest);
    expect(onError.mock.calls[0]?.[0]).toMatchObject({
      'http.response.status_code': 500,
      'failwell.outcome': 'cut',
      severity_text: 'ERROR',
    });
  });
});

describe('after the header section (TR-1 to TR-3)', () => {
  test('HTTP/1.0 without a length: the connection is reset, a plain close would pass as complete', async () => {
    const fail = errorHandler(silent);
    const { port } = await serve((request, response) => {
      response.writeHead(200);
      response.write('part');
      setTimeout(() => fail(new BadGateway(), request, response), 50);
    });
    const connection = await connectRaw(port, '1.0');
    connection.expect('GET');
    connection.send('GET / HTTP/1.0\r\n\r\n');
    expect(await connection.closed(2_000)).toBe(true);
    expect(connection.exchange().reset).toBe(true);
  });

  test('a length given to writeHead directly counts as framing: what was written still arrives', async () => {
    const onError = vi.fn();
    const fail = errorHandler({ ...silent, onError });
    const { port } = await serve((request, response) => {
      response.writeHead(206, { 'Content-Length': 100 });
      response.write('part');
      setTimeout(() => fail(new BadGateway(), request, response), 50);
    });
    const connection = await connectRaw(port);
    connection.expect('GET');
    connection.send(getRequest);
    expect(await connection.closed(2_000)).toBe(true);
    const { bytes, responses } = connection.exchange();
    expect(bytes.toString()).toContain('part');
    expect(responses[0]?.complete).toBe(false);
    // docs/record.md: the status on the wire.
    expect(onError.mock.calls[0]?.[0]).toMatchObject({
      'http.response.status_code': 206,
      'failwell.outcome': 'cut',
      severity_text: 'ERROR',
    });
  });

  test('a throw after end() is reported and writes nothing (TR-8, SL-5)', async () => {
    const onError = vi.fn();
    const fail = errorHandler({ ...silent, onError });
    const { port } = await serve((request, response) => {
      response.end('ok');
      fail(new BadGateway(), request, response);
    });
    const answer = await ask(port, getRequest);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(answer).toContain('ok');
    expect(onError).toHaveBeenCalledTimes(1);
    expect(onError.mock.calls[0]?.[0]).toMatchObject({
      'http.response.status_code': 200,
      'failwell.outcome': 'already_sent',
    });
  });
});

describe('what something patched the response with', () => {
  test('a setHeader that throws still leaves an answer', async () => {
    const fail = errorHandler(silent);
    const { port } = await serve((request, response) => {
      const setHeader = response.setHeader.bind(response);
      response.setHeader = (name, value) => {
        if (name === 'Cache-Control') throw new Error('patched');
        return setHeader(name, value);
      };
      fail(new BadGateway(), request, response);
    });
    expect(await ask(port, getRequest)).toContain('HTTP/1.1 500');
  });
});

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

describe('as a user mounts it', () => {
  test.each([
    ['a typed error', new Conflict('Order 7 is locked', { reason: 'ORDER_LOCKED' }), 409, 'Order 7 is locked'],
    ['a bug', new TypeError('secret'), 500, 'Internal Server Error'],
    [
      'an upstream that refused',
      Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:80'), { code: 'ECONNREFUSED' }),
      502,
      'Bad Gateway',
    ],
  ])('%s leaves as the documented envelope', async (_title, error, status, message) => {
    const response = await request(createServer(failing(error)))
      .get('/')
      .expect(status);
    expect(response.body.error).toMatchObject({ code: status, message });
  });
});
