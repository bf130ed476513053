import { describe, expect, test, vi } from 'vitest';
import { type ErrorHandlerOptions, resolveOptions } from '../../src/core/options.ts';
import { createResponder } from '../../src/core/responder.ts';
import { BadGateway } from '../../src/error/classes.ts';
import { withOtel } from '../../src/otel.ts';
import type { ErrorReport } from '../../src/report/error-report.ts';
import { bodyOf } from '../plan/planning.ts';
import { inSpan, startTelemetry } from './support.ts';

const active = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
const callers = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';

/** The body and the record of one failure. */
function answer(options: ErrorHandlerOptions, headers: Record<string, string> = {}) {
  const records: ErrorReport[] = [];
  const onError = (report: ErrorReport): unknown => records.push(report);
  const settings = resolveOptions({ logger: false, include: ['traceId'], onError, ...options });
  const responder = createResponder(settings);
  const incident = responder.examine(new BadGateway('x'), { method: 'GET', url: '/', headers });
  const plan = responder.plan(incident, []);
  responder.report(incident, { outcome: 'sent', plan });
  return { told: bodyOf(plan).error['traceId'], record: records[0] };
}

describe('the option trace', () => {
  test('its ids are in the record, and its trace id is what the client is told', () => {
    const { told, record } = answer({ trace: () => active });
    expect(told).toBe(active.traceId);
    expect(record).toMatchObject({ trace_id: active.traceId, span_id: active.spanId, trace_flags: '01' });
  });

  test('wins over traceparent: a service at the edge may start a trace of its own', () => {
    const { told, record } = answer({ trace: () => active }, { traceparent: callers });
    expect(told).toBe(active.traceId);
    expect(record).toMatchObject({ trace_id: active.traceId, span_id: active.spanId });
  });

  test.each<[string, () => unknown]>([
    ['nothing', () => undefined],
    ['null', () => null],
    ['no trace id', () => ({ ...active, traceId: 'zoo' })],
    ['zeros', () => ({ ...active, traceId: '0'.repeat(32) })],
    [
      'a throw',
      () => {
        throw new Error('no tracer');
      },
    ],
  ])('that gives %s leaves traceparent', (_, trace) => {
    const { told, record } = answer({ trace: trace as () => undefined }, { traceparent: callers });
    expect(told).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
    expect(record).toMatchObject({
      trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
      span_id: '00f067aa0ba902b7',
      trace_flags: '00',
    });
  });
});

describe('withOtel', () => {
  test("gives the active span's ids, in the span that is told of the failure", () => {
    const { spans } = startTelemetry();
    let result: ReturnType<typeof answer> | undefined;
    inSpan(() => {
      result = answer(withOtel({ include: ['traceId'], logger: false }));
    });
    const [span] = spans();
    expect(result?.told).toBe(span?.spanContext().traceId);
    expect(span?.events).toHaveLength(1);
  });

  test('keeps the options as they are, calls an own onError with the same arguments, and gives back its promise', async () => {
    startTelemetry();
    const onError = vi.fn(() => Promise.resolve('later'));
    const options = { server: false, onError } as const;
    const combined = withOtel(options);
    expect(options.onError).toBe(onError);
    expect(combined).toMatchObject({ server: false });
    const report = { 'failwell.count': 1 } as ErrorReport;
    const context = {} as Parameters<NonNullable<ErrorHandlerOptions['onError']>>[1];
    await expect(combined.onError?.(report, context)).resolves.toBe('later');
    expect(onError).toHaveBeenCalledExactlyOnceWith(report, context);
  });

  test('an own trace wins; a wrong onError is refused by the error handler and not hidden', () => {
    const trace = (): undefined => undefined;
    expect(withOtel({ trace }).trace).toBe(trace);
    const wrong = withOtel({ onError: 'x' as unknown as () => void });
    expect(() => resolveOptions(wrong)).toThrow('"onError" must be a function');
  });
});
