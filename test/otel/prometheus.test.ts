import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { metrics } from '@opentelemetry/sdk-node';
import { type OpenMetricsContentType, Registry, register } from 'prom-client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Conflict } from '../../src/error/classes.ts';
import { createOtelReporter } from '../../src/otel.ts';
import { createErrorCounter, type ErrorCounterOptions } from '../../src/prometheus.ts';
import { madeReport } from './support.ts';

const [report, context] = madeReport({
  error: new Conflict('order 7 is locked', { reason: 'ORDER_LOCKED' }),
  host: { route: () => '/orders/:id' },
});

const seriesOf = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line.startsWith('http_server_error_total{'));

describe('createErrorCounter', () => {
  test('counts under the name and labels that a collector gives the counter of OpenTelemetry', async () => {
    const registry = new Registry();
    const count = createErrorCounter({ registers: [registry] });
    count(report);
    count({ ...report, 'failwell.count': 41 });
    expect(seriesOf(await registry.metrics())).toEqual([
      'http_server_error_total{http_request_method="GET",http_route="/orders/:id",http_response_status_code="409",' +
        'error_type="Conflict",failwell_domain="client",failwell_outcome="sent",failwell_reason="ORDER_LOCKED"} 42',
    ]);
    expect(await registry.metrics()).toContain('# TYPE http_server_error_total counter');
  });

  test("OpenTelemetry's own exporter to Prometheus writes the same name and labels: one dashboard fits both", async () => {
    const exporter = new PrometheusExporter({ preventServerStart: true });
    const meters = new metrics.MeterProvider({ readers: [exporter] });
    onTestFinished(() => meters.shutdown());
    createOtelReporter({ meter: meters.getMeter('test') })(report, context);
    const { resourceMetrics } = await exporter.collect();
    const [fromOtel = ''] = seriesOf(new PrometheusSerializer().serialize(resourceMetrics));

    const registry = new Registry();
    createErrorCounter({ registers: [registry] })(report);
    const [fromClient = ''] = seriesOf(await registry.metrics());
    const labelsOf = (line: string): readonly string[] =>
      [...line.matchAll(/\w+="[^"]*"/g)].map(([label]) => label).filter((label) => !label.startsWith('otel_scope_'));
    expect(labelsOf(fromClient)).toHaveLength(7);
    expect([...labelsOf(fromOtel)].sort()).toEqual([...labelsOf(fromClient)].sort());
  });

  test('a registry of the OpenMetrics form will do', async () => {
    const registry = new Registry<OpenMetricsContentType>();
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    createErrorCounter({ registers: [registry] })(report);
    expect(seriesOf(await registry.metrics())).toHaveLength(1);
  });

  test("goes to prom-client's own register by default; a second handler of the process counts into the same", async () => {
    onTestFinished(() => register.clear());
    createErrorCounter()(report);
    createErrorCounter()(report);
    const series = seriesOf(await register.metrics());
    expect(series).toHaveLength(1);
    expect(series[0]).toMatch(/ 2$/);
  });

  test('stays below 1300 series under 100 000 distinct routes, reasons, paths and messages', async () => {
    const registry = new Registry();
    const count = createErrorCounter({ registers: [registry] });
    for (let index = 0; index < 100_000; index += 1) {
      count({
        ...report,
        message: `GET /orders/${index} 409`,
        'exception.message': `order ${index} is locked`,
        'url.path': `/orders/${index}`,
        'http.route': `/orders/${index}`,
        'failwell.reason': `ORDER_${index}`,
        'http.response.status_code': 400 + (index % 100),
      });
    }
    const series = seriesOf(await registry.metrics());
    expect(series.length).toBeLessThan(1_300);
    expect(series.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)).toBe(100_000);
  }, 30_000);

  test('100 000 distinct paths and messages of one route are one series', async () => {
    const registry = new Registry();
    const count = createErrorCounter({ registers: [registry] });
    for (let index = 0; index < 100_000; index += 1) {
      count({ ...report, 'url.path': `/orders/${index}`, 'exception.message': `order ${index} is locked` });
    }
    expect(seriesOf(await registry.metrics())).toHaveLength(1);
  }, 30_000);

  test.each<[unknown, string]>([
    [{ register: [] }, 'FAILWELL_OPTION_UNKNOWN'],
    [{ registers: {} }, 'FAILWELL_OPTION_TYPE'],
    [{ registers: [{}] }, 'FAILWELL_OPTION_TYPE'],
    [{ maxSeries: '9' }, 'FAILWELL_OPTION_TYPE'],
  ])('%j throws where it is given', (options, code) => {
    expect(() => createErrorCounter(options as ErrorCounterOptions)).toThrow(expect.objectContaining({ code }));
  });
});
