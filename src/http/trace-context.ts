/** W3C Trace Context, the part that a record needs: which trace a request belongs to. */
export interface TraceContext {
  /** 32 lower-case hex digits, not all zero. */
  readonly traceId: string;
  /** 16 lower-case hex digits, not all zero: the span of the caller, or the active span where a tracer runs. */
  readonly spanId: string;
  /** Whether the caller recorded its part of the trace. */
  readonly sampled: boolean;
}

/** Tells the active span where a tracer runs: the `trace` option. */
export type ReadTrace = () => TraceContext | undefined;

// version "-" trace-id "-" parent-id "-" flags; only a version above 00 may carry more behind another "-".
const traceparentPattern = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
// Longer than any version needs; a field of 16 kB is not worth matching.
const maxLength = 256;

/**
 * Parses a traceparent field. Strict (TC-1): lower case only, no all-zero ids, no version ff, version 00 of exactly 55
 * characters; two fields joined with a comma are none. A later version is read by its first four parts, as the
 * recommendation asks. Anything else is undefined: a broken id must not join a stranger's trace.
 */
export function parseTraceparent(value: unknown): TraceContext | undefined {
  if (typeof value !== 'string' || value.length < 55 || value.length > maxLength) return undefined;
  const [, version, traceId, spanId, flags, rest] = traceparentPattern.exec(value) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  if (version === '00' && rest !== undefined) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

export const traceIdPattern: RegExp = /^(?!0{32})[0-9a-f]{32}$/;

/** True for 32 lower-case hex digits that are not all zero. */
export function isTraceId(value: unknown): value is string {
  return typeof value === 'string' && traceIdPattern.test(value);
}
