import { toRequestId } from '../http/request-id.ts';
import { readProperty, readString } from '../http/safe-read.ts';
import { isTraceId, parseTraceparent, type TraceContext } from '../http/trace-context.ts';
import type { Failure } from './failure.ts';
import { ask, type Fields, type RecordInput } from './record-input.ts';
import type { Redactor } from './redact.ts';
import { textLimits } from './text.ts';

// RFC 9110 section 9.3 and RFC 5789: the methods that semantic conventions know; all others are _OTHER.
export const knownMethods: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PATCH',
]);

/** The request: method, path, route, request id. */
export function setRequestFields(
  fields: Fields,
  { failure, route }: RecordInput,
  path: string,
  redactor: Redactor,
): void {
  const method = failure.request.method;
  fields['url.path'] = path;
  if (knownMethods.has(method)) fields['http.request.method'] = method;
  else {
    fields['http.request.method'] = '_OTHER';
    fields['http.request.method_original'] = redactor.line(method, textLimits.name);
  }
  const template = route === undefined ? '' : redactor.line(route, textLimits.path);
  if (template !== '') fields['http.route'] = template;
  const requestId = failure.facts.requestId ?? toRequestId(failure.request.header('x-request-id'));
  if (requestId !== undefined) fields['failwell.request_id'] = redactor.line(requestId, textLimits.name);
}

function isTrace(value: unknown): value is TraceContext {
  return isTraceId(readProperty(value, 'traceId')) && /^[0-9a-f]{16}$/.test(readString(value, 'spanId') ?? '');
}

/**
 * The active span; without a tracer what the client was told, with the caller's span where both name one trace. The
 * active span wins over traceparent: a service at the edge may start a trace of its own.
 */
export function setTraceFields(fields: Fields, { host, facts, request }: Failure): void {
  const active = ask(host.trace);
  const parent = parseTraceparent(request.header('traceparent'));
  const told = isTraceId(facts.traceId) ? facts.traceId : parent?.traceId;
  const trace = isTrace(active) ? active : parent?.traceId === told ? parent : undefined;
  const traceId = trace?.traceId ?? told;
  if (traceId !== undefined) fields.trace_id = traceId;
  if (trace === undefined) return;
  fields.span_id = trace.spanId;
  fields.trace_flags = trace.sampled === true ? '01' : '00';
}
