// The same gateway on Koa. The handlers await their call and do nothing about failures: installErrorHandler answers them.
import axios from 'axios';
import { Conflict, MethodNotAllowed, TooManyRequests } from 'failwell';
import { installErrorHandler, notFoundHandler } from 'failwell/koa';
import { upstream } from 'failwell/upstream';
import Koa from 'koa';
import { findOrder, upstreamToken } from './orders.js';

/** @param {{ upstreams: Record<string, string>, logger: import('pino').Logger }} settings */
export function createKoaGateway({ upstreams, logger }) {
  const app = new Koa();
  const client = axios.create({ timeout: 1_000, proxy: false, headers: { Authorization: `Bearer ${upstreamToken}` } });
  installErrorHandler(app, { server: 'httperrors.com', logger });
  app.use(notFoundHandler());

  /**
   * All the router that this example needs; @koa/router and others fit here as well.
   * @param {string} method
   * @param {string} path
   * @param {Koa.Middleware} handler
   */
  const on = (method, path, handler) => {
    app.use((ctx, next) => {
      const asked = ctx.method === 'HEAD' ? 'GET' : ctx.method;
      return asked === method && ctx.path === path ? handler(ctx, next) : next();
    });
  };

  for (const [name, url] of Object.entries(upstreams)) {
    // fetch rejects where no answer came.
    on('GET', `/fetch/${name}`, async (ctx) => {
      const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) });
      ctx.body = await answer.json();
    });

    // axios also rejects where the upstream answered 4xx or 5xx.
    on('GET', `/axios/${name}`, async (ctx) => {
      const answer = await client.get(url);
      ctx.body = answer.data;
    });

    // upstream() says whose call it is: a bad status, a reply that is no JSON and the deadline are its failures.
    on('GET', `/upstream/${name}`, async (ctx) => {
      const answer = await upstream(name, (signal) => fetch(url, { signal }), { timeout: 1_000, request: ctx.req });
      ctx.body = await answer.json();
    });
  }

  // What only the application knows, it throws: one class for each status.
  on('POST', '/orders/42/cancel', () => {
    throw new Conflict('order 42 has been packed already', { reason: 'ORDER_LOCKED' });
  });
  on('POST', '/orders', () => {
    throw new TooManyRequests('20 orders a minute are enough', { retryAfter: 30 });
  });
  on('DELETE', '/orders', () => {
    throw new MethodNotAllowed({ allow: ['POST'] });
  });

  // A bug of our own.
  on('GET', '/orders/42', (ctx) => {
    ctx.body = { total: findOrder('42').total };
  });

  return app;
}
