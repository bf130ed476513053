import type { Meter } from '@opentelemetry/api';
import { describe, expect, test } from 'vitest';
import { BadGateway, Conflict } from '../../src/error/classes.ts';
import { createOtelReporter, type OtelOptions } from '../../src/otel.ts';
import { ReportContext } from '../../src/report/report-context.ts';
import { madeReport, startTelemetry } from './support.ts';

describe('http.server.error', () => {
  test('counts by method, route, status, type, domain, outcome and reason, and by nothing without an end', async () => {
    const { points } = startTelemetry();
    const report = createOtelReporter();
    const error = new Conflict('order 7 is locked', { reason: 'ORDER_LOCKED' });
    const parts = { error, host: { route: () => '/orders/:id' } };
    report(...madeReport({ ...parts, request: { method: 'PUT', url: '/orders/7', headers: {} } }));
    report(...madeReport({ ...parts, request: { method: 'PUT', url: '/orders/8', headers: {} } }));
    expect(await points()).toEqual([
      {
        value: 2,
        attributes: {
          'http.request.method': 'PUT',
          'http.route': '/orders/:id',
          'http.response.status_code': 409,
          'error.type': 'Conflict',
          'failwell.domain': 'client',
          'failwell.outcome': 'sent',
          'failwell.reason': 'ORDER_LOCKED',
        },
      },
    ]);
  });

  test('a method that no RFC has is _OTHER', async () => {
    const { points } = startTelemetry();
    createOtelReporter()(...madeReport({ request: { method: 'BREW', url: '/', headers: {} } }));
    expect((await points())[0]?.attributes['http.request.method']).toBe('_OTHER');
  });

  test('a record that stands for many adds as many', async () => {
    const { points } = startTelemetry();
    const [report] = madeReport();
    createOtelReporter()({ ...report, 'failwell.count': 41 }, new ReportContext());
    expect(await points()).toMatchObject([{ value: 41 }]);
  });

  test('counts from the moment that an SDK starts, where the reporter was made and used before', async () => {
    const report = createOtelReporter();
    report(...madeReport());
    const { points } = startTelemetry();
    report(...madeReport());
    expect(await points()).toMatchObject([{ value: 1 }]);
  });

  test('goes to a meter that was given, and nowhere with false', async () => {
    const { points } = startTelemetry();
    const added: unknown[] = [];
    const meter = { createCounter: () => ({ add: (...values: unknown[]) => added.push(values) }) };
    createOtelReporter({ meter: meter as unknown as Meter })(...madeReport());
    createOtelReporter({ meter: false })(...madeReport());
    expect(added).toHaveLength(1);
    expect(await points()).toEqual([]);
  });

  test('stays below 1300 series under 100 000 distinct routes, reasons, classes, paths and messages', async () => {
    const { points } = startTelemetry();
    const report = createOtelReporter();
    const [template, context] = madeReport({ error: new BadGateway('x') });
    for (let index = 0; index < 100_000; index += 1) {
      const made = {
        ...template,
        message: `GET /orders/${index} 502`,
        'exception.message': `order ${index}`,
        'url.path': `/orders/${index}`,
        'http.route': `/orders/${index}`,
        'error.type': `Failure${index % 977}`,
        'failwell.reason': `ORDER_${index}`,
        'http.response.status_code': 500 + (index % 100),
      };
      report(made, context);
    }
    const all = await points();
    expect(all.length).toBeLessThan(1_300);
    expect(all.reduce((sum, { value }) => sum + value, 0)).toBe(100_000);
    expect(all.some(({ attributes }) => attributes['otel.metric.overflow'] === true)).toBe(false);
    expect(new Set(all.map(({ attributes }) => attributes['http.response.status_code'])).size).toBe(100);
  }, 30_000);
});

describe('the options', () => {
  test.each<[unknown, string]>([
    [{ metre: {} }, 'FAILWELL_OPTION_UNKNOWN'],
    [{ meter: {} }, 'FAILWELL_OPTION_TYPE'],
    [{ meter: true }, 'FAILWELL_OPTION_TYPE'],
    [{ maxSeries: 0 }, 'FAILWELL_OPTION_TYPE'],
    [{ maxValues: 1.5 }, 'FAILWELL_OPTION_TYPE'],
    [null, 'FAILWELL_OPTION_TYPE'],
  ])('%j throws where it is given', (options, code) => {
    expect(() => createOtelReporter(options as OtelOptions)).toThrow(expect.objectContaining({ code }));
  });
});
