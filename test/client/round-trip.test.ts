import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import fc from 'fast-check';
import createFastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanText } from '../../src/client/clean-text.ts';
import { errorFromResponse, type ReceivedError, retryAdvice } from '../../src/client.ts';
import { statusClasses } from '../../src/error/classes.ts';
import { isErrorStatus } from '../../src/error/status.ts';
import { errorHandler as createExpressHandler } from '../../src/express.ts';
import { errorHandler as createFastifyHandler } from '../../src/fastify.ts';
import { errorHandler as createFetchHandler } from '../../src/fetch.ts';
import { errorHandler as createHonoHandler } from '../../src/hono.ts';
import { toJsonSafe } from '../../src/http/json-safe.ts';
import { type ErrorHandlerOptions, HttpError, type HttpErrorOptions, planErrorResponse } from '../../src/index.ts';
import { installErrorHandler } from '../../src/koa.ts';
import { errorHandler as createNodeHandler } from '../../src/node.ts';
import { exchangeHttp2 } from '../support/http2-client.ts';

const formats = ['envelope', 'problem'] as const;
type Format = (typeof formats)[number];

const optionsOf = (format: Format): ErrorHandlerOptions => ({
  format,
  include: ['retry', 'requestId'],
  unregistered: 'allow',
  retry: { random: () => 0.5 },
  logger: false,
});

/** What the next request meets. */
let current = new HttpError(500);
const fail = (): never => {
  throw current;
};

const listeners: Readonly<Record<string, (options: ErrorHandlerOptions) => Promise<RequestListener>>> = {
  'node:http': async (options) => {
    const handle = createNodeHandler(options);
    return (incoming, response) => handle(current, incoming, response);
  },
  'Express 5': async (options) => {
    const app = express();
    app.use(fail);
    app.use(createExpressHandler(options));
    return app as RequestListener;
  },
  'Koa 3': async (options) => {
    const app = new Koa();
    app.silent = true;
    installErrorHandler(app, options);
    app.use(fail);
    return app.callback() as RequestListener;
  },
  'Fastify 5': async (options) => {
    const app = createFastify();
    app.setErrorHandler(createFastifyHandler(options));
    app.all('*', async () => fail());
    await app.ready();
    return (incoming, response) => app.routing(incoming, response);
  },
  'Hono 4': async (options) => {
    const app = new Hono();
    app.onError(createHonoHandler(options));
    app.all('*', fail);
    return getRequestListener(app.fetch) as RequestListener;
  },
};

interface Sent {
  readonly method: string;
  readonly requestId: string;
}

type Ask = (sent: Sent) => Promise<ReceivedError | undefined>;

const running: Server[] = [];
afterAll(() => {
  for (const server of running) server.close();
});

async function listen(server: Server): Promise<number> {
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function overHttp1(listener: RequestListener): Promise<Ask> {
  const port = await listen(createHttpServer(listener));
  // Not fetch: it takes every 407 for a failure of the network (Fetch standard, HTTP-network-or-cache fetch).
  return async ({ method, requestId }) =>
    errorFromResponse(await request(`http://127.0.0.1:${port}/`, { method, headers: { 'x-request-id': requestId } }));
}

async function overHttp2(listener: RequestListener): Promise<Ask> {
  const port = await listen(createHttp2Server(listener as never) as unknown as Server);
  return async ({ method, requestId }) => {
    const { responses } = await exchangeHttp2(port, [{ method, path: '/', headers: { 'x-request-id': requestId } }]);
    const [{ status, fields, body } = { status: 0, fields: [], body: '' }] = responses;
    return errorFromResponse({ status, headers: fields, body });
  };
}

function inProcess(options: ErrorHandlerOptions): Ask {
  const handle = createFetchHandler(options);
  return async ({ method, requestId }) => {
    return errorFromResponse(
      handle(current, new Request('http://x/', { method, headers: { 'x-request-id': requestId } })),
    );
  };
}

const anError = fc
  .record(
    {
      status: fc.oneof(fc.constantFrom(...Object.keys(statusClasses).map(Number)), fc.integer({ min: 400, max: 599 })),
      message: fc.string(),
      reason: fc.oneof(fc.string({ minLength: 1, maxLength: 300 }), fc.constantFrom('ORDER_LOCKED', '__proto__')),
      details: fc.jsonValue({ maxDepth: 5 }),
      retryAfter: fc.oneof(fc.integer({ min: -5, max: 200_000 }), fc.double(), fc.constantFrom(0.2, 86_400, 1e300)),
      transient: fc.boolean(),
      expose: fc.boolean(),
      type: fc.constant('https://example.com/problem'),
      title: fc.string(),
      extensions: fc.dictionary(fc.constantFrom('code', 'balance', 'errors', 'message'), fc.jsonValue({ maxDepth: 1 })),
    },
    { requiredKeys: ['status'] },
  )
  .map(({ status, message, ...options }) => ({ status, message, options: options as HttpErrorOptions }));

const aRequest = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT'),
  requestId: fc.stringMatching(/^[A-Za-z0-9._~:+/=@;-]{1,40}$/),
});

type Given = typeof anError extends fc.Arbitrary<infer T> ? T : never;

/** What JSON makes of it, as far as failwell sends it at all. */
function toSent(value: unknown): unknown {
  const safe = toJsonSafe(value).value ?? undefined;
  return safe === undefined ? undefined : JSON.parse(JSON.stringify(safe));
}

async function expectRoundTrip(ask: Ask, format: Format, given: Given, sent: Sent): Promise<void> {
  current = new HttpError(given.status, given.message, given.options);
  const asked = { method: sent.method, url: '/', headers: { 'x-request-id': sent.requestId } };
  // The hint of the server by itself, not of its bytes.
  const hint = planErrorResponse(current, asked, optionsOf(format)).facts.retry;
  const error = await ask(sent);
  const { reason, details, expose } = given.options;
  expect(isErrorStatus(error?.status)).toBe(true);
  expect({
    status: error?.status,
    received: error?.response.status,
    reason: error?.reason,
    details: error?.details,
    requestId: error?.requestId,
    retry: [error?.retry.retryable, error?.retry.after, error?.retry.idempotentOnly],
    source: error?.retry.source === 'status',
    retryAfter: error?.retryAfter,
  }).toEqual({
    status: given.status,
    received: given.status,
    // Without what would forge a line of a log.
    reason: cleanText(reason, 256) || undefined,
    details: expose === false ? undefined : toSent(details),
    requestId: sent.requestId,
    retry: [hint?.retryable, hint?.after, hint?.idempotentOnly === true],
    source: false,
    retryAfter: hint?.after,
  });
  expect(retryAdvice(error)).toBe(error?.retry);
  expect(error).toBeInstanceOf(statusClasses[given.status] ?? HttpError);
}

describe.each(formats)('what any host sends as %s is what the client reads', (format) => {
  test('fetch, in process', async () => {
    const ask = inProcess(optionsOf(format));
    await fc.assert(
      fc.asyncProperty(anError, aRequest, (given, sent) => expectRoundTrip(ask, format, given, sent)),
      { numRuns: 400 },
    );
  });

  describe('over sockets', () => {
    const asks = new Map<string, Ask>();
    beforeAll(async () => {
      for (const [name, build] of Object.entries(listeners))
        asks.set(name, await overHttp1(await build(optionsOf(format))));
      asks.set(
        'node:http2',
        await overHttp2(await (listeners['node:http'] as (typeof listeners)[string])(optionsOf(format))),
      );
    });

    test.each([...Object.keys(listeners), 'node:http2'])('%s', async (name) => {
      const ask = asks.get(name) as Ask;
      await fc.assert(
        fc.asyncProperty(anError, aRequest, (given, sent) => expectRoundTrip(ask, format, given, sent)),
        { numRuns: 40 },
      );
    });
  });
});

test('the longest that failwell sends is within the default bound', async () => {
  const text = '\u0001'.repeat(65_536);
  current = new HttpError(400, '\u0001'.repeat(5000), { details: text, reason: '\u0001'.repeat(300) });
  const error = await inProcess(optionsOf('envelope'))({ method: 'GET', requestId: 'x' });
  expect(error?.details).toBe(text);
});
