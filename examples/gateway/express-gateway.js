// A gateway on Express. The handlers await their call and do nothing about failures: errorHandler answers them.
import axios from 'axios';
import express from 'express';
import { Conflict, MethodNotAllowed, TooManyRequests } from 'failwell';
import { errorHandler, methodNotAllowedHandler, notFoundHandler } from 'failwell/express';
import { upstream } from 'failwell/upstream';
import { findOrder, upstreamToken } from './orders.js';

/**
 * @param {object} settings
 * @param {Record<string, string>} settings.upstreams
 * @param {import('pino').Logger} settings.logger
 * @param {import('failwell/express').ErrorHandlerOptions} [settings.options] more options of the error handler
 * @param {(app: express.Express) => void} [settings.addRoutes] the playground has more ways to fail
 */
export function createExpressGateway({ upstreams, logger, options, addRoutes }) {
  const app = express().disable('x-powered-by');
  const client = axios.create({ timeout: 1_000, proxy: false, headers: { Authorization: `Bearer ${upstreamToken}` } });

  /**
   * GET or POST: whether a client may repeat what failed depends on it, and so does Retry-After.
   * @param {string} path
   * @param {express.RequestHandler} handler
   */
  const forward = (path, handler) => app.route(path).get(handler).post(handler);

  for (const [name, url] of Object.entries(upstreams)) {
    // fetch rejects where no answer came.
    forward(`/fetch/${name}`, async (_req, res) => {
      const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) });
      res.json(await answer.json());
    });

    // axios also rejects where the upstream answered 4xx or 5xx.
    forward(`/axios/${name}`, async (_req, res) => {
      const answer = await client.get(url);
      res.json(answer.data);
    });

    // upstream() says whose call it is: a bad status, a reply that is no JSON and the deadline are its failures.
    forward(`/upstream/${name}`, async (req, res) => {
      const answer = await upstream(name, (signal) => fetch(url, { signal }), { timeout: 1_000, request: req });
      res.json(await answer.json());
    });
  }

  // What only the application knows, it throws: one class for each status.
  app.post('/orders/:id/cancel', (req) => {
    throw new Conflict(`order ${req.params.id} has been packed already`, { reason: 'ORDER_LOCKED' });
  });
  app.post('/orders', () => {
    throw new TooManyRequests('20 orders a minute are enough', { retryAfter: 30 });
  });
  app.all('/orders', () => {
    throw new MethodNotAllowed({ allow: ['POST'] });
  });

  // A bug of our own.
  app.get('/orders/:id', (req, res) => {
    res.json({ total: findOrder(req.params.id).total });
  });

  addRoutes?.(app);
  app.use(methodNotAllowedHandler());
  app.use(notFoundHandler());
  app.use(errorHandler({ server: 'httperrors.com', logger, ...options }));
  return app;
}
