// The servers of the soak, in a process of their own: Express, Koa and node:http on the built package. Run by soak.js.
import { createServer } from 'node:http';
import express from 'express';
import { errorHandler as createExpressHandler } from 'failwell/express';
import { installErrorHandler } from 'failwell/koa';
import { errorHandler as createNodeHandler } from 'failwell/node';
import Koa from 'koa';
import { throws } from './throws.js';

/** Records by host. */
const records = { express: 0, koa: 0, node: 0 };
let calls = 0;
let lines = 0;
const faults = [];

const logger = Object.fromEntries(
  ['error', 'warn', 'info', 'debug'].map((level) => [
    level,
    (line) => {
      lines += 1;
      // A logger that fails now and then, in each of the ways in which one can.
      if (lines % 101 === 0) throw new Error('the logger throws');
      if (lines % 103 === 0) return Promise.reject(new Error('the logger rejects'));
      return line;
    },
  ]),
);

const countFor = (host) => () => {
  records[host] += 1;
  calls += 1;
  if (calls % 97 === 0) throw new Error('the hook throws');
  if (calls % 107 === 0) return Promise.reject(new Error('the hook rejects'));
  return undefined;
};

function build(url) {
  const [, , create] = throws[Number(url.slice(1)) % throws.length];
  return create();
}

function createExpressApp() {
  const app = express();
  app.use((request) => {
    throw build(request.url);
  });
  app.use(createExpressHandler({ logger, onError: countFor('express'), include: ['status', 'retry', 'requestId'] }));
  return app;
}

function createKoaApp() {
  const app = new Koa();
  app.silent = true;
  installErrorHandler(app, { logger, onError: countFor('koa'), format: 'negotiate' });
  app.use((context) => {
    context.set({ ETag: '"v1"', 'Cache-Control': 'public', Vary: 'Origin' });
    throw build(context.url);
  });
  return app.callback();
}

function createNodeListener() {
  const fail = createNodeHandler({ logger, onError: countFor('node'), dedupe: true });
  return (request, response) => fail(build(request.url), request, response);
}

async function listen(listener) {
  const server = createServer(listener);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server.address().port;
}

function collect() {
  for (let round = 0; round < 4; round += 1) globalThis.gc();
  return { heap: process.memoryUsage().heapUsed, rss: process.memoryUsage().rss, records, faults };
}

process.on('uncaughtException', (error) => faults.push(String(error?.stack ?? error)));
process.on('unhandledRejection', (error) => faults.push(`unhandled: ${String(error?.stack ?? error)}`));
process.on('message', () => process.send(collect()));
process.on('disconnect', () => process.exit(0));
const ports = {
  'Express 5': await listen(createExpressApp()),
  'Koa 3': await listen(createKoaApp()),
  'node:http': await listen(createNodeListener()),
};
process.send({ ports });
