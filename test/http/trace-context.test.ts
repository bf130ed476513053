import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTraceId, parseTraceparent } from '../../src/http/trace-context.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';

describe('TC-1: traceparent', () => {
  it('reads version 00', () => {
    expect(parseTraceparent(`00-${traceId}-${spanId}-01`)).toEqual({ traceId, spanId, sampled: true });
    expect(parseTraceparent(`00-${traceId}-${spanId}-00`)?.sampled).toBe(false);
    expect(parseTraceparent(`00-${traceId}-${spanId}-03`)?.sampled).toBe(true);
    expect(parseTraceparent(`00-${traceId}-${spanId}-02`)?.sampled).toBe(false);
  });

  it('reads a later version by its first four parts', () => {
    expect(parseTraceparent(`01-${traceId}-${spanId}-01-what-comes-later`)).toEqual({ traceId, spanId, sampled: true });
    expect(parseTraceparent(`cc-${traceId}-${spanId}-01`)?.traceId).toBe(traceId);
  });

  it.each([
    ['version ff', `ff-${traceId}-${spanId}-01`],
    ['upper case', `00-${traceId.toUpperCase()}-${spanId}-01`],
    ['an all-zero trace id', `00-${'0'.repeat(32)}-${spanId}-01`],
    ['an all-zero span id', `00-${traceId}-${'0'.repeat(16)}-01`],
    ['a short trace id', `00-${traceId.slice(1)}-${spanId}-01`],
    ['version 00 with more behind', `00-${traceId}-${spanId}-01-x`],
    ['a later version with trailing junk', `01-${traceId}-${spanId}-01x`],
    ['two fields joined', `00-${traceId}-${spanId}-01, 00-${traceId}-${spanId}-01`],
    ['a trailing line', `00-${traceId}-${spanId}-01\n`],
    ['a leading space', ` 00-${traceId}-${spanId}-01`],
    ['the empty text', ''],
    ['a value that is too long', `01-${traceId}-${spanId}-01-${'x'.repeat(300)}`],
    ['no string', 7],
    ['undefined', undefined],
  ])('ignores %s', (_, value) => {
    expect(parseTraceparent(value)).toBeUndefined();
  });

  it('is total, and what it returns is always well formed', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.stringMatching(/^[0-9a-fA-F]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}/)),
        (value) => {
          const found = parseTraceparent(value);
          if (found === undefined) return true;
          return isTraceId(found.traceId) && /^[0-9a-f]{16}$/.test(found.spanId) && !/^0+$/.test(found.spanId);
        },
      ),
    );
  });

  it('isTraceId wants 32 lower-case hex digits, not all zero', () => {
    expect(isTraceId(traceId)).toBe(true);
    for (const value of [traceId.toUpperCase(), '0'.repeat(32), `${traceId}0`, 1, null])
      expect(isTraceId(value)).toBe(false);
  });
});
