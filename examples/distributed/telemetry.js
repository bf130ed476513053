// node --import ./telemetry.js …: OpenTelemetry for one process, started before express and koa load node:http.
// OTEL_SERVICE_NAME and OTEL_EXPORTER_OTLP_ENDPOINT say who it is and where the collector listens.
import cluster from 'node:cluster';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { metrics, NodeSDK, tracing } from '@opentelemetry/sdk-node';

function createSdk() {
  return new NodeSDK({
    // Short delays, because this example runs for seconds; leave the defaults in a service.
    spanProcessors: [new tracing.BatchSpanProcessor(new OTLPTraceExporter(), { scheduledDelayMillis: 200 })],
    metricReaders: [
      new metrics.PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter(),
        exportIntervalMillis: 1_000,
        exportTimeoutMillis: 1_000,
      }),
    ],
    // Server spans of Express, Koa and node:http; client spans and the traceparent of fetch.
    instrumentations: [new HttpInstrumentation(), new UndiciInstrumentation()],
  });
}

// The primary of a cluster serves nothing.
const sdk = cluster.isPrimary ? undefined : createSdk();
sdk?.start();

/** Sends what was not exported yet. */
export async function stopTelemetry() {
  await sdk?.shutdown();
}
