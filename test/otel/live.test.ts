import { createRequire } from 'node:module';
import { trace } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { metrics, NodeSDK, tracing } from '@opentelemetry/sdk-node';
import express from 'express';
import Koa from 'koa';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Collector, startCollector } from '../../examples/distributed/collector.js';
import type { ErrorHandlerOptions } from '../../src/core/options.ts';
import { BadGateway, NotFound } from '../../src/error/classes.ts';
import { errorHandler } from '../../src/express.ts';
import { installErrorHandler } from '../../src/koa.ts';
import { errorHandler as nodeErrorHandler } from '../../src/node.ts';
import { withOtel } from '../../src/otel.ts';
import { validRecord } from '../report/support.ts';
import { serve } from '../support/servers.ts';

// The whole of it: a real SDK with the instrumentation of HTTP, exporting OTLP/HTTP to a listener.

let collector: Collector;
let sdk: NodeSDK;
/** Nothing listens there any more. */
let refusing: string;

beforeAll(async () => {
  const former = await startCollector();
  former.close();
  refusing = former.url;
  collector = await startCollector();
  sdk = new NodeSDK({
    serviceName: 'gateway',
    autoDetectResources: false,
    spanProcessors: [new tracing.SimpleSpanProcessor(new OTLPTraceExporter({ url: `${collector.url}/v1/traces` }))],
    metricReaders: [
      new metrics.PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter({ url: `${collector.url}/v1/metrics` }),
        exportIntervalMillis: 200,
        exportTimeoutMillis: 200,
      }),
    ],
    instrumentations: [
      // The listener runs in this process: a span of each export would be exported, and so on without end.
      new HttpInstrumentation({
        ignoreOutgoingRequestHook: () => true,
        ignoreIncomingRequestHook: ({ url }) => url?.startsWith('/v1/') === true,
      }),
      new UndiciInstrumentation({ ignoreRequestHook: ({ path }) => path !== '/refused' }),
    ],
  });
  sdk.start();
  // The instrumentation patches http where it is required; Vitest has loaded it long before.
  createRequire(import.meta.url)('node:http');
});

afterAll(async () => {
  await sdk.shutdown();
  collector.close();
});

interface Logged {
  readonly records: Record<string, unknown>[];
  readonly options: ErrorHandlerOptions;
}

function createLogged(): Logged {
  const records: Record<string, unknown>[] = [];
  const logger = pino({ base: null }, { write: (line: string) => void records.push(JSON.parse(line)) });
  return { records, options: withOtel({ logger, include: ['traceId'] }) };
}

/** What a handler of every host does here. */
async function fail(path: string): Promise<never> {
  if (path === '/missing') throw new NotFound('no such order');
  await fetch(`${refusing}/refused`);
  throw new Error('a closed port answered');
}

const hosts = {
  express: (options: ErrorHandlerOptions) => {
    const app = express();
    app.get('/inner/:id', (_request, _response, next) => {
      trace.getTracer('app').startActiveSpan('inner', (span) => {
        next(new BadGateway('orders is away'));
        span.end();
      });
    });
    app.get('/:path', (request) => fail(request.path));
    return app.use(errorHandler(options));
  },
  koa: (options: ErrorHandlerOptions) => {
    const app = new Koa();
    installErrorHandler(app, options);
    return app.use((context) => fail(context.path)).callback();
  },
  node: (options: ErrorHandlerOptions) => {
    const handle = nodeErrorHandler(options);
    return (request: never, response: never) => {
      const { url } = request as { url: string };
      fail(url).catch((error: unknown) => handle(error, request, response));
    };
  },
} as const;

const serverKind = 2;
const serverSpan = (traceId: unknown) =>
  collector.spans.find((span) => span.traceId === traceId && span.kind === serverKind);

describe.each(Object.entries(hosts))('OTLP/HTTP from %s', (name, createHost) => {
  test('one trace id in the body, the record and the server span; 502: ERROR, exception, counter', async () => {
    const { records, options } = createLogged();
    const { url } = await serve(createHost(options) as never);
    const response = await fetch(`${url}/orders`);
    const { error } = (await response.json()) as { error: { traceId: string } };
    expect(response.status).toBe(502);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ trace_id: error.traceId, trace_flags: '01' });
    expect(await collector.until(() => serverSpan(error.traceId) !== undefined)).toBe(true);

    const span = serverSpan(error.traceId);
    expect(span?.spanId).toBe(records[0]?.['span_id']);
    expect(span?.status).toBe(2);
    expect(span?.attributes).toMatchObject({
      'http.response.status_code': 502,
      'error.type': records[0]?.['error.type'],
      'failwell.domain': 'upstream',
      'failwell.fingerprint': records[0]?.['failwell.fingerprint'],
      ...(name === 'express' ? { 'http.route': '/:path' } : {}),
    });
    expect(span?.events).toHaveLength(1);
    expect(span?.events[0]).toMatchObject({
      name: 'exception',
      attributes: { 'exception.type': 'TypeError', 'exception.message': 'fetch failed' },
    });
    const isCounted = (): boolean =>
      collector.points.some(
        (point) => point.name === 'http.server.error' && point.attributes['http.response.status_code'] === 502,
      );
    expect(await collector.until(isCounted)).toBe(true);
  });

  test("the caller's traceparent is joined: its trace, our span; 404: status unset, no error.type", async () => {
    const { records, options } = createLogged();
    const { url } = await serve(createHost(options) as never);
    const traceId = `${name.length}`.repeat(32);
    const response = await fetch(`${url}/missing`, { headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` } });
    expect(await response.json()).toMatchObject({ error: { code: 404, traceId } });
    expect(await collector.until(() => serverSpan(traceId) !== undefined)).toBe(true);
    const span = serverSpan(traceId);
    expect(span?.parentSpanId).toBe('00f067aa0ba902b7');
    expect(records[0]).toMatchObject({ trace_id: traceId, span_id: span?.spanId });
    expect(span?.status).toBe(0);
    expect(span?.attributes).not.toHaveProperty('error.type');
    expect(span?.attributes['http.response.status_code']).toBe(404);
  });
});

test('a handler that reports from within a span of its own: the server span is told, and the record has the inner ids', async () => {
  const { records, options } = createLogged();
  const { url } = await serve(hosts.express(options) as never);
  await (await fetch(`${url}/inner/7`)).arrayBuffer();
  const traceId = records[0]?.['trace_id'];
  const spanOf = (name: string) => collector.spans.find((span) => span.traceId === traceId && span.name === name);
  expect(await collector.until(() => spanOf('inner') !== undefined && serverSpan(traceId) !== undefined)).toBe(true);
  expect(records[0]?.['span_id']).toBe(spanOf('inner')?.spanId);
  expect(spanOf('inner')?.events).toEqual([]);
  expect(serverSpan(traceId)?.events.map(({ name }) => name)).toEqual(['exception']);
});

test('the record is valid by its schema with the ids of a span', async () => {
  const reports: unknown[] = [];
  const { url } = await serve(
    hosts.express(withOtel({ logger: false, onError: (report) => void reports.push(report) })) as never,
  );
  await (await fetch(`${url}/missing`)).arrayBuffer();
  expect(reports.map(validRecord)).toMatchObject([{ 'http.response.status_code': 404, trace_flags: '01' }]);
});
