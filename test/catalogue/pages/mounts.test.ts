import http2 from 'node:http2';
import express from 'express';
import Koa from 'koa';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../src/catalogue.ts';
import { installErrorHandler } from '../../../src/koa.ts';
import { exchangeHttp2 } from '../../support/http2-client.ts';
import { serve } from '../../support/servers.ts';

/** The title of the page that the first status of a list links to. */
async function followFirst(address: string): Promise<string | undefined> {
  const [, href = ''] = /<th scope="row"><a href="([^"]+)"/.exec(await (await fetch(address)).text()) ?? [];
  const page = await fetch(new URL(href, address));
  return /<title>([^<]*)/.exec(await page.text())?.[1];
}

const first = '400 Bad Request – HTTP errors';

describe('where a host has mounted the pages', () => {
  test('Express: in a router in a router, and below a parameter', async () => {
    const inner = express.Router().use('/errors', catalogue());
    const app = express().use('/api', express.Router().use('/v1', inner)).use('/:tenant/help', catalogue());
    const { url } = await serve(app);
    for (const path of ['/api/v1/errors', '/api/v1/errors/', '/caf%C3%A9/help', '/a%20b/help/'])
      expect(await followFirst(url + path)).toBe(first);
  });

  test('Express: the option names the path below a router that is mounted for other reasons, and the rest goes on', async () => {
    const router = express.Router().use(catalogue({ path: '/errors' }));
    router.get('/:id', (request, response) => void response.send(`order ${request.params.id}`));
    const { url } = await serve(express().use('/api', router));
    expect(await followFirst(`${url}/api/errors`)).toBe(first);
    expect(await (await fetch(`${url}/api/502`)).text()).toBe('order 502');
  });

  test('Express: as the handler of a route, where nothing is mounted', async () => {
    const { url } = await serve(express().get(['/errors', '/errors/:code'], catalogue()));
    expect(await followFirst(`${url}/errors`)).toBe(first);
  });

  test('Koa: koa-mount takes the path away and says so in mountPath', async () => {
    const pages = catalogue();
    const app = new Koa().use(async (context, next) => {
      const { path } = context;
      if (!path.startsWith('/docs')) return next();
      context['mountPath'] = '/docs';
      context.path = path.slice('/docs'.length) || '/';
      await pages(context, next);
      context.path = path;
    });
    const { url } = await serve(app.callback());
    expect(await followFirst(`${url}/docs`)).toBe(first);
    expect(await followFirst(`${url}/docs/`)).toBe(first);
    expect((await fetch(`${url}/docs/502`)).status).toBe(200);
  });

  test('connect: a path is mounted where its end is left, and not where it was rewritten', async () => {
    const pages = catalogue();
    const { url } = await serve((request, response) => {
      const [, from = '', to = ''] = /^\/~(\S+)~(\S+)$/.exec(request.url ?? '') ?? [];
      Object.assign(request, { originalUrl: from, url: to });
      if (!pages(request, response)) response.end('the app');
    });
    const ask = async (from: string, to: string) => (await (await fetch(`${url}/~${from}~${to}`)).text()).slice(0, 9);
    expect(await ask('/help/502', '/502')).toBe('<!doctype');
    expect(await ask('/help', '/')).toBe('<!doctype');
    expect(await ask('/old/orders', '/502')).toBe('the app');
    expect(await ask('/old', '/errors/502')).toBe('<!doctype');
  });

  test('a proxy that strips a prefix breaks no link', async () => {
    const pages = catalogue();
    const { url } = await serve((request, response) => {
      request.url = request.url?.replace(/^\/public/, '') ?? '/';
      if (!pages(request, response)) response.end('the wrong one');
    });
    expect(await followFirst(`${url}/public/errors`)).toBe(first);
    expect(await followFirst(`${url}/public/errors/`)).toBe(first);
  });
});

describe('beside others', () => {
  test('CT-8: Vary of others stays', async () => {
    const viaExpress = express().use((_, response, next) => {
      response.vary('Origin');
      next();
    });
    const viaKoa = new Koa().use((context, next) => {
      context.vary('Origin');
      return next();
    });
    viaExpress.use(catalogue());
    viaKoa.use(catalogue());
    for (const listener of [viaExpress, viaKoa.callback()]) {
      const { url } = await serve(listener);
      expect((await fetch(`${url}/errors/502`)).headers.get('vary')).toBe('Origin, Accept');
    }
  });

  test('Koa: a middleware that wraps the body sees it', async () => {
    const app = new Koa();
    installErrorHandler(app, { logger: false });
    app.use(async (context, next) => {
      await next();
      if (typeof context.body === 'string') context.body = context.body.toUpperCase();
    });
    app.use(catalogue());
    const { url } = await serve(app.callback());
    const response = await fetch(`${url}/errors/502`);
    const body = await response.text();
    expect(body).toContain('<TITLE>502 BAD GATEWAY');
    expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(body)));
  });
});

test('node:http2: page, HEAD and 304', async () => {
  const pages = catalogue();
  const server = http2.createServer((request, response) => void pages(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const get = { path: '/errors/502', method: 'GET' };
  const { responses, violations } = await exchangeHttp2(port, [
    get,
    { ...get, method: 'HEAD' },
    { ...get, headers: { 'if-none-match': '*' } },
  ]);
  server.close();
  expect(violations).toEqual([]);
  expect(responses.map(({ status, body }) => [status, body.length > 0])).toEqual([
    [200, true],
    [200, false],
    [304, false],
  ]);
});
