import { runInNewContext } from 'node:vm';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { describe, expect, it } from 'vitest';
import { errorHandler, nonErrorHandler, notFoundHandler } from '../../src/hono.ts';
import { BadGateway, type ErrorHandlerOptions, NotFound } from '../../src/index.ts';
import type { ErrorReport } from '../../src/report/error-report.ts';

const envelope = (code: number, message: string) => ({ error: { code, message } });

function createApp(options: ErrorHandlerOptions = {}): Hono {
  const app = new Hono();
  app.onError(errorHandler({ logger: false, ...options }));
  app.notFound(notFoundHandler());
  return app;
}

function throwing(value: unknown): (context: Context) => never {
  return () => {
    throw value;
  };
}

describe('what the context had set before the throw', () => {
  it('ST-2: the fields of cors() stay once, on the middleware path too', async () => {
    const app = createApp();
    app.use(cors({ origin: 'https://shop.example', credentials: true, exposeHeaders: ['X-Request-Id'] }));
    app.get('/', throwing(new BadGateway('secret')));
    const response = await app.request('/', { headers: { Origin: 'https://shop.example' } });
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(response.headers.get('access-control-allow-credentials')).toBe('true');
    expect(response.headers.get('access-control-expose-headers')).toBe('X-Request-Id');
    expect(response.headers.get('vary')).toBe('Origin');
    expect(await response.json()).toEqual(envelope(502, 'Bad Gateway'));
  });

  // Hono merges only where a middleware is on the path; without one it returns what onError gave.
  it.each([0, 1])('ST-1: freshness and validators do not come back over the answer, %i middlewares', async (count) => {
    const app = createApp();
    if (count > 0) app.use((_context, next) => next());
    app.get('/', (context) => {
      context.header('Cache-Control', 'public, max-age=3600');
      context.header('ETag', '"v1"');
      context.header('Content-Encoding', 'gzip');
      context.header('Location', '/elsewhere');
      context.header('Set-Cookie', 'a=1', { append: true });
      context.header('Set-Cookie', 'b=2', { append: true });
      context.status(201);
      throw new BadGateway();
    });
    const response = await app.request('/');
    expect(response.status).toBe(502);
    expect(response.headers.get('cache-control')).toBe('no-store');
    for (const name of ['etag', 'content-encoding', 'location']) expect(response.headers.has(name), name).toBe(false);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('a middleware that works after next() still sees and extends the answer', async () => {
    const app = createApp();
    app.use(async (context, next) => {
      await next();
      context.header('X-Took', '5');
    });
    app.get('/', throwing(new BadGateway()));
    const response = await app.request('/');
    expect(response.headers.get('x-took')).toBe('5');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual(envelope(502, 'Bad Gateway'));
  });
});

describe('what is thrown', () => {
  it("Hono's own HTTPException keeps its status", async () => {
    const app = createApp();
    app.get('/', throwing(new HTTPException(403, { message: 'not yours' })));
    expect((await app.request('/')).status).toBe(403);
  });

  it('SE-3: null, a string and an Error of another realm reach the handler by nonErrorHandler()', async () => {
    const reports: ErrorReport[] = [];
    const app = createApp({ onError: (report) => void reports.push(report) });
    app.use(nonErrorHandler());
    app.get('/null', throwing(null));
    app.get('/text', throwing('secret'));
    app.get('/realm', throwing(runInNewContext('Object.assign(new RangeError("secret"), { status: 404 })')));
    app.get('/error', throwing(new NotFound('no such order')));
    const seen = await Promise.all(
      ['/null', '/text', '/realm', '/error'].map(async (path) => (await app.request(path)).json()),
    );
    expect(seen).toEqual([
      envelope(500, 'Internal Server Error'),
      envelope(500, 'Internal Server Error'),
      envelope(404, 'Not Found'),
      envelope(404, 'no such order'),
    ]);
    // What was thrown is on record, and not the Error that carried it.
    expect(reports.map((report) => report['exception.type'])).not.toContain('Error');
  });

  it('without it Hono itself rejects: that is the limit which nonErrorHandler() is for', async () => {
    const app = createApp();
    app.get('/', throwing('secret'));
    await expect((async () => app.request('/'))()).rejects.toBe('secret');
  });
});

describe('routes', () => {
  it('notFoundHandler() answers in the same envelope', async () => {
    const response = await createApp().request('/nowhere');
    expect([response.status, await response.json()]).toEqual([404, envelope(404, 'Not Found')]);
  });

  it('FR-5: HEAD has the fields of GET and no content', async () => {
    const app = createApp();
    app.get('/', throwing(new BadGateway()));
    const [get, head] = [await app.request('/'), await app.request('/', { method: 'HEAD' })];
    expect(head.status).toBe(502);
    expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'));
    expect(await head.text()).toBe('');
  });

  it('the record names the route template', async () => {
    const reports: ErrorReport[] = [];
    const app = createApp({ onError: (report) => void reports.push(report) });
    app.get('/orders/:id', throwing(new BadGateway()));
    await app.request('/orders/7');
    expect(reports.map((report) => report['http.route'])).toEqual(['/orders/:id']);
  });
});
