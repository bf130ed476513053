import { type ErrorHandlerOptions, resolveOptions, type Settings } from '../core/options.ts';
import { createResponder, type Responder } from '../core/responder.ts';
import type { HttpError } from '../error/http-error.ts';
import { toConnection } from '../hosts/fetch-handler.ts';
import type { RequestLike } from '../http/request-view.ts';
import type { FieldLine, RetryHint } from '../http/response-plan.ts';
import { isArray, isObject, readProperty } from '../http/safe-read.ts';
import type { ErrorReport } from '../report/error-report.ts';

/** A response with everything behind it, as a host would have sent and recorded it. */
export interface RenderedError {
  readonly status: number;
  readonly statusText: string;
  /** Every line, in sending order. */
  readonly headers: FieldLine[];
  /** Value of a field, its lines joined with a comma; the name in any case. Undefined where the response has none. */
  readonly header: (name: string) => string | undefined;
  /** What is sent; empty in answer to HEAD. */
  readonly body: string;
  /** The body parsed; undefined where it is no JSON. */
  readonly json: unknown;
  readonly retry: RetryHint;
  /** The record that loggers and hooks get. */
  readonly record: ErrorReport;
  /** What the thrown value became. */
  readonly error: HttpError;
  readonly method: string;
}

/** As a server would have it: names in lower case. */
function lowerNames(headers: unknown): unknown {
  if (!isObject(headers) || typeof readProperty(headers, 'get') === 'function') return headers;
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function toRequest(request: RequestLike | string): RequestLike {
  if (typeof request === 'string') return { method: 'GET', url: request, headers: {} };
  // A Web Request has its members on its prototype: no spread.
  const { method, url, headers } = request;
  return { method: method ?? 'GET', url: url ?? '/', headers: (lowerNames(headers) ?? {}) as never };
}

function toJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function find(lines: readonly FieldLine[], name: string): string | undefined {
  const values = lines.filter(([one]) => one.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

/** A pipeline that keeps its record, and still calls the hook and the logger that were given. */
function createKeeping(options: ErrorHandlerOptions): {
  readonly responder: Responder;
  readonly last: () => ErrorReport;
} {
  const settings: Settings = resolveOptions({ logger: false, ...options });
  const records: ErrorReport[] = [];
  const { onError } = settings.report;
  const keep: NonNullable<ErrorHandlerOptions['onError']> = (report, context) => {
    records.push(report);
    return onError?.(report, context);
  };
  const responder = createResponder({ ...settings, report: { ...settings.report, onError: keep } });
  return { responder, last: () => records[0] as ErrorReport };
}

/**
 * The whole response to a thrown value without a server, by the pipeline of every host: status, header section, body, retry
 * hint, and the record. Nothing is logged unless `logger` is given; `onError` is called.
 *
 * @param thrown anything.
 * @param request method, url and headers, or a URL for a GET; `GET /` by default. Names of headers in any case.
 * @param options those of the error handler.
 * @param prior header fields that the handler had set before it threw.
 * @throws OptionError where the options are wrong; never for a thrown value.
 * @example
 * const { status, json, record } = renderError(new NotFound('no order 7'), '/orders/7');
 */
export function renderError(
  thrown: unknown,
  request: RequestLike | string = '/',
  options: ErrorHandlerOptions = {},
  prior: Readonly<Record<string, string | readonly string[]>> = {},
): RenderedError {
  const { responder, last } = createKeeping(options);
  const incident = responder.examine(thrown, toRequest(request));
  const priorLines = Object.entries(prior).flatMap(([name, value]) =>
    (isArray(value) ? value : [value]).map((one): FieldLine => [name, String(one)]),
  );
  const plan = responder.plan(incident, priorLines);
  responder.report(incident, { outcome: 'sent', plan, host: { request } });
  const connection = toConnection(plan);
  const headers = [...plan.headers, ...(connection === undefined ? [] : [['Connection', connection]])].map(
    ([name, value]): FieldLine => [String(name), String(value)],
  );
  const { method } = incident.request;
  return {
    status: plan.status,
    statusText: plan.statusText,
    headers,
    header: (name) => find(headers, name),
    body: method === 'HEAD' ? '' : plan.body,
    json: method === 'HEAD' ? undefined : toJson(plan.body),
    retry: plan.facts.retry ?? { retryable: false },
    record: last(),
    error: incident.normalized.error,
    method,
  };
}
