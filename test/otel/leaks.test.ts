import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createOtelReporter } from '../../src/otel.ts';
import { createErrorCounter } from '../../src/prometheus.ts';
import { leakyShapes } from '../report/leaky-shapes.ts';
import { inSpan, madeReport, startTelemetry } from './support.ts';

const secret = 'Zq9Zq9Kx7Kx7';

test('no leaky shape of any library reaches a span, a metric of OpenTelemetry or one of prom-client', async () => {
  const { spans, points } = startTelemetry();
  const toOtel = createOtelReporter();
  const registry = new Registry();
  const count = createErrorCounter({ registers: [registry] });
  for (const { make } of leakyShapes) {
    const [report, context] = madeReport({ thrown: make(secret) });
    inSpan(() => toOtel(report, context));
    count(report);
  }
  expect(spans()).toHaveLength(leakyShapes.length);
  expect(spans().every(({ events }) => events.length === 1)).toBe(true);
  const told = spans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status }));
  for (const text of [JSON.stringify(told), JSON.stringify(await points()), await registry.metrics()]) {
    expect(text).not.toBe('');
    expect(text).not.toContain(secret);
  }
});
