// The same gateway on Koa. The handlers await their call and do nothing about failures: installErrorHandler answers them.
import axios from 'axios';
import { Conflict, MethodNotAllowed, TooManyRequests } from 'failwell';
import { installErrorHandler, notFoundHandler } from 'failwell/koa';
import { upstream } from 'failwell/upstream';
import Koa from 'koa';
import { findOrder, upstreamToken } from './orders.js';

/**
 * @param {object} settings
 * @param {Record<string, string>} settings.upstreams
 * @param {import('pino').Logger} settings.logger
 * @param {import('failwell/koa').ErrorHandlerOptions} [settings.options] more options of the error handler
 * @param {(app: Koa) => void} [settings.addRoutes] the playground has more ways to fail
 */
export function createKoaGateway({ upstreams, logger, options, addRoutes }) {
  const app = new Koa();
  const client = axios.create({ timeout: 1_000, proxy: false, headers: { Authorization: `Bearer ${upstreamToken}` } });
  installErrorHandler(app, { server: 'httperrors.com', logger, ...options });
  app.use(notFoundHandler());

  /** @type {Map<string, string[]>} the methods of each path */
  const allowed = new Map();

  /**
   * All the router that this example needs; @koa/router and others fit here as well.
   * @param {string} methods separated by spaces
   * @param {string} path
   * @param {Koa.Middleware} handler
   */
  const on = (methods, path, handler) => {
    const heads = methods.includes('GET') ? ['HEAD'] : [];
    allowed.set(path, [...(allowed.get(path) ?? []), ...methods.split(' '), ...heads]);
    app.use((ctx, next) => {
      const asked = ctx.method === 'HEAD' ? 'GET' : ctx.method;
      return methods.split(' ').includes(asked) && ctx.path === path ? handler(ctx, next) : next();
    });
  };

  /**
   * GET or POST: whether a client may repeat what failed depends on it, and so does Retry-After.
   * @param {string} path
   * @param {Koa.Middleware} handler
   */
  const forward = (path, handler) => on('GET POST', path, handler);

  for (const [name, url] of Object.entries(upstreams)) {
    // fetch rejects where no answer came.
    forward(`/fetch/${name}`, async (ctx) => {
      const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) });
      ctx.body = await answer.json();
    });

    // axios also rejects where the upstream answered 4xx or 5xx.
    forward(`/axios/${name}`, async (ctx) => {
      const answer = await client.get(url);
      ctx.body = answer.data;
    });

    // upstream() says whose call it is: a bad status, a reply that is no JSON and the deadline are its failures.
    forward(`/upstream/${name}`, async (ctx) => {
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

  // A bug of our own.
  on('GET', '/orders/42', (ctx) => {
    ctx.body = { total: findOrder('42').total };
  });

  addRoutes?.(app);
  // With @koa/router this is methodNotAllowedHandler(router), mounted before the routes.
  app.use((ctx, next) => {
    const methods = allowed.get(ctx.path);
    if (methods === undefined) return next();
    throw new MethodNotAllowed({ allow: methods });
  });
  return app;
}
