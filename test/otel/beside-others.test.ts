import { channel } from 'node:diagnostics_channel';
import express from 'express';
import Koa from 'koa';
import pino from 'pino';
import { pinoHttp } from 'pino-http';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ErrorHandlerOptions } from '../../src/core/options.ts';
import { BadGateway, NotFound } from '../../src/error/classes.ts';
import { errorHandler } from '../../src/express.ts';
import { installErrorHandler } from '../../src/koa.ts';
import { createOtelReporter } from '../../src/otel.ts';
import type { ChannelMessage } from '../../src/report/channel.ts';
import { serve } from '../support/servers.ts';
import { inSpan, startTelemetry } from './support.ts';

type Line = Record<string, unknown>;

/** An axios error as pino's own serialiser would print it, Authorization and all. */
function leakyError(): Error {
  return Object.assign(new BadGateway('orders is away'), {
    config: { headers: { authorization: 'Bearer zoo-s3cret' } },
  });
}

function createLog(): { readonly lines: Line[]; readonly logger: pino.Logger } {
  const lines: Line[] = [];
  return {
    lines,
    logger: pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line) as Line) }),
  };
}

/** Both lines of a request: the record, and pino-http's own when the response has finished. */
async function ask(url: string, lines: Line[]): Promise<number> {
  const response = await fetch(`${url}/orders/7`);
  await response.arrayBuffer();
  await expect.poll(() => lines.filter((line) => 'responseTime' in line)).toHaveLength(1);
  return response.status;
}

function expectOneRecord(lines: Line[]): void {
  expect(lines.filter((line) => 'failwell.fingerprint' in line)).toHaveLength(1);
  const record = lines.find((line) => 'failwell.fingerprint' in line) ?? {};
  const completion = lines.find((line) => 'responseTime' in line) ?? {};
  // The record went through req.log: it has the request's bindings.
  expect(record['req']).toMatchObject({ url: '/orders/7' });
  expect(record['req']).toEqual(completion['req']);
  expect(completion).toMatchObject({
    err: { type: 'BadGateway', message: 'orders is away' },
    res: { statusCode: 502 },
  });
  expect(JSON.stringify(lines)).not.toContain('zoo-s3cret');
}

describe('pino-http', () => {
  test.each<[string, (logger: pino.Logger) => ErrorHandlerOptions]>([
    ['without a logger of our own', () => ({})],
    ['with its own logger as ours', (logger) => ({ logger })],
  ])(
    'Express, %s: one record, through req.log; its own line has err of res.err; no secret in either',
    async (_, options) => {
      const { lines, logger } = createLog();
      const app = express();
      app.use(pinoHttp({ logger }));
      app.get('/orders/:id', () => {
        throw leakyError();
      });
      app.use(errorHandler(options(logger)));
      const { url } = await serve(app);
      expect(await ask(url, lines)).toBe(502);
      expectOneRecord(lines);
    },
  );

  test('Koa: the same', async () => {
    const { lines, logger } = createLog();
    const app = new Koa();
    installErrorHandler(app, { logger });
    const middleware = pinoHttp({ logger });
    app.use((context, next) => {
      middleware(context.req, context.res);
      Object.assign(context, { log: context.req.log });
      return next();
    });
    app.use(() => {
      throw leakyError();
    });
    const { url } = await serve(app.callback());
    expect(await ask(url, lines)).toBe(502);
    expectOneRecord(lines);
  });
});

describe('the diagnostics channel', () => {
  test('a telemetry file of its own subscribes the reporter, without touching the app', async () => {
    const { spans, points } = startTelemetry();
    const toOtel = createOtelReporter();
    const subscriber = (message: unknown): void => {
      const { report, context } = message as ChannelMessage;
      inSpan(() => toOtel(report, context));
    };
    channel('failwell:error').subscribe(subscriber);
    onTestFinished(() => void channel('failwell:error').unsubscribe(subscriber));

    const app = express();
    app.get('/orders/:id', () => {
      throw new NotFound('no such order');
    });
    app.use(errorHandler({ logger: false }));
    const { url } = await serve(app);
    expect((await fetch(`${url}/orders/7`)).status).toBe(404);
    expect(spans()[0]?.events[0]?.attributes).toMatchObject({ 'exception.type': 'NotFound' });
    expect(await points()).toMatchObject([{ value: 1, attributes: { 'http.route': '/orders/:id' } }]);
  });
});
