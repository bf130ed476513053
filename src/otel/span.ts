import {
  type Attributes,
  context as contexts,
  createContextKey,
  type Exception,
  type Span,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { isErrorStatus } from '../error/status.ts';
import { readProperty } from '../http/safe-read.ts';
import type { ErrorReport } from '../report/error-report.ts';
import type { ReportContext } from '../report/report-context.ts';

/** What a span is told besides; each a short text, a number or a boolean. */
const spanFields = [
  'http.route',
  'failwell.domain',
  'failwell.outcome',
  'failwell.fingerprint',
  'failwell.rule',
  'failwell.code',
  'failwell.reason',
  'failwell.request_id',
  'failwell.cancelled',
  'failwell.retry.after',
  'failwell.proxy.error',
  'failwell.upstream.name',
  'failwell.upstream.status',
  'failwell.upstream.duration_ms',
] as const;

/**
 * HTTP conventions for server spans: 5xx is an error, 4xx leaves the status unset. A cut answer is one whatever its status
 * line said; where the answer was out before, the status that the failure would have had decides.
 */
function isServerError(report: ErrorReport, { error }: ReportContext): boolean {
  const { 'http.response.status_code': status, 'failwell.outcome': outcome } = report;
  if (outcome === 'client_gone') return false;
  return outcome === 'cut' || (isErrorStatus(status) ? status : (error?.status ?? 500)) >= 500;
}

/**
 * From the redacted record, never the thrown value: a span leaves for a third party. Without `code`, which the SDK would
 * take for the type. A client's error has no stack: nobody debugs a 404 by one, and a scanner would fill spans with them.
 */
function toException(report: ErrorReport, isError: boolean): Exception {
  const stack = report['exception.stacktrace'];
  return {
    name: report['exception.type'],
    message: report['exception.message'],
    ...(isError && stack !== undefined ? { stack } : {}),
  };
}

function toSpanAttributes(report: ErrorReport, isError: boolean): Attributes {
  const attributes: Attributes = {};
  for (const name of spanFields) {
    const value = report[name];
    if (value !== undefined) attributes[name] = value;
  }
  // HTTP conventions: error.type is for what the span's status calls an error.
  if (isError) attributes['error.type'] = report['error.type'];
  return attributes;
}

function writeToSpan(span: Span, report: ErrorReport, context: ReportContext): void {
  const isError = isServerError(report, context);
  span.setAttributes(toSpanAttributes(report, isError));
  if (report['failwell.outcome'] !== 'client_gone') span.recordException(toException(report, isError));
  if (isError) span.setStatus({ code: SpanStatusCode.ERROR, message: report['exception.message'] });
}

// Where the instrumentation of HTTP leaves the server span: getRPCMetadata of @opentelemetry/core, whose key every copy of
// the API finds. A dependency on the SDK's core for this one lookup would be more than it is worth.
const rpcMetadata: symbol = createContextKey('OpenTelemetry SDK Context Key RPC_METADATA');

function isRecording(span: unknown): span is Span {
  const ask = readProperty(span, 'isRecording');
  return typeof ask === 'function' && ask.call(span) === true;
}

/** The server span, also where a handler reports from within a span of its own; else the active span. */
function findSpan(): Span | undefined {
  const server = readProperty(contexts.active().getValue(rpcMetadata), 'span');
  return [server, trace.getActiveSpan()].find(isRecording);
}

/**
 * Tells a span of a failure: the server span, where HTTP is instrumented, else the active one. A record that counts what
 * `dedupe` held back is told to none: the span that is active then is the long-ended one of the first request.
 */
export function recordOnSpan(report: ErrorReport, context: ReportContext): void {
  const span = context.error === undefined ? undefined : findSpan();
  if (span !== undefined) writeToSpan(span, report, context);
}
