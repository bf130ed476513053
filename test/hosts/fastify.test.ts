import { createReadStream } from 'node:fs';
import type { AddressInfo } from 'node:net';
import createFastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { errorHandler, notFoundHandler } from '../../src/fastify.ts';
import { BadGateway, type ErrorHandlerOptions, NotFound } from '../../src/index.ts';
import type { ErrorReport } from '../../src/report/error-report.ts';
import { ask, getRequest } from '../support/ask.ts';

const apps: FastifyInstance[] = [];
afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

function createApp(options: ErrorHandlerOptions = {}): FastifyInstance {
  const app = createFastify({ forceCloseConnections: true });
  apps.push(app);
  app.setErrorHandler(errorHandler({ logger: false, server: false, ...options }));
  app.setNotFoundHandler(notFoundHandler());
  return app;
}

async function listen(app: FastifyInstance): Promise<number> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
}

/** As @fastify/cors and @fastify/helmet do it. */
function setFields(reply: FastifyReply): void {
  reply.header('Access-Control-Allow-Origin', 'https://shop.example').header('Vary', 'Origin');
  reply.header('Set-Cookie', 'a=1').header('Set-Cookie', 'b=2');
  reply.header('Cache-Control', 'public, max-age=3600').header('ETag', '"v1"').header('Content-Type', 'text/csv');
}

const envelope = (code: number, message: string) => JSON.stringify({ error: { code, message } });

describe('an answer through reply.send', () => {
  it('ST-1, ST-2: keeps CORS and cookies, drops what belonged to the other answer, adds no charset', async () => {
    const app = createApp();
    app.addHook('onRequest', async (_request, reply) => setFields(reply));
    app.get('/', async () => {
      throw new BadGateway('secret');
    });
    const { statusCode, statusMessage, headers, payload } = await app.inject('/');
    expect([statusCode, statusMessage, payload]).toEqual([502, 'Bad Gateway', envelope(502, 'Bad Gateway')]);
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'https://shop.example',
      'cache-control': 'no-store',
      'content-length': '46',
      'content-type': 'application/json',
      'set-cookie': ['a=1', 'b=2'],
      vary: 'Origin',
    });
    expect(headers).not.toHaveProperty('etag');
  });

  it('several lines of one field that the answer brings go out apart', async () => {
    const app = createApp();
    app.get('/', async () => {
      const headers = [
        ['WWW-Authenticate', 'Bearer'],
        ['WWW-Authenticate', 'Basic realm="x"'],
      ] as const;
      throw Object.assign(new NotFound(), { status: 401, statusCode: 401, headers });
    });
    expect((await app.inject('/')).statusCode).toBe(401);
  });

  it('FR-5: HEAD has the length of GET and no content', async () => {
    const app = createApp();
    app.get('/', async () => {
      throw new BadGateway();
    });
    const { headers, payload } = await app.inject({ method: 'HEAD', url: '/' });
    expect([headers['content-length'], payload]).toEqual(['46', '']);
  });

  it('onSend hooks see the answer and can add a field', async () => {
    const app = createApp();
    const seen: string[] = [];
    app.addHook('onSend', async (_request, reply, payload) => {
      seen.push(String(payload));
      reply.header('X-Session', 'saved');
      return payload;
    });
    app.get('/', async () => {
      throw new BadGateway();
    });
    const { headers } = await app.inject('/');
    expect(headers['x-session']).toBe('saved');
    expect(seen).toEqual([envelope(502, 'Bad Gateway')]);
  });

  it.each([
    ['async', async () => Promise.reject(new Error('secret'))],
    [
      'callback',
      (_request: unknown, _reply: unknown, _payload: unknown, done: (error: Error) => void) =>
        done(new Error('secret')),
    ],
  ])('SE-4: an onSend hook that fails (%s) changes nothing of the answer, and is on record', async (_, hook) => {
    const reports: ErrorReport[] = [];
    const app = createApp({ onError: (report) => void reports.push(report) });
    app.addHook('onSend', hook as never);
    app.get('/', async () => {
      throw new BadGateway();
    });
    const port = await listen(app);
    const text = await ask(port, getRequest);
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(text).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n/);
    expect(text).toMatch(/\r\ncontent-type: application\/json\r\n/i);
    expect(text.endsWith(envelope(502, 'Bad Gateway'))).toBe(true);
    expect(reports.map((report) => report['failwell.outcome']).sort()).toEqual(['already_sent', 'sent']);
  });

  it('SL-5: a second failure while an onSend hook works is one answer', async () => {
    const reports: ErrorReport[] = [];
    const app = createApp({ onError: (report) => void reports.push(report) });
    app.addHook('onSend', async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    app.get('/', async (_request, reply) => {
      reply.send(new BadGateway());
      throw new Error('secret');
    });
    const port = await listen(app);
    const text = await ask(port, getRequest);
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(text).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n/);
    expect(reports.map((report) => report['failwell.outcome'])).toEqual(['sent', 'already_sent']);
  });

  it.each([null, undefined, 'secret', 0, false])('SE-3: throw %s is a 500', async (thrown) => {
    const app = createApp();
    app.get('/async', async () => {
      throw thrown;
    });
    app.get('/sync', () => {
      throw thrown;
    });
    for (const url of ['/async', '/sync']) {
      const { statusCode, payload } = await app.inject(url);
      expect([statusCode, payload], url).toEqual([500, envelope(500, 'Internal Server Error')]);
    }
  });

  it("Fastify's own errors keep their status: validation 400, a body that is no JSON 400, media type 415", async () => {
    const app = createApp();
    const schema = { body: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } } };
    app.post('/', { schema }, async () => 'ok');
    const send = async (payload: string, type: string) =>
      (await app.inject({ method: 'POST', url: '/', payload, headers: { 'content-type': type } })).statusCode;
    expect(await send('{}', 'application/json')).toBe(400);
    expect(await send('{', 'application/json')).toBe(400);
    expect(await send('x', 'text/unheard-of')).toBe(415);
  });

  it('notFoundHandler() and the route of the record', async () => {
    const reports: ErrorReport[] = [];
    const app = createApp({ onError: (report) => void reports.push(report) });
    app.get('/orders/:id', async () => {
      throw new BadGateway();
    });
    expect((await app.inject('/nowhere')).payload).toBe(envelope(404, 'Not Found'));
    await app.inject('/orders/7');
    expect(reports.map((report) => report['http.route'])).toEqual([undefined, '/orders/:id']);
  });
});

describe('an answer around Fastify', () => {
  it('CO-3: an unread upload is answered at once with a close, and the fields of hooks stay', async () => {
    const app = createApp({ linger: { totalMs: 500, idleMs: 50, bytes: 1_000_000 } });
    app.addHook('onRequest', async (_request, reply) => {
      setFields(reply);
      throw new NotFound('early');
    });
    app.post('/', async () => 'ok');
    const port = await listen(app);
    const text = await ask(port, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nxx');
    expect(text).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
    expect(text).toMatch(/\r\nconnection: close\r\n/i);
    expect(text).toMatch(/\r\naccess-control-allow-origin: https:\/\/shop\.example\r\n/i);
    expect(text).not.toMatch(/etag|max-age/i);
    expect(text.endsWith(envelope(404, 'early'))).toBe(true);
  });

  it('TR-1: a stream that fails after its first bytes is cut, and one that fails before is answered', async () => {
    const reports: ErrorReport[] = [];
    const app = createApp({ onError: (report) => void reports.push(report) });
    app.get('/missing', (_request, reply) => reply.send(createReadStream('/nonexistent/file')));
    app.get('/raw', async (_request, reply) => {
      reply.raw.write('part');
      await new Promise((resolve) => setTimeout(resolve, 10));
      throw new BadGateway();
    });
    const port = await listen(app);
    const missing = await ask(port, 'GET /missing HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(missing).toMatch(/^HTTP\/1\.1 500 /);
    expect(missing).not.toContain('nonexistent');
    const cut = await ask(port, 'GET /raw HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(cut).toMatch(/^HTTP\/1\.1 200 /);
    expect(cut).not.toMatch(/0\r\n\r\n$|Bad Gateway/);
    expect(reports.map((report) => report['failwell.outcome'])).toEqual(['sent', 'cut']);
  });

  it('SL-5: reply.send followed by a throw is one answer', async () => {
    const app = createApp();
    app.get('/', async (_request, reply) => {
      reply.send('done');
      throw new BadGateway();
    });
    const port = await listen(app);
    const text = await ask(port, getRequest);
    expect(text.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*done$/);
  });
});
