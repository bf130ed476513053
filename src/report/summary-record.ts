import type { ErrorReport } from './error-report.ts';
import { cutText, textLimits } from './text.ts';

/**
 * The record that stands for failures which `dedupe` held back: the first one's, counted. Without the ids of the first
 * request, which has a record of its own: a search for them must not find the failures of others.
 */
export function toSummaryRecord(first: ErrorReport, count: number, windowMs: number, now: number): ErrorReport {
  const {
    trace_id: _trace,
    span_id: _span,
    trace_flags: _flags,
    'failwell.request_id': _request,
    'failwell.dropped': _dropped,
    ...shared
  } = first;
  const suffix = ` (${count} more within ${windowMs} ms)`;
  return Object.freeze({
    ...shared,
    timestamp: new Date(now).toISOString(),
    message: cutText(first.message, textLimits.message - suffix.length) + suffix,
    'failwell.count': count,
  });
}
