import createHttpError from 'http-errors';
import type { HttpErrorOptions } from '../../src/error/error-options.ts';
import { createError } from '../../src/index.ts';
import { createForeignError } from './foreign-errors.ts';
import { hostileValues } from './hostile-values.ts';
import type { Thrown, ThrownOptions } from './vector.ts';

/** RFC 9209 section 2.3: recommended status of each proxy error type. */
const proxyErrorStatus: Readonly<Record<string, number>> = {
  dns_timeout: 504,
  dns_error: 502,
  destination_not_found: 500,
  destination_unavailable: 503,
  destination_ip_prohibited: 502,
  destination_ip_unroutable: 502,
  connection_refused: 502,
  connection_terminated: 502,
  connection_timeout: 504,
  connection_read_timeout: 504,
  connection_write_timeout: 504,
  connection_limit_reached: 503,
  tls_protocol_error: 502,
  tls_certificate_error: 502,
  tls_alert_received: 502,
  http_request_error: 400,
  http_request_denied: 403,
  http_response_incomplete: 502,
  http_response_header_section_size: 502,
  http_response_header_size: 502,
  http_response_body_size: 502,
  http_response_trailer_section_size: 502,
  http_response_trailer_size: 502,
  http_response_transfer_coding: 502,
  http_response_content_coding: 502,
  http_response_timeout: 504,
  http_upgrade_failed: 502,
  http_protocol_error: 502,
  proxy_internal_response: 503,
  proxy_internal_error: 500,
  proxy_configuration_error: 500,
  proxy_loop_detected: 502,
};

const specialOptions: Readonly<Record<string, () => unknown>> = {
  NaN: () => Number.NaN,
  Infinity: () => Number.POSITIVE_INFINITY,
  InvalidDate: () => new Date(Number.NaN),
  circular: () => {
    const extensions: Record<string, unknown> = { note: 'circular' };
    extensions['self'] = extensions;
    return extensions;
  },
  bigint: () => ({ amount: 10n }),
  proto: () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
};

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `{special}` and `{date}` are the two things that JSON cannot write. */
function revive(value: unknown): unknown {
  if (!isRecord(value)) return value;
  if (typeof value['special'] === 'string') {
    const build = specialOptions[value['special']];
    if (build === undefined) throw new Error(`unknown special option ${value['special']}`);
    return build();
  }
  if (typeof value['date'] === 'string') return new Date(value['date']);
  return value;
}

/** Options of the vocabulary that failwell spells as plain fields. */
const plainFields: Readonly<Record<string, (value: string) => readonly [string, string]>> = {
  sunset: (value) => ['Sunset', new Date(value).toUTCString()],
  rateLimit: (value) => ['RateLimit', value],
  rateLimitPolicy: (value) => ['RateLimit-Policy', value],
};

function toErrorOptions(given: ThrownOptions): HttpErrorOptions {
  const options: Record<string, unknown> = {};
  const fields: [string, string][] = [];
  for (const [name, value] of Object.entries(given)) {
    const toField = plainFields[name];
    if (toField !== undefined) fields.push([...toField(String(value))]);
    else if (name === 'detail') options['expose'] = true;
    else options[name] = revive(value);
  }
  if (fields.length > 0) options['headers'] = { ...(options['headers'] as object), ...Object.fromEntries(fields) };
  // Vectors give wrong types on purpose (retryAfter: "soon"); the constructor must cope at run time.
  return options as HttpErrorOptions;
}

function createTyped(thrown: Thrown): unknown {
  const options = thrown.options ?? {};
  const message = typeof options['detail'] === 'string' ? options['detail'] : thrown.message;
  const status = thrown.status ?? 500;
  const described = toErrorOptions(options);
  return message === undefined ? createError(status, described) : createError(status, message, described);
}

const natives: Readonly<Record<string, ErrorConstructor>> = { Error, TypeError, RangeError, SyntaxError, URIError };

function createNative(thrown: Thrown): unknown {
  const Native = natives[thrown.native ?? ''];
  if (Native === undefined) throw new Error(`unknown built-in error ${thrown.native}`);
  return Object.assign(new Native(thrown.message), thrown.props);
}

/** A bare Node style error: code and message are all that a classifier gets. DOMException has a fixed numeric code. */
function createSystem({ system, wrapFetch, aggregate }: Thrown): unknown {
  const { code, message, name } = system ?? { code: '', message: '' };
  if (name === 'TimeoutError' || name === 'AbortError') return new DOMException(String(message), name);
  const error = Object.assign(new Error(String(message)), { code });
  if (aggregate === true) return Object.assign(new AggregateError([error, error], ''), { code });
  return wrapFetch === true ? new TypeError('fetch failed', { cause: error }) : error;
}

function createProxyError(type: string): unknown {
  const status = proxyErrorStatus[type];
  if (status === undefined) throw new Error(`${type} is no proxy error type of RFC 9209`);
  return createError(status, { proxy: { error: type } });
}

function createSpecial(name: string): unknown {
  const build = hostileValues[name];
  if (build === undefined) throw new Error(`unknown special value ${name}`);
  return build();
}

type Builder = readonly [key: keyof Thrown, build: (thrown: Thrown) => unknown];

const builders: readonly Builder[] = [
  ['class', createTyped],
  ['native', createNative],
  ['httpErrors', (thrown) => createHttpError(thrown.httpErrors ?? 500, thrown.message ?? '', { ...thrown.props })],
  ['proxyError', (thrown) => createProxyError(thrown.proxyError ?? '')],
  ['system', createSystem],
  ['foreign', createForeignError],
  ['special', (thrown) => createSpecial(thrown.special ?? '')],
  ['value', (thrown) => thrown.value],
];

/** Builds what the handler throws, afresh for every request. */
export function createThrown(thrown: Thrown): unknown {
  const builder = builders.find(([key]) => Object.hasOwn(thrown, key));
  if (builder === undefined) throw new Error(`nothing to throw in ${JSON.stringify(thrown)}`);
  return builder[1](thrown);
}
