import { isToken } from '../http/fields.ts';
import { ownKeys, readInteger, readObject, readProperty, readString } from '../http/safe-read.ts';

/** Proxy-Status of RFC 9209, written as a structured field (RFC 9651 section 4.1). */

/** Registered proxy error types (RFC 9209 section 2.3) and the status that each recommends. */
export const proxyErrorTypes: Readonly<Record<string, number>> = {
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
  proxy_internal_response: 500,
  proxy_internal_error: 500,
  proxy_configuration_error: 500,
  proxy_loop_detected: 502,
};

/** What a status says in general, for a type that is not registered (PX-3, PX-4). */
function genericType(status: number): string {
  if (status < 500) return 'http_request_error';
  const types: Readonly<Record<number, string>> = {
    502: 'http_protocol_error',
    503: 'destination_unavailable',
    504: 'http_response_timeout',
  };
  return types[status] ?? 'proxy_internal_error';
}

const tokenStart = /^[A-Za-z*][!#$%&'*+\-.^_`|~0-9A-Za-z:/]*$/;
const keyPattern = /^[a-z*][a-z0-9_.*-]{0,63}$/;

/** sf-string; what is not printable ASCII cannot be written and gives undefined (PX-9). */
function toSfString(text: string): string | undefined {
  return /^[\x20-\x7e]{0,1024}$/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : undefined;
}

/** Identity of this intermediary: a Token where it can be one, else a String (PX-2). */
export function toProxyIdentity(id: string): string | undefined {
  return tokenStart.test(id) ? id : toSfString(id);
}

function toSfItem(value: unknown): string | undefined {
  if (typeof value === 'string') return toSfString(value);
  if (typeof value === 'boolean') return value ? '?1' : '?0';
  return Number.isSafeInteger(value) && Math.abs(value as number) < 1e15 ? String(value) : undefined;
}

function toByteSequence(text: string): string {
  return `:${btoa(String.fromCharCode(...new TextEncoder().encode(text.slice(0, 256))))}:`;
}

function parameter(name: string, value: string | undefined): string {
  return value === undefined || !keyPattern.test(name) ? '' : value === '?1' ? `;${name}` : `;${name}=${value}`;
}

/** Written from members of their own, and of some only when asked for (PX-7): `params` cannot bring them in. */
const ownParameters: ReadonlySet<string> = new Set([
  'error',
  'next-hop',
  'next-hop-aliases',
  'next-protocol',
  'received-status',
  'details',
]);

function typeParameters(proxy: object): string {
  const params = readObject(proxy, 'params');
  return ownKeys(params, 8)
    .filter((name) => !ownParameters.has(name))
    .map((name) => parameter(name, toSfItem(readProperty(params, name))))
    .join('');
}

/** Topology and the peer's words, only when asked for (PX-7). */
function detailParameters(proxy: object): string {
  const nextHop = readString(proxy, 'nextHop');
  const protocol = readString(proxy, 'nextProtocol');
  const received = readInteger(proxy, 'receivedStatus');
  const details = readString(proxy, 'details');
  return [
    parameter('next-hop', nextHop === undefined ? undefined : toSfString(nextHop)),
    // PX-6: the ALPN id as a Token where it allows, else as a Byte Sequence.
    parameter(
      'next-protocol',
      protocol === undefined ? undefined : tokenStart.test(protocol) ? protocol : toByteSequence(protocol),
    ),
    parameter('received-status', received === undefined ? undefined : toSfItem(received)),
    parameter('details', details === undefined ? undefined : toSfString(details)),
  ].join('');
}

export interface ProxyStatusSettings {
  /** Name of this intermediary: a service or host name, no product name. */
  readonly id: string;
  /** Also sends next-hop, next-protocol, received-status and details. Default: false. */
  readonly details?: boolean;
}

/** The member that this intermediary adds for an error, or undefined where the error knows nothing of a next hop. */
export function toProxyStatus(error: object, status: number, settings: ProxyStatusSettings): string | undefined {
  const proxy = readObject(error, 'proxy');
  const identity = toProxyIdentity(settings.id);
  if (proxy === undefined || identity === undefined) return undefined;
  const given = readString(proxy, 'error');
  const type = given === undefined || Object.hasOwn(proxyErrorTypes, given) ? given : genericType(status);
  const error_ = type !== undefined && isToken(type) ? `;error=${type}` : '';
  return `${identity}${error_}${typeParameters(proxy)}${settings.details === true ? detailParameters(proxy) : ''}`;
}
