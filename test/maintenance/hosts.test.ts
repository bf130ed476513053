import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import express5 from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa3 from 'koa';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorHandler as expressErrors } from '../../src/express.ts';
import { errorHandler as fastifyErrors } from '../../src/fastify.ts';
import { errorHandler as fetchErrors } from '../../src/fetch.ts';
import { errorHandler as honoErrors } from '../../src/hono.ts';
import { installErrorHandler, errorHandler as koaErrors } from '../../src/koa.ts';
import { type MaintenanceOptions, maintenance, maintenanceGuard } from '../../src/maintenance.ts';
import { errorHandler as nodeErrors } from '../../src/node.ts';

// The aliases of the older major versions bring no types; what is used here did not change between them.
const load = createRequire(import.meta.url);
const express4 = load('express4') as typeof express5;
const Koa2 = load('koa2') as typeof Koa3;

/** Asks a host that is in maintenance. */
type Ask = (path: string) => Promise<Response>;
type Start = (options: MaintenanceOptions) => Promise<Ask>;

const stops: (() => unknown)[] = [];
beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23, 17, 0, 0), toFake: ['Date'] });
});
afterEach(async () => {
  vi.useRealTimers();
  for (const stop of stops.splice(0)) await stop();
});

async function serve(listener: RequestListener): Promise<Ask> {
  const server = createServer(listener);
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return (path) => fetch(`http://127.0.0.1:${port}${path}`);
}

function startExpress(create: typeof express5): Start {
  return (options) => {
    const app = create();
    app.use(maintenance(options));
    app.use((_request, response) => void response.send('ok'));
    app.use(expressErrors());
    return serve(app);
  };
}

function startKoa(Koa: typeof Koa3, install: (app: Koa3) => void): Start {
  return (options) => {
    const app = new Koa();
    install(app);
    app.use(maintenance(options));
    app.use((context) => {
      context.body = 'ok';
    });
    return serve(app.callback());
  };
}

const startNode: Start = (options) => {
  const guard = maintenanceGuard(options);
  const fail = nodeErrors();
  return serve((request, response) => {
    try {
      guard(request);
      response.end('ok');
    } catch (error) {
      fail(error, request, response);
    }
  });
};

const startFastify: Start = async (options) => {
  const app = Fastify();
  const guard = maintenanceGuard(options);
  app.addHook('onRequest', async (request) => guard(request));
  app.setErrorHandler(fastifyErrors());
  app.get('*', async () => 'ok');
  stops.push(() => app.close());
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  return (path) => fetch(`${origin}${path}`);
};

const startHono: Start = async (options) => {
  const guard = maintenanceGuard(options);
  const app = new Hono();
  app.use(async (c, next) => {
    guard(c.req.raw);
    await next();
  });
  app.get('*', (c) => c.text('ok'));
  app.onError(honoErrors());
  return async (path) => app.request(path);
};

const startFetch: Start = async (options) => {
  const guard = maintenanceGuard(options);
  const fail = fetchErrors();
  return async (path) => {
    const request = new Request(`http://localhost${path}`);
    try {
      guard(request);
      return new Response('ok');
    } catch (error) {
      return fail(error, request);
    }
  };
};

const hosts: readonly (readonly [string, Start])[] = [
  ['Express 4', startExpress(express4)],
  ['Express 5', startExpress(express5)],
  ['Koa 2, middleware', startKoa(Koa2, (app) => app.use(koaErrors()))],
  ['Koa 3, middleware', startKoa(Koa3, (app) => app.use(koaErrors()))],
  ['Koa 3, installed', startKoa(Koa3, (app) => installErrorHandler(app))],
  ['node:http', startNode],
  ['Fastify', startFastify],
  ['Hono', startHono],
  ['fetch', startFetch],
];

describe.each(hosts)('%s', (_, start) => {
  it('answers 503 in the envelope, with the time to the end and no-store (RB-4)', async () => {
    const ask = await start({ until: Date.now() + 600_000 });
    const response = await ask('/orders?id=1');
    expect(response.status).toBe(503);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'retry-after': '600',
      'cache-control': 'no-store',
      'content-type': 'application/json',
    });
    expect(await response.json()).toEqual({ error: { code: 503, message: 'Service Unavailable' } });
  });

  it.each(['/healthz', '/readyz?full', '/robots.txt'])('lets %s through', async (path) => {
    const ask = await start({ until: Date.now() + 600_000 });
    const response = await ask(path);
    expect([response.status, await response.text()]).toEqual([200, 'ok']);
  });

  it('lets everything through once the window is over', async () => {
    const ask = await start({ until: Date.now() + 1_000 });
    expect((await ask('/orders')).status).toBe(503);
    vi.setSystemTime(Date.now() + 1_000);
    expect((await ask('/orders')).status).toBe(200);
  });

  it('follows a switch', async () => {
    let end: number | undefined;
    const ask = await start({ until: () => end });
    expect((await ask('/orders')).status).toBe(200);
    end = Date.now() + 30_000;
    expect((await ask('/orders')).headers.get('retry-after')).toBe('30');
    end = undefined;
    expect((await ask('/orders')).status).toBe(200);
  });

  it('a window longer than a day is a hint of a day: clients overflow on longer ones', async () => {
    const ask = await start({ until: Date.now() + 30 * 86_400_000 });
    expect((await ask('/orders')).headers.get('retry-after')).toBe('86400');
  });

  it('an unreadable end is a 503 with a hint of the policy', async () => {
    const ask = await start({ until: () => 'soon' });
    const response = await ask('/orders');
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(5);
  });

  it('a switch that throws is a 500', async () => {
    const ask = await start({
      until: () => {
        throw new Error('flags are away');
      },
    });
    const response = await ask('/orders');
    expect([response.status, await response.text()]).not.toContain('flags are away');
    expect(response.status).toBe(500);
  });
});
