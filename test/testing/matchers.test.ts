import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';
import express from 'express';
import fastify from 'fastify';
import got from 'got';
import inject, { type DispatchFunc } from 'light-my-request';
import supertest from 'supertest';
import { request as undiciRequest } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorHandler } from '../../src/express.ts';
import { errorHandler as fastifyErrorHandler } from '../../src/fastify.ts';
import { errorHandler as fetchErrorHandler } from '../../src/fetch.ts';
import {
  Conflict,
  createError,
  NotFound,
  planErrorResponse,
  ServiceUnavailable,
  TooManyRequests,
  Unauthorized,
} from '../../src/index.ts';
import { errorHandler as nodeErrorHandler } from '../../src/node.ts';
import { matchers, renderError } from '../../src/testing.ts';

expect.extend(matchers);

const locked = (): Conflict => new Conflict('order 7 is locked', { reason: 'ORDER_LOCKED', details: { order: 7 } });
const wanted = { reason: 'ORDER_LOCKED', message: 'order 7 is locked', details: { order: 7 } } as const;

const app = express();
app.get('/locked', () => {
  throw locked();
});
app.get('/limited', () => {
  throw new TooManyRequests({ retryAfter: 30 });
});
app.use(errorHandler());
const server = createServer(app);
let origin = '';
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

/** The matcher as a framework calls it, without a framework. */
const call = (received: unknown, ...args: readonly unknown[]): { pass: boolean; message: () => string } =>
  (matchers.toBeErrorResponse as (...all: unknown[]) => never).call(undefined, received, ...args);

describe('the same response from every client', () => {
  test('supertest: a response, and a request that is awaited', async () => {
    expect(await supertest(app).get('/locked')).toBeErrorResponse(409, wanted);
    await expect(supertest(app).get('/locked')).toBeErrorResponse(409, wanted);
  });

  test('fetch: a response, a promise of one; the body can still be read', async () => {
    const response = await fetch(`${origin}/locked`);
    await expect(response).toBeErrorResponse(409, wanted);
    expect(await response.json()).toMatchObject({ error: { code: 409 } });
    await expect(fetch(`${origin}/locked`)).toBeErrorResponse(409, wanted);
    await expect(fetch(`${origin}/locked`)).resolves.toBeErrorResponse(409, wanted);
    await expect(expect(response).toBeErrorResponse(409)).rejects.toThrow('was read already');
  });

  test('light-my-request: Fastify inject', async () => {
    const own = fastify();
    own.setErrorHandler(fastifyErrorHandler());
    own.get('/locked', () => {
      throw locked();
    });
    expect(await own.inject('/locked')).toBeErrorResponse(409, wanted);
    await own.close();
    const fail = nodeErrorHandler();
    const listener = ((req, res) => fail(locked(), req as never, res as never)) as DispatchFunc;
    expect(await inject(listener, '/locked')).toBeErrorResponse(409, wanted);
  });

  test('axios and got: responses, and errors that carry one', async () => {
    expect(await axios.get(`${origin}/locked`, { validateStatus: null })).toBeErrorResponse(409, wanted);
    await expect(axios.get(`${origin}/locked`)).toBeErrorResponse(409, wanted);
    expect(await got(`${origin}/locked`, { throwHttpErrors: false, retry: { limit: 0 } })).toBeErrorResponse(
      409,
      wanted,
    );
    await expect(got(`${origin}/locked`, { retry: { limit: 0 } })).toBeErrorResponse(409, wanted);
    await expect(axios.get('http://127.0.0.1:9')).rejects.toThrow();
    await expect(expect(axios.get('http://127.0.0.1:9')).toBeErrorResponse(502)).rejects.toThrow(
      /ECONNREFUSED|bad port/,
    );
  });

  test('undici and node:http', async () => {
    await expect(await undiciRequest(`${origin}/locked`)).toBeErrorResponse(409, wanted);
    const message = await new Promise<IncomingMessage>((resolve) => get(`${origin}/locked`, resolve));
    await expect(message).toBeErrorResponse(409, wanted);
  });

  test('a plan, a rendered error, a Response of failwell/fetch', async () => {
    expect(planErrorResponse(locked(), { url: '/' })).toBeErrorResponse(409, wanted);
    expect(renderError(locked())).toBeErrorResponse(409, wanted);
    await expect(fetchErrorHandler()(locked(), new Request('http://x/'))).toBeErrorResponse(409, wanted);
  });

  test('HEAD: no content, and none is asked for', async () => {
    expect(await supertest(app).head('/locked')).toBeErrorResponse(409);
    await expect(await fetch(`${origin}/locked`, { method: 'HEAD' })).toBeErrorResponse(409, { method: 'HEAD' });
    expect(renderError(locked(), { method: 'HEAD' })).toBeErrorResponse(409);
  });
});

describe('what can be named', () => {
  const problem = renderError(
    new NotFound('no order 7', { type: 'https://errors.example/order', title: 'No order', instance: '/orders/7' }),
    '/orders/7',
    { format: 'problem', include: ['status', 'retry', 'requestId'], help: '/errors' },
  );

  test('members of problem details', () => {
    expect(problem).toBeErrorResponse(404, {
      type: /order$/,
      title: 'No order',
      detail: 'no order 7',
      message: 'no order 7',
      instance: '/orders/7',
      canonical: 'NOT_FOUND',
      help: '/errors/404',
      retry: { retryable: false },
      requestId: expect.any(String),
      traceId: null,
      mediaType: 'application/problem+json',
      retryAfter: false,
    });
  });

  test('Retry-After in seconds, any, none, by predicate', async () => {
    const limited = await supertest(app).get('/limited');
    expect(limited).toBeErrorResponse(429, { retryAfter: 30 });
    expect(limited).toBeErrorResponse(429, { retryAfter: true });
    expect(limited).toBeErrorResponse({ retryAfter: (seconds) => Number(seconds) < 60 });
    expect(limited).not.toBeErrorResponse(429, { retryAfter: false });
    expect(limited).not.toBeErrorResponse(429, { retryAfter: 31 });
  });

  test('headers in any case, patterns, absence, lists; the whole body', () => {
    const response = renderError(new Unauthorized({ challenges: ['Bearer', 'Basic realm="a"'] }));
    expect(response).toBeErrorResponse(401, {
      headers: {
        'www-authenticate': /Bearer/,
        Allow: null,
        'Content-Length': 47,
        'WWW-Authenticate': ['Bearer', 'Basic realm="a"'],
      },
      body: { error: { code: 401, message: 'Unauthorized' } },
    });
    expect(response).not.toBeErrorResponse(401, { headers: { Allow: /./ } });
    expect(response).not.toBeErrorResponse(401, { body: { error: { code: 401 } } });
  });

  test('an own Cache-Control has to be named', () => {
    const cached = renderError(new NotFound({ cacheControl: 'max-age=60' }));
    expect(call(cached, 404).message()).toContain('CA-4 (POLICY): Cache-Control is "max-age=60", not no-store');
    expect(cached).toBeErrorResponse(404, { cacheControl: 'max-age=60' });
    expect(cached).toBeErrorResponse(404, { ignore: ['CA-4'] });
  });

  test('nothing named: any correctly formed error', () => {
    expect(problem).toBeErrorResponse();
    expect(call({ status: 200, headers: {}, body: 'ok' }).pass).toBe(false);
  });
});

describe('failures say what was expected and what came', () => {
  test('status, members and the whole response', () => {
    const { pass, message } = call(renderError(locked()), 410, { reason: 'GONE', details: { order: 8 } });
    expect(pass).toBe(false);
    const text = message();
    for (const line of [
      '- status: 410',
      '+ status: 409',
      '- reason: "GONE"',
      '+ reason: "ORDER_LOCKED"',
      '- details: {"order":8}',
      '+ details: {"order":7}',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).toContain('expect(response).toBeErrorResponse(410, {"reason":"GONE","details":{"order":8}})');
    expect(text).toMatch(/Received:\n {2}409 Conflict\n {2}Date: .*\n[\s\S]*\n {2}\{"error":\{"code":409,/);
  });

  test('in the words of the framework', () => {
    let text = '';
    try {
      expect(renderError(locked())).toBeErrorResponse(409, { reason: expect.stringMatching(/^X/) });
    } catch (error) {
      text = (error as Error).message;
    }
    expect(text).toMatch(/- reason: StringMatching/);
  });

  test('.not compares what is named, and not the form', () => {
    expect(renderError(locked())).not.toBeErrorResponse(404);
    expect(() => expect(renderError(locked())).not.toBeErrorResponse(409)).toThrow('what it must not be');
    // A 404 without Date is still a 404.
    const bare = { status: 404, headers: {}, body: '' };
    expect(() => expect(bare).not.toBeErrorResponse(404)).toThrow('what it must not be');
  });

  test.each([
    ['no response', [{ a: 1 }], 'must be a response of fetch'],
    ['nothing', [undefined], 'was undefined'],
    ['a misspelt expectation', [renderError(locked()), 409, { reson: 'x' }], 'did you mean "reason"'],
    ['a status that is none', [renderError(locked()), '409'], '"status" must be a number'],
    ['a rule that is none', [renderError(locked()), 409, { ignore: ['XX-1'] }], '"ignore" must name rules'],
  ])('%s is a mistake of the test, with .not too', (_, args, words) => {
    expect(() => call(...(args as [unknown]))).toThrow(words);
  });

  test('a value that is equal by JSON alone is compared without a framework', () => {
    expect(call(renderError(locked()), 409, { details: { order: expect.any(Number) } }).pass).toBe(true);
    expect(call(renderError(locked()), 409, { details: { order: 7, more: undefined } }).pass).toBe(true);
    expect(call(renderError(locked()), 409, { details: [7] }).pass).toBe(false);
  });
});

test('what other handlers send is found out: the default of Express', async () => {
  const plain = express();
  plain.get('/', () => {
    throw new Error('secret');
  });
  const { pass, message } = call(await supertest(plain).get('/'), 500);
  expect(pass).toBe(false);
  expect(message()).toMatch(/CA-4 \(POLICY\)/);
  expect(message()).toMatch(/DT-6 \(POLICY\): X-Powered-By is there/);
});

test('createError of every status renders a correctly formed response in every format', () => {
  for (const accept of ['application/json', 'application/problem+json', 'text/html', 'text/plain']) {
    for (const status of [400, 404, 409, 428, 429, 451, 500, 502, 503, 511]) {
      const response = renderError(createError(status), { headers: { Accept: accept } }, { format: 'negotiate' });
      expect(response).toBeErrorResponse(status, { mediaType: accept });
    }
  }
  expect(renderError(new ServiceUnavailable())).toBeErrorResponse(503, { retryAfter: true });
});
