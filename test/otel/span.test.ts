import { SpanStatusCode, trace } from '@opentelemetry/api';
import type { tracing } from '@opentelemetry/sdk-node';
import { describe, expect, test, vi } from 'vitest';
import { BadGateway, NotFound } from '../../src/error/classes.ts';
import { createOtelReporter } from '../../src/otel.ts';
import type { Outcome } from '../../src/report/failure.ts';
import { ReportContext } from '../../src/report/report-context.ts';
import type { FailureParts } from '../report/support.ts';
import { inSpan, madeReport, startTelemetry } from './support.ts';

function spanOf(parts?: FailureParts): tracing.ReadableSpan {
  const { spans } = startTelemetry();
  inSpan(() => createOtelReporter()(...madeReport(parts)));
  const [span] = spans();
  if (span === undefined) throw new Error('no span ended');
  return span;
}

describe('the active span', () => {
  test('of a 502 is an error with the exception of the redacted record', () => {
    const thrown = Object.assign(new TypeError('connect to postgres://app:zoo-s3cret@db failed'), {
      code: 'ECONNREFUSED',
    });
    const error = new BadGateway('orders is away', { cause: thrown, reason: 'ORDERS_AWAY' });
    Object.assign(error, { upstream: { name: 'orders', durationMs: 12, status: 503 } });
    const span = spanOf({ thrown, error, rule: 'transport/connection_refused', host: { route: () => '/orders/:id' } });

    expect(span.status.code).toBe(SpanStatusCode.ERROR);
    expect(span.attributes).toMatchObject({
      'error.type': 'BadGateway',
      'http.route': '/orders/:id',
      'failwell.domain': 'upstream',
      'failwell.outcome': 'sent',
      'failwell.rule': 'transport/connection_refused',
      'failwell.code': 'ECONNREFUSED',
      'failwell.reason': 'ORDERS_AWAY',
      'failwell.upstream.name': 'orders',
      'failwell.upstream.status': 503,
      'failwell.upstream.duration_ms': 12,
    });
    expect(span.events).toHaveLength(1);
    const [event] = span.events;
    expect(event?.name).toBe('exception');
    expect(event?.attributes?.['exception.type']).toBe('TypeError');
    expect(event?.attributes?.['exception.message']).toContain('connect to postgres://');
    expect(event?.attributes?.['exception.stacktrace']).toMatch(/^TypeError: connect to .*\n {4}at /);
    expect(JSON.stringify([span.attributes, span.events, span.status])).not.toContain('zoo-s3cret');
  });

  test('of a 4xx keeps its status unset, has no error.type and no stack, and says what was thrown', () => {
    const span = spanOf({ error: new NotFound('no such order', { reason: 'ORDER_UNKNOWN' }) });
    expect(span.status).toEqual({ code: SpanStatusCode.UNSET });
    expect(span.attributes).not.toHaveProperty('error.type');
    expect(span.attributes['failwell.reason']).toBe('ORDER_UNKNOWN');
    expect(span.events.map(({ name, attributes }) => [name, attributes])).toEqual([
      ['exception', { 'exception.type': 'NotFound', 'exception.message': 'no such order' }],
    ]);
  });

  test.each<[Outcome, number, boolean]>([
    ['cut', 200, true],
    ['already_sent', 200, true],
    ['client_gone', 499, false],
  ])('of the outcome %s with %i on the wire: error %s', (outcome, status, isError) => {
    const span = spanOf({ error: new BadGateway('x'), outcome, status });
    expect(span.status.code === SpanStatusCode.ERROR).toBe(isError);
    expect(span.attributes['failwell.outcome']).toBe(outcome);
    expect(span.events).toHaveLength(outcome === 'client_gone' ? 0 : 1);
  });

  test('a cut answer to a 404 thrown too late is an error: the client got half of it', () => {
    expect(spanOf({ error: new NotFound('x'), outcome: 'cut', status: 200 }).status.code).toBe(SpanStatusCode.ERROR);
  });

  test('a bare value has no stack and no code, and its type is told', () => {
    const [event] = spanOf({ thrown: 'zoo' }).events;
    expect(event?.attributes).toMatchObject({ 'exception.type': 'string', 'exception.message': 'zoo' });
  });

  test('is not told of a record that counts what dedupe held back: that span ended long ago', () => {
    const { spans } = startTelemetry();
    const [report] = madeReport();
    inSpan(() => createOtelReporter()(report, new ReportContext()));
    expect(spans()[0]?.events).toEqual([]);
    expect(spans()[0]?.attributes).toEqual({});
  });

  test('that does not record, or none at all, costs nothing and throws nothing', () => {
    const report = createOtelReporter();
    const { spans } = startTelemetry();
    expect(() => report(...madeReport())).not.toThrow();
    trace.getTracer('test').startActiveSpan('ended', (span) => {
      span.end();
      const write = vi.spyOn(span, 'setAttributes');
      report(...madeReport());
      expect(write).not.toHaveBeenCalled();
    });
    expect(spans()[0]?.events).toEqual([]);
  });

  test('SE-4: that throws changes nothing, and the failure is still counted', async () => {
    const { points } = startTelemetry();
    inSpan(() => {
      const span = trace.getActiveSpan();
      if (span === undefined) throw new Error('no span');
      vi.spyOn(span, 'recordException').mockImplementation(() => {
        throw new Error('broken exporter');
      });
      expect(() => createOtelReporter()(...madeReport())).not.toThrow();
    });
    expect(await points()).toHaveLength(1);
  });
});
