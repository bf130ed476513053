// The gateway, on Express: it calls the orders service. fetch carries the trace on; nothing here mentions it.
import express from 'express';
import { errorHandler, notFoundHandler } from 'failwell/express';
import { withOtel } from 'failwell/otel';
import { upstream } from 'failwell/upstream';
import pino from 'pino';
import { runClustered } from './clustered.js';

const serviceUrl = process.env.SERVICE_URL;

function createGateway() {
  const app = express().disable('x-powered-by');
  app.use('/orders', async (req, res) => {
    const url = `${serviceUrl}${req.originalUrl}`;
    const answer = await upstream('orders', (signal) => fetch(url, { method: req.method, signal }), {
      timeout: 5_000,
      request: req,
    });
    res.json(await answer.json());
  });
  app.use(notFoundHandler());
  const logger = pino({ base: { service: 'gateway', pid: process.pid } });
  app.use(errorHandler(withOtel({ logger, include: ['traceId'] })));
  return app;
}

await runClustered(createGateway);
