// The orders service, on Koa. Its database is away, and an order that was packed cannot be cancelled.
import { once } from 'node:events';
import { connect } from 'node:net';
import { Conflict } from 'failwell';
import { installErrorHandler } from 'failwell/koa';
import { withOtel } from 'failwell/otel';
import { dependency } from 'failwell/upstream';
import Koa from 'koa';
import pino from 'pino';
import { runClustered } from './clustered.js';

const databasePort = Number(process.env.DATABASE_PORT);

async function readStock() {
  const socket = connect(databasePort, '127.0.0.1');
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
}

function createService() {
  const app = new Koa();
  const logger = pino({ base: { service: 'orders', pid: process.pid } });
  installErrorHandler(app, withOtel({ logger, include: ['traceId', 'requestId'] }));
  app.use(async (ctx) => {
    if (ctx.method === 'DELETE') throw new Conflict('order 7 has been packed already', { reason: 'ORDER_LOCKED' });
    await dependency('stock-db', readStock, { timeout: 1_000, request: ctx.req });
    ctx.body = { order: 7 };
  });
  return app.callback();
}

await runClustered(createService);
