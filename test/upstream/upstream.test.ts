import type { RequestListener } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { Ajv } from 'ajv';
import axios from 'axios';
import express from 'express';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { errorHandler } from '../../src/express.ts';
import { BadGateway, type HttpError, isHttpError, NotFound } from '../../src/index.ts';
import { dependency, type UpstreamOptions, upstream } from '../../src/upstream.ts';
import { ask, getRequest } from '../support/ask.ts';
import { connectRaw } from '../support/raw-http.ts';
import { serve } from '../support/servers.ts';

async function caught(promise: Promise<unknown>): Promise<HttpError> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(isHttpError(thrown)).toBe(true);
  return thrown as HttpError;
}

async function callTo(listener: RequestListener, options: UpstreamOptions = {}): Promise<unknown> {
  const { url } = await serve(listener);
  return upstream('orders', (signal) => fetch(url, { signal }), options as never);
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

describe('what an upstream answers', () => {
  test('a success comes back as it is', async () => {
    const reply = (await callTo(json(200, { id: 7 }))) as Response;
    expect(await reply.json()).toEqual({ id: 7 });
  });

  test.each([
    [401, 502],
    [404, 502],
    [500, 502],
    [429, 503],
    [503, 503],
    [408, 504],
    [504, 504],
  ])('%i is our %i, and nothing of it is shown', async (theirs, ours) => {
    const error = await caught(callTo(json(theirs, { error: { code: theirs, message: 'secret' } })));
    expect(error.status).toBe(ours);
    expect(JSON.stringify(error)).not.toContain('secret');
    expect(Reflect.get(error, 'upstream')).toMatchObject({ name: 'orders', status: theirs });
  });

  test('its Retry-After is taken over, bounded by retryAfterCap', async () => {
    const error = await caught(callTo(json(503, {}, { 'Retry-After': '120' }), { retryAfterCap: 60 }));
    expect(error.retryAfter).toBe(60);
  });

  test('its own envelope is kept as the cause', async () => {
    const body = { error: { code: 503, message: 'stock is rebuilding', reason: 'STOCK_REBUILD' } };
    const error = await caught(callTo(json(503, body)));
    const cause = error.cause as Error & { code: string };
    expect(cause.message).toBe('orders answered 503: stock is rebuilding');
    expect(cause.code).toBe('STOCK_REBUILD');
  });

  test('problem details are kept as the cause', async () => {
    const error = await caught(
      callTo(
        json(500, { title: 'Broken', detail: 'disk', type: 'urn:x' }, { 'Content-Type': 'application/problem+json' }),
      ),
    );
    expect((error.cause as Error).message).toBe('orders answered 500: Broken: disk');
  });

  test('passOn makes chosen statuses ours, with our own text', async () => {
    const error = await caught(callTo(json(404, { error: { message: 'row 7 of shard 3' } }), { passOn: [404, 409] }));
    expect(error).toBeInstanceOf(NotFound);
    expect(JSON.stringify(error)).toBe('{"error":{"code":404,"message":"Not Found"}}');
  });

  test('passOn works for a client library that throws by itself', async () => {
    const { url } = await serve(json(409, {}));
    const error = await caught(upstream('orders', (signal) => axios.get(url, { signal }), { passOn: [409] }));
    expect(error.status).toBe(409);
  });
});

describe('replies that cannot be used', () => {
  test('a body that is no JSON is 502 where it is read', async () => {
    const reply = (await callTo(json(200, 'not json'))) as Response;
    const error = await caught(reply.json());
    expect(error).toBeInstanceOf(BadGateway);
    expect((error.cause as Error).name).toBe('SyntaxError');
  });

  test('a body that is cut is 502 where it is read', async () => {
    const reply = (await callTo((_request, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('{"a":');
      setTimeout(() => response.destroy(), 20);
    })) as Response;
    expect((await caught(reply.json())).status).toBe(502);
  });

  test('a reply that breaks its schema is 502; the violations are for the record and hold no values', async () => {
    const schema = { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] };
    expect(await callTo(json(200, { id: 7 }), { schema })).toEqual({ id: 7 });
    const error = await caught(callTo(json(200, { id: 'secret' }), { schema }));
    expect(error.status).toBe(502);
    expect(Reflect.get(error, 'upstream').violations).toEqual([{ pointer: '#/id', keyword: 'type' }]);
    expect(JSON.stringify([error, Reflect.get(error, 'upstream')])).not.toContain('secret');
  });

  test('a compiled validate function needs no Ajv of ours', async () => {
    const schema = new Ajv().compile({ type: 'array' });
    expect((await caught(callTo(json(200, {}), { schema }))).status).toBe(502);
    expect(await callTo(json(200, [1]), { schema })).toEqual([1]);
  });

  test('a SyntaxError, a TypeError and a validator in the call are the upstream', async () => {
    for (const thrown of [new SyntaxError('x'), new TypeError('y'), { issues: [] }, 'z', null]) {
      expect((await caught(upstream('orders', () => Promise.reject(thrown)))).status).toBe(502);
    }
  });

  test('an error of ours that the call throws on purpose stays what it is', async () => {
    const own = new NotFound('No such order');
    expect(await caught(upstream('orders', () => Promise.reject(own)))).toBe(own);
  });
});

describe('deadlines and disconnects', () => {
  const hang: RequestListener = () => undefined;

  test('the signal fires on the deadline: 504', async () => {
    const error = await caught(callTo(hang, { timeout: 50 }));
    expect(error.status).toBe(504);
    expect(error.transient).toBe(true);
  });

  test('a call that does not heed the signal is left behind', async () => {
    const error = await caught(upstream('orders', () => new Promise(() => undefined), { timeout: 30 }));
    expect(error.status).toBe(504);
  });

  test('the deadline goes on while the body is read', async () => {
    const reply = (await callTo(
      (_request, response) => {
        response.writeHead(200);
        response.write('part');
      },
      { timeout: 100 },
    )) as Response;
    expect((await caught(reply.text())).status).toBe(504);
  });

  test('a signal that is aborted already ends the call: 504', async () => {
    const error = await caught(upstream('orders', () => new Promise(() => undefined), { signal: AbortSignal.abort() }));
    expect(error.status).toBe(504);
  });

  test('the client leaves: the call is aborted, nothing is sent, the record says 499', async () => {
    const reports = vi.fn();
    const aborted = vi.fn();
    const { url } = await serve(hang);
    const app = express();
    app.get('/', async (request, response) => {
      await upstream(
        'orders',
        (signal) => {
          signal.addEventListener('abort', aborted);
          return fetch(url, { signal });
        },
        { request },
      );
      response.end('unreachable');
    });
    app.use(errorHandler({ logger: false, onError: reports }));
    const { port } = await serve(app);
    const connection = await connectRaw(port);
    connection.expect('GET');
    connection.send(getRequest);
    setTimeout(() => connection.destroy(), 80);
    await vi.waitFor(() => expect(reports).toHaveBeenCalledTimes(1), 2_000);
    expect(aborted).toHaveBeenCalledTimes(1);
    expect(reports.mock.calls[0]?.[0]).toMatchObject({ 'http.response.status_code': 499 });
  });

  test('no listener is left on a kept connection', async () => {
    const { url } = await serve(json(200, {}));
    let listeners = -1;
    const app = express();
    app.get('/', async (request, response) => {
      const before = request.socket.listenerCount('close');
      for (let call = 0; call < 20; call += 1)
        await upstream('orders', async () => (await fetch(url)).json(), { request });
      listeners = request.socket.listenerCount('close') - before;
      response.end();
    });
    const { port } = await serve(app);
    await ask(port, getRequest);
    expect(listeners).toBe(0);
  });
});

describe('dependency()', () => {
  test('unreachable is 503, also where the code alone would say 502', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const error = await caught(dependency('cache', () => Promise.reject(refused)));
    expect(error.status).toBe(503);
    expect(Reflect.get(error, 'upstream')).toMatchObject({ name: 'cache' });
  });

  test('what no rule knows is 503; a bug beside the call is 500', async () => {
    expect((await caught(dependency('db', () => Promise.reject(new Error('gone'))))).status).toBe(503);
    expect((await caught(dependency('db', () => Promise.reject(new TypeError('x is not a function'))))).status).toBe(
      500,
    );
  });

  test('too late is 504', async () => {
    expect((await caught(dependency('db', () => new Promise(() => undefined), { timeout: 20 }))).status).toBe(504);
  });

  test('a unique violation stays 409', async () => {
    const violation = Object.assign(new Error('duplicate key'), { code: '23505', severity: 'ERROR', name: 'error' });
    expect((await caught(dependency('db', () => Promise.reject(violation)))).status).toBe(409);
  });
});

test('a misspelt option is refused before the call runs', async () => {
  const call = vi.fn();
  await expect(upstream('orders', call, { timeOut: 1 } as never)).rejects.toThrow(
    '"timeOut" is not an option; did you mean "timeout"?',
  );
  expect(call).not.toHaveBeenCalled();
});

test('an upstream that talks no HTTP is 502', async () => {
  const server = createTcpServer((socket) => socket.end('nonsense\r\n\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const error = await caught(upstream('orders', () => fetch(`http://127.0.0.1:${port}`)));
  expect(error.status).toBe(502);
});

test('the body of a redirect, which nobody reads, is cancelled', async () => {
  const cancel = vi.fn();
  const reply = (body: unknown): Response =>
    Object.defineProperty(new Response(null, { status: 304 }), 'body', { value: body });
  await expect(upstream('orders', () => reply({ cancel }))).rejects.toMatchObject({ status: 502 });
  expect(cancel).toHaveBeenCalledOnce();
  await expect(upstream('orders', () => reply({}))).rejects.toMatchObject({ status: 502 });
});
