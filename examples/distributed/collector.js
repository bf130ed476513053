// Stands in for an OpenTelemetry collector: takes OTLP/HTTP with JSON and keeps spans and metric points in memory.
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** @typedef {import('./collector.d.ts').Span} Span @typedef {import('./collector.d.ts').Point} Point */
/** @typedef {{ key: string, value: Record<string, unknown> }} KeyValue */

/** OTLP's JSON names the type of each value: {"stringValue":"x"}, {"intValue":"502"}. @param {KeyValue[]} list */
function toAttributes(list = []) {
  return Object.fromEntries(
    list.map(({ key, value }) => {
      const [[type, inner] = ['', undefined]] = Object.entries(value);
      return [key, type === 'intValue' ? Number(inner) : inner];
    }),
  );
}

/** @param {{ attributes: KeyValue[] }} resource */
const toService = (resource) => String(toAttributes(resource.attributes)['service.name']);

/** @param {any} body @returns {Span[]} */
function readSpans(body) {
  return (body.resourceSpans ?? []).flatMap((/** @type {any} */ { resource, scopeSpans }) =>
    scopeSpans.flatMap((/** @type {any} */ scope) =>
      scope.spans.map((/** @type {any} */ span) => ({
        service: toService(resource),
        name: span.name,
        kind: span.kind,
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId ?? '',
        status: span.status?.code ?? 0,
        attributes: toAttributes(span.attributes),
        events: (span.events ?? []).map((/** @type {any} */ event) => ({
          name: event.name,
          attributes: toAttributes(event.attributes),
        })),
      })),
    ),
  );
}

/** @param {any} body @returns {Point[]} */
function readPoints(body) {
  return (body.resourceMetrics ?? []).flatMap((/** @type {any} */ { resource, scopeMetrics }) =>
    scopeMetrics.flatMap((/** @type {any} */ scope) =>
      scope.metrics.flatMap((/** @type {any} */ metric) =>
        (metric.sum?.dataPoints ?? []).map((/** @type {any} */ point) => ({
          service: toService(resource),
          name: metric.name,
          value: Number(point.asInt ?? point.asDouble),
          attributes: toAttributes(point.attributes),
        })),
      ),
    ),
  );
}

/** @param {import('node:http').IncomingMessage} request */
async function readJson(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return JSON.parse((request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8'));
}

/** Listens on a free port of loopback. */
export async function startCollector() {
  /** @type {Span[]} */
  const spans = [];
  /** @type {Point[]} */
  const points = [];
  const arrival = new EventEmitter();
  const server = createServer(async (request, response) => {
    try {
      const body = await readJson(request);
      spans.push(...readSpans(body));
      points.push(...readPoints(body));
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
    } catch {
      response.writeHead(400).end();
    }
    arrival.emit('export');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    points,
    /** Waits until what arrived satisfies the condition; false after the deadline. @param {() => boolean} isThere */
    async until(isThere, milliseconds = 10_000) {
      const signal = AbortSignal.timeout(milliseconds);
      while (!isThere()) {
        if (signal.aborted) return false;
        await once(arrival, 'export', { signal }).catch(() => {});
      }
      return true;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
