import { isSpanContextValid, TraceFlags, trace } from '@opentelemetry/api';
import type { TraceContext } from '../http/trace-context.ts';

/** The ids of the active span; undefined outside of one. For the `trace` option of every error handler. */
export function activeTrace(): TraceContext | undefined {
  const context = trace.getActiveSpan()?.spanContext();
  if (context === undefined || !isSpanContextValid(context)) return undefined;
  const { traceId, spanId, traceFlags } = context;
  return { traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) === TraceFlags.SAMPLED };
}
