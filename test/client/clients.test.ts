import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import axios from 'axios';
import express from 'express';
import got from 'got';
import ky from 'ky';
import nodeFetch from 'node-fetch';
import superagent from 'superagent';
import { Agent, interceptors, fetch as undiciFetch, request as undiciRequest } from 'undici';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { errorFromCaught, errorFromResponse, retryAdvice } from '../../src/client.ts';
import { errorHandler } from '../../src/express.ts';
import { BadGateway, Conflict, GatewayTimeout, type HttpError } from '../../src/index.ts';
import { serve } from '../support/servers.ts';

let url = '';

beforeEach(async () => {
  const app = express();
  app.get('/conflict', (_req, res) => {
    res.set('X-Request-Id', 'req-7');
    throw new Conflict('Order 7 is locked', { reason: 'ORDER_LOCKED', details: { by: 'billing' }, retryAfter: 9 });
  });
  app.get('/page', (_req, res) => void res.status(502).send('<title>502 Bad Gateway</title>'));
  app.get('/invalid', (_req, res) => void res.type('json').send('<html>'));
  app.get('/ok', (_req, res) => void res.json({ ok: true }));
  app.use(errorHandler({ include: ['retry', 'requestId'] }));
  ({ url } = await serve(app));
});

const readMessage = async (target: string): Promise<IncomingMessage> => {
  const [message] = (await once(get(target), 'response')) as [IncomingMessage];
  return message;
};

/** Clients that give the response back. */
const returning: readonly (readonly [name: string, ask: (target: string) => Promise<unknown>])[] = [
  ['fetch', (target) => fetch(target)],
  ['undici fetch', (target) => undiciFetch(target)],
  ['undici request', (target) => undiciRequest(target)],
  ['node-fetch', (target) => nodeFetch(target)],
  ['node:http', readMessage],
  ['axios, validateStatus', (target) => axios.get(target, { validateStatus: null, proxy: false })],
  ['axios, stream', (target) => axios.get(target, { validateStatus: null, responseType: 'stream', proxy: false })],
  [
    'axios, arraybuffer',
    (target) => axios.get(target, { validateStatus: null, responseType: 'arraybuffer', proxy: false }),
  ],
  ['axios, the fetch adapter', (target) => axios.get(target, { validateStatus: null, adapter: 'fetch', proxy: false })],
  ['got, throwHttpErrors', (target) => got(target, { throwHttpErrors: false, retry: { limit: 0 } })],
  ['got, json', (target) => got(target, { throwHttpErrors: false, retry: { limit: 0 }, responseType: 'json' })],
  ['got, buffer', (target) => got(target, { throwHttpErrors: false, retry: { limit: 0 }, responseType: 'buffer' })],
  ['ky, throwHttpErrors', (target) => ky.get(target, { throwHttpErrors: false, retry: 0 })],
  ['superagent, ok', (target) => superagent.get(target).ok(() => true)],
];

/** Clients that throw it. */
const throwing: readonly (readonly [name: string, ask: (target: string) => Promise<unknown>])[] = [
  ['axios', (target) => axios.get(target, { proxy: false })],
  ['axios, text', (target) => axios.get(target, { responseType: 'text', proxy: false })],
  ['axios, stream', (target) => axios.get(target, { responseType: 'stream', proxy: false })],
  ['got', (target) => got(target, { retry: { limit: 0 } })],
  ['got, json', (target) => got(target, { retry: { limit: 0 } }).json()],
  ['ky', (target) => ky.get(target, { retry: 0 })],
  ['ky, json', (target) => ky.get(target, { retry: 0 }).json()],
  ['superagent', (target) => superagent.get(target)],
  [
    'undici, responseError',
    (target) => undiciRequest(target, { dispatcher: new Agent().compose(interceptors.responseError()) }),
  ],
  [
    'a thrown Response',
    async (target) => {
      throw await fetch(target);
    },
  ],
];

async function caughtBy(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (caught) {
    return caught;
  }
  throw new Error('nothing was thrown');
}

function expectConflict(error: HttpError | undefined): void {
  expect(error).toBeInstanceOf(Conflict);
  expect(error?.message).toBe('Order 7 is locked');
  expect(error).toMatchObject({
    status: 409,
    reason: 'ORDER_LOCKED',
    details: { by: 'billing' },
    retryAfter: 9,
    requestId: 'req-7',
    retry: { retryable: true, after: 9, source: 'header' },
    response: { status: 409, headers: { 'x-request-id': 'req-7' }, format: 'json' },
  });
}

describe.each(returning)('%s', (_name, ask) => {
  test('a response of failwell', async () => {
    expectConflict(await errorFromResponse(await ask(`${url}/conflict`)));
  });

  test('a page of a proxy', async () => {
    const error = await errorFromResponse(await ask(`${url}/page`));
    expect(error).toBeInstanceOf(BadGateway);
    expect(error?.message).toBe('502 Bad Gateway');
  });

  test('a success is no error', async () => {
    expect(await errorFromResponse(await ask(`${url}/ok`))).toBeUndefined();
  });
});

describe.each(throwing)('%s throws', (name, ask) => {
  test('a response of failwell', async () => {
    const caught = await caughtBy(ask(`${url}/conflict`));
    const error = await errorFromCaught(caught);
    expectConflict(error);
    expect(error?.cause).toBe(caught);
  });

  test('a page of a proxy', async () => {
    const error = await errorFromCaught(await caughtBy(ask(`${url}/page`)));
    // undici's interceptor reads JSON and text alone.
    expect([error?.status, error?.message]).toEqual([
      502,
      name.startsWith('undici') ? 'Bad Gateway' : '502 Bad Gateway',
    ]);
  });
});

const clients: readonly (readonly [name: string, ask: (target: string, ms?: number) => Promise<unknown>])[] = [
  ['fetch', (target, ms = 5_000) => fetch(target, { signal: AbortSignal.timeout(ms) })],
  [
    'undici',
    (target, ms = 5_000) =>
      undiciRequest(target, { headersTimeout: ms, dispatcher: new Agent({ connectTimeout: 5_000 }) }),
  ],
  ['node-fetch', (target, ms = 5_000) => nodeFetch(target, { signal: AbortSignal.timeout(ms) })],
  ['axios', (target, timeout = 5_000) => axios.get(target, { timeout, proxy: false })],
  ['got', (target, ms = 5_000) => got(target, { retry: { limit: 0 }, timeout: { request: ms } })],
  ['ky', (target, timeout = 5_000) => ky.get(target, { retry: 0, timeout })],
  ['superagent', (target, ms = 5_000) => superagent.get(target).timeout(ms)],
];

/** A port that was free a moment ago. */
async function refusing(): Promise<string> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

async function raw(onData: (socket: import('node:net').Socket) => void): Promise<string> {
  const sockets = new Set<import('node:net').Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.once('data', () => onData(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe.each(clients)('%s without an answer', (name, ask) => {
  test('refused: 502, worth another try', async () => {
    const caught = await caughtBy(ask(await refusing()));
    const error = await errorFromCaught(caught);
    expect(error).toBeInstanceOf(BadGateway);
    expect(error?.cause).toBe(caught);
    expect(retryAdvice(error, { method: 'GET' })).toEqual({ retryable: true, idempotentOnly: true, source: 'status' });
    expect(retryAdvice(error, { method: 'POST' }).retryable).toBe(false);
  });

  test('cut: 502', async () => {
    const target = await raw((socket) => socket.destroy());
    expect(await errorFromCaught(await caughtBy(ask(target)))).toBeInstanceOf(BadGateway);
  });

  test('no HTTP: 502', async () => {
    const target = await raw((socket) => socket.end('220 mail\r\n\r\n'));
    expect(await errorFromCaught(await caughtBy(ask(target)))).toBeInstanceOf(BadGateway);
  });

  test('late: 504', async () => {
    const target = await raw(() => undefined);
    const error = await errorFromCaught(await caughtBy(ask(target, name === 'undici' ? 1_000 : 100)));
    // node-fetch does not say why it was aborted; that may have been you.
    if (name === 'node-fetch') expect(error).toBeUndefined();
    else expect(error).toBeInstanceOf(GatewayTimeout);
  });
});

describe('what is no failure of HTTP', () => {
  test.each([
    new TypeError("Cannot read properties of undefined (reading 'total')"),
    new SyntaxError('Unexpected token'),
    Object.assign(new Error('no such file'), { code: 'ENOENT' }),
    Object.assign(new Error('log in again'), { code: 'SESSION_TIMEOUT_EXCEEDED' }),
    Object.assign(new Error('row is locked'), { name: 'LockTimeoutError' }),
    Object.assign(new Error('disk full'), { code: 'UNABLE_TO_SAVE' }),
    new DOMException('left', 'AbortError'),
    Object.assign(new Error('canceled'), { name: 'CanceledError', code: 'ERR_CANCELED' }),
    Object.assign(new Error('x'), { status: 404 }),
    null,
    undefined,
    'text',
    404,
    {},
  ])('%s stays what it is', async (caught) => expect(await errorFromCaught(caught)).toBeUndefined());

  test('an abort of your own', async () => {
    const target = await raw(() => undefined);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 30);
    expect(await errorFromCaught(await caughtBy(fetch(target, { signal: controller.signal })))).toBeUndefined();
  });
});

test('a success that the client could not parse is a 502', async () => {
  const caught = await caughtBy(got(`${url}/invalid`, { retry: { limit: 0 } }).json());
  expect(await errorFromCaught(caught)).toBeInstanceOf(BadGateway);
});

test('an HttpError comes back as it is', async () => {
  const error = new Conflict('x');
  expect(await errorFromCaught(error)).toBe(error);
  const received = await errorFromResponse(new Response('', { status: 404 }));
  expect(await errorFromCaught(received)).toBe(received);
});
