import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { PassThrough, pipeline } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { BadGateway, Conflict } from '../../src/index.ts';
import { errorHandler } from '../../src/node.ts';
import { ask, getRequest } from '../support/ask.ts';
import { request } from '../support/checked-request.ts';
import { connectRaw } from '../support/raw-http.ts';
import { serve } from '../support/servers.ts';

const silent = { logger: false } as const;

function failing(error: unknown, options: object = silent) {
  const fail = errorHandler(options);
  return (request: IncomingMessage, response: ServerResponse): void => fail(error, request, response);
}

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
