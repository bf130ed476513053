import * as Sentry from '@sentry/node';
import express from 'express';
import Koa from 'koa';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { BadGateway, NotFound } from '../../src/error/classes.ts';
import { errorHandler, notFoundHandler } from '../../src/express.ts';
import { installErrorHandler } from '../../src/koa.ts';
import type { ErrorReport } from '../../src/report/error-report.ts';
import { serve } from '../support/servers.ts';

// The real SDK, with a transport that keeps what it would send. Alone in its file: it registers itself process-wide.

const events: Sentry.ErrorEvent[] = [];

beforeAll(() => {
  Sentry.init({
    dsn: 'http://public@127.0.0.1/1',
    defaultIntegrations: false,
    integrations: [Sentry.linkedErrorsIntegration()],
    beforeSend: (event) => {
      events.push(event);
      return event;
    },
    transport: (options) => Sentry.createTransport(options, () => Promise.resolve({ statusCode: 200 })),
  });
});

beforeEach(() => void events.splice(0));

afterAll(() => Sentry.close(2_000));

const typesOf = (event: Sentry.ErrorEvent | undefined): unknown => event?.exception?.values?.map(({ type }) => type);

test("Express: Sentry's handler before ours gets each 5xx once, ours answers, and the record is one", async () => {
  const records: ErrorReport[] = [];
  const app = express();
  app.get('/orders/:id', () => {
    throw new BadGateway('orders is away', { cause: new TypeError('fetch failed') });
  });
  app.use(notFoundHandler());
  Sentry.setupExpressErrorHandler(app);
  app.use(errorHandler({ logger: false, onError: (report) => void records.push(report) }));
  const { url } = await serve(app);

  const response = await fetch(`${url}/orders/7`);
  expect(response.status).toBe(502);
  expect(await response.text()).toBe('{"error":{"code":502,"message":"Bad Gateway"}}');
  await Sentry.flush(2_000);
  expect(events).toHaveLength(1);
  expect(typesOf(events[0])).toEqual(expect.arrayContaining(['TypeError', 'BadGatewayError']));
  expect(records).toHaveLength(1);

  // Sentry reads `status` of the error: a 404 is none of its business, and that must stay so.
  expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  await Sentry.flush(2_000);
  expect(events).toHaveLength(1);
  expect(records.map((record) => record['http.response.status_code'])).toEqual([502, 404]);
});

test("Koa: Sentry's middleware, after installErrorHandler, gets a 5xx once; ours answers", async () => {
  const records: ErrorReport[] = [];
  const app = new Koa();
  installErrorHandler(app, { logger: false, onError: (report) => void records.push(report) });
  Sentry.setupKoaErrorHandler(app);
  app.use((context) => {
    if (context.path === '/nowhere') throw new NotFound();
    throw new BadGateway('orders is away');
  });
  const { url } = await serve(app.callback());
  expect((await fetch(`${url}/orders/7`)).status).toBe(502);
  await Sentry.flush(2_000);
  expect(events.map(typesOf)).toEqual([['BadGatewayError']]);
  expect(records).toHaveLength(1);
});

test('without its handlers: captureException(context.thrown) in onError', async () => {
  const app = express();
  app.get('/orders/:id', () => {
    throw new BadGateway('orders is away');
  });
  app.use(
    errorHandler({
      logger: false,
      onError: (report, { thrown }) => {
        if (report.severity_number >= 17)
          Sentry.captureException(thrown, { fingerprint: [report['failwell.fingerprint']] });
      },
    }),
  );
  const { url } = await serve(app);
  expect((await fetch(`${url}/orders/7`)).status).toBe(502);
  await Sentry.flush(2_000);
  expect(events.map(typesOf)).toEqual([['BadGatewayError']]);
  expect(events[0]?.fingerprint).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
});
