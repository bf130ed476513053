// The playground's ways to fail, on Express.
import { Readable } from 'node:stream';
import express from 'express';
import { validate } from 'failwell/validation';
import { maxOrderBytes, orderSchema } from './order-schema.js';
import { failures } from './scenarios.js';
import { throwStatus } from './statuses.js';
import { brokenStreams } from './streams.js';

/**
 * @param {express.Express} app
 * @param {Record<string, string>} upstreams
 */
export function addExpressRoutes(app, upstreams) {
  app.all('/status/:code', (req) => throwStatus(Number(req.params.code)));

  for (const [name, { run }] of Object.entries(failures)) {
    app.all(`/fail/${name}`, async (req, res) => {
      await run(req, res, upstreams);
    });
  }

  for (const [name, { fields, open }] of Object.entries(brokenStreams)) {
    app.all(`/fail/${name}`, (_req, res, next) => {
      Readable.from(open()).on('error', next).pipe(res.set(fields));
    });
  }

  app.all('/check', express.json({ limit: maxOrderBytes }), validate({ body: orderSchema }), (_req, res) => {
    res.json({ accepted: true });
  });
}
