// An Express service that is measured: prom-client's counter of failures beside the usual histogram of all requests.
import express from 'express';
import { Conflict, ServiceUnavailable } from 'failwell';
import { errorHandler, notFoundHandler } from 'failwell/express';
import { createErrorCounter } from 'failwell/prometheus';
import { upstream } from 'failwell/upstream';
import { Histogram, Registry } from 'prom-client';

/**
 * All requests, under the name that OpenTelemetry's HTTP instrumentation gives them: failures must be a share of something.
 * @param {Registry} registry
 * @returns {import('express').RequestHandler}
 */
function measureRequests(registry) {
  const duration = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of HTTP requests.',
    labelNames: ['http_request_method', 'http_route', 'http_response_status_code'],
    registers: [registry],
  });
  return (req, res, next) => {
    const end = duration.startTimer();
    res.once('close', () => {
      // Never the path: it has no end of values. What no route matched is one series.
      const route = req.route === undefined ? {} : { http_route: `${req.baseUrl}${req.route.path}` };
      end({ http_request_method: req.method, http_response_status_code: String(res.statusCode), ...route });
    });
    next();
  };
}

/** @param {{ ordersUrl: string, logger: import('failwell').ErrorHandlerOptions['logger'] }} settings */
export function createApp({ ordersUrl, logger }) {
  const registry = new Registry();
  const app = express().disable('x-powered-by');
  app.use(measureRequests(registry));

  app.get('/metrics', async (_req, res) => {
    res.type(registry.contentType).send(await registry.metrics());
  });
  app.get('/orders/:id', async (req, res) => {
    const answer = await upstream('orders', (signal) => fetch(`${ordersUrl}/${req.params.id}`, { signal }), {
      timeout: 1_000,
      request: req,
    });
    res.json(await answer.json());
  });
  app.post('/orders/:id/cancel', (req) => {
    throw new Conflict(`order ${req.params.id} has been packed already`, { reason: 'ORDER_LOCKED' });
  });
  app.get('/reports', () => {
    throw new ServiceUnavailable('the nightly report is being made', { retryAfter: 30, reason: 'REPORT_PENDING' });
  });
  app.get('/bug', (req, res) => {
    res.json({ total: /** @type {any} */ (req.query.order).total });
  });

  app.use(notFoundHandler());
  app.use(errorHandler({ logger, onError: createErrorCounter({ registers: [registry] }) }));
  return app;
}
