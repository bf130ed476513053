import { type Attributes, context, metrics as metricsApi, trace } from '@opentelemetry/api';
import { metrics, node, tracing } from '@opentelemetry/sdk-node';
import { onTestFinished } from 'vitest';
import type { ErrorReport } from '../../src/report/error-report.ts';
import type { ReportContext } from '../../src/report/report-context.ts';
import { capture, type FailureParts } from '../report/support.ts';

export interface Point {
  readonly attributes: Attributes;
  readonly value: number;
}

export interface Telemetry {
  readonly spans: () => readonly tracing.ReadableSpan[];
  /** Points of `http.server.error`. */
  readonly points: () => Promise<readonly Point[]>;
}

/** The real SDK for one test, exporting into memory. */
export function startTelemetry(): Telemetry {
  const exporter = new tracing.InMemorySpanExporter();
  const tracers = new node.NodeTracerProvider({ spanProcessors: [new tracing.SimpleSpanProcessor(exporter)] });
  tracers.register();
  const metricsMemory = new metrics.InMemoryMetricExporter(metrics.AggregationTemporality.CUMULATIVE);
  const reader = new metrics.PeriodicExportingMetricReader({
    exporter: metricsMemory,
    exportIntervalMillis: 3_600_000,
  });
  const meters = new metrics.MeterProvider({ readers: [reader] });
  metricsApi.setGlobalMeterProvider(meters);
  onTestFinished(async () => {
    await tracers.shutdown();
    await meters.shutdown();
    trace.disable();
    context.disable();
    metricsApi.disable();
  });
  return {
    spans: () => exporter.getFinishedSpans(),
    points: async () => {
      await reader.forceFlush();
      const all =
        metricsMemory
          .getMetrics()
          .at(-1)
          ?.scopeMetrics.flatMap((scope) => scope.metrics) ?? [];
      const counter = all.find(({ descriptor }) => descriptor.name === 'http.server.error');
      return (counter?.dataPoints ?? []).map(({ attributes, value }) => ({ attributes, value: value as number }));
    },
  };
}

/** A record as the reporter makes it, with its context. */
export function madeReport(parts?: FailureParts): readonly [ErrorReport, ReportContext] {
  const { report, reports, contexts } = capture();
  report(parts);
  const [made] = reports;
  const [raw] = contexts;
  if (made === undefined || raw === undefined) throw new Error('no record was made');
  return [made, raw];
}

/** Runs within a span and ends it. */
export function inSpan(run: () => void): void {
  trace.getTracer('test').startActiveSpan('GET /orders/:id', (span) => {
    run();
    span.end();
  });
}
