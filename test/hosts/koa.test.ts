import { PassThrough } from 'node:stream';
import Koa from 'koa';
import Koa2 from 'koa2';
import { describe, expect, test, vi } from 'vitest';
import { Conflict, createError, HttpError } from '../../src/index.ts';
import { errorHandler, installErrorHandler, type KoaApp, notFoundHandler } from '../../src/koa.ts';
import { ask, getRequest } from '../support/ask.ts';
import { request } from '../support/checked-request.ts';
import { serve } from '../support/servers.ts';

type Mount = (app: Koa, onError?: (report: unknown) => void) => void;

const silent = { logger: false } as const;
const withHook = (onError?: (report: unknown) => void): object =>
  onError === undefined ? silent : { ...silent, onError };
const install: Mount = (app, onError) => installErrorHandler(app as unknown as KoaApp, withHook(onError));
const mount: Mount = (app, onError) => {
  app.use(errorHandler(withHook(onError)) as never);
};

const ways: readonly (readonly [string, typeof Koa, Mount])[] = [
  ['Koa 3, installed', Koa, install],
  ['Koa 3, middleware', Koa, mount],
  ['Koa 2, installed', Koa2, install],
  ['Koa 2, middleware', Koa2, mount],
];

describe.each(ways)('%s', (_name, App, mountOn) => {
  function appThat(handler: Koa.Middleware, onError?: (report: unknown) => void): Koa {
    const app = new App();
    mountOn(app, onError);
    app.use(notFoundHandler() as never);
    app.use(handler);
    return app;
  }

  test('a typed error leaves with its status, text and reason', async () => {
    const app = appThat(() => {
      throw new Conflict('Order 7 is locked', { reason: 'ORDER_LOCKED' });
    });
    const response = await request(app.callback()).get('/').expect(409).expect('Content-Type', 'application/json');
    expect(response.body).toEqual({ error: { code: 409, message: 'Order 7 is locked', reason: 'ORDER_LOCKED' } });
  });

  test('ctx.throw keeps status and exposed text (SE-8)', async () => {
    const app = appThat((ctx) => ctx.throw(403, 'Not yours'));
    await request(app.callback())
      .get('/')
      .expect(403, { error: { code: 403, message: 'Not yours' } });
  });

  test('nobody answered: 404', async () => {
    const app = appThat(async (_ctx, next) => next());
    await request(app.callback())
      .get('/nowhere')
      .expect(404, { error: { code: 404, message: 'Not Found' } });
  });

  test('a body that was given with status 404 is an answer', async () => {
    const app = appThat((ctx) => {
      ctx.status = 404;
      ctx.body = 'own page';
    });
    await request(app.callback()).get('/').expect(404, 'own page');
  });

  test.each([
    ['null', null],
    ['undefined', undefined],
    ['a string', 'boom'],
  ])('a thrown %s is a 500 and no hang (SE-3)', async (_label, value) => {
    const app = appThat(() => {
      throw value;
    });
    const { port } = await serve(app.callback());
    expect(await ask(port, getRequest)).toContain('HTTP/1.1 500 Internal Server Error');
  });

  test('a frozen error is answered and stays as it was', async () => {
    const error = Object.freeze(new Error('boom'));
    const app = appThat(() => {
      throw error;
    });
    await request(app.callback()).get('/').expect(500);
    expect(Object.keys(error)).toEqual([]);
  });

  test("Koa's error event is emitted once for each failure, for those who listen", async () => {
    const thrown = createError(502, 'secret');
    const heard = vi.fn();
    const app = appThat(() => {
      throw thrown;
    });
    app.on('error', heard);
    await request(app.callback()).get('/').expect(502);
    expect(heard.mock.calls.map(([error]) => error)).toEqual([thrown]);
  });

  test('the failure is reported once', async () => {
    const reports = vi.fn();
    const app = appThat(() => {
      throw new Conflict();
    }, reports);
    await request(app.callback()).get('/').expect(409);
    expect(reports).toHaveBeenCalledTimes(1);
  });

  test('CORS, Vary and cookies stay; freshness and validators go (ST-1, ST-2)', async () => {
    const app = appThat((ctx) => {
      ctx.set('Access-Control-Allow-Origin', '*');
      ctx.set('Vary', 'Origin');
      ctx.cookies.set('a', 'b');
      ctx.set('Cache-Control', 'public, max-age=60');
      ctx.set('ETag', '"x"');
      throw new Conflict();
    });
    const response = await request(app.callback()).get('/').expect(409);
    expect(response.headers).toMatchObject({
      'access-control-allow-origin': '*',
      vary: 'Origin',
      'cache-control': 'no-store',
    });
    expect(response.headers['set-cookie']).toHaveLength(1);
    expect(response.headers).not.toHaveProperty('etag');
  });
});

describe.each([
  ['Koa 3', Koa],
  ['Koa 2', Koa2],
])('installErrorHandler covers what middlewares cannot see: %s', (_name, App) => {
  test('a body stream that fails before its first byte is a 500', async () => {
    const reports = vi.fn();
    const app = new App();
    install(app, reports);
    app.use((ctx) => {
      const body = new PassThrough();
      ctx.body = body;
      setImmediate(() => body.destroy(new Error('disk')));
    });
    const { port } = await serve(app.callback());
    const answer = await ask(port, getRequest);
    expect(answer).toMatch(/^HTTP\/1\.1 500 Internal Server Error\r\n/);
    expect(reports).toHaveBeenCalledTimes(1);
  });

  test('a body stream that fails after bytes cuts the message and is reported once (TR-1)', async () => {
    const reports = vi.fn();
    const app = new App();
    install(app, reports);
    app.use((ctx) => {
      const body = new PassThrough();
      ctx.body = body;
      body.write('part');
      setTimeout(() => body.destroy(new Error('disk')), 20);
    });
    const { port } = await serve(app.callback());
    const answer = await ask(port, getRequest);
    expect(answer).toContain('part');
    expect(answer).not.toContain('0\r\n\r\n');
    expect(reports).toHaveBeenCalledTimes(1);
  });

  test('a hand-written response is cut and not left open (TR-6)', async () => {
    const app = new App();
    install(app);
    app.use((ctx) => {
      ctx.respond = false;
      ctx.res.writeHead(200);
      ctx.res.write('part');
      throw new Error('boom');
    });
    const { port } = await serve(app.callback());
    const started = Date.now();
    expect(await ask(port, getRequest)).not.toContain('0\r\n\r\n');
    expect(Date.now() - started).toBeLessThan(1_900);
  });
});

test("Koa 3: an error of ours is an instance of Koa's HttpError", () => {
  expect(new Conflict()).toBeInstanceOf(Koa.HttpError);
  expect(new Conflict()).toBeInstanceOf(HttpError);
});
