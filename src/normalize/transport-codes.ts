import type { Verdict } from './verdict.ts';
import {
  badGateway,
  badName,
  cancelledWork,
  clientFault,
  dependencyDown,
  exhausted,
  fault,
  gatewayTimeout,
} from './verdicts.ts';

/**
 * What a failed connection or a broken HTTP message calls itself, in Node, undici, c-ares, llhttp, OpenSSL, zlib and Bun.
 * The types are those of RFC 9209 section 2.3, with the status that it recommends.
 */

const network = { domain: 'network' } as const;

function named(codes: readonly string[], make: (rule: string) => Verdict): readonly (readonly [string, Verdict])[] {
  return codes.map((code) => [code, make(`transport/${code}`)]);
}

const connection = [
  ...named(['ECONNREFUSED', 'ConnectionRefused'], (rule) => badGateway(rule, 'connection_refused', true)),
  ...named(
    [
      'ECONNRESET',
      'EPIPE',
      'ENOTCONN',
      'UND_ERR_SOCKET',
      'ERR_SOCKET_CLOSED',
      'ERR_STREAM_PREMATURE_CLOSE',
      'ConnectionClosed',
    ],
    (rule) => badGateway(rule, 'connection_terminated', true),
  ),
  ...named(['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EHOSTDOWN', 'ENONET'], (rule) =>
    badGateway(rule, 'destination_ip_unroutable', true, network),
  ),
  ...named(['FailedToOpenSocket', 'ERR_PROXY_TUNNEL'], (rule) => badGateway(rule, 'connection_terminated', true)),
];

const deadlines = [
  ...named(
    ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'ERR_SOCKET_CONNECTION_TIMEOUT', 'ERR_TLS_HANDSHAKE_TIMEOUT'],
    (rule) => gatewayTimeout(rule, 'connection_timeout'),
  ),
  ...named(['UND_ERR_HEADERS_TIMEOUT', 'ETIME'], (rule) => gatewayTimeout(rule, 'http_response_timeout')),
  ...named(['UND_ERR_BODY_TIMEOUT', 'ESOCKETTIMEDOUT'], (rule) => gatewayTimeout(rule, 'connection_read_timeout')),
  ...named(['ETIMEOUT'], (rule) => gatewayTimeout(rule, 'dns_timeout')),
];

/** getaddrinfo and c-ares. EAI_AGAIN is the one that may pass. */
const names = [
  ...named(['EAI_AGAIN', 'EBADRESP', 'EAI_FAIL', 'EAI_SYSTEM'], (rule) => badName(rule)),
  ...named(['ENOTFOUND', 'EAI_NONAME', 'ENONAME'], (rule) => badName(rule, 'NXDOMAIN')),
  ...named(['ENODATA', 'EAI_NODATA'], (rule) => badName(rule, 'NOERROR')),
  ...named(['ESERVFAIL'], (rule) => badName(rule, 'SERVFAIL')),
  ...named(['EREFUSED'], (rule) => badName(rule, 'REFUSED')),
  ...named(['EFORMERR'], (rule) => badName(rule, 'FORMERR')),
  ...named(['ENOTIMP'], (rule) => badName(rule, 'NOTIMP')),
  ...named(['EBADNAME', 'EBADQUERY', 'EBADFAMILY', 'ELOADIPHLPAPI'], fault),
];

const certificates = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_TLS_CERT_ALTNAME_FORMAT',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
];

const messages = [
  ...named(['EPROTO', 'UND_ERR_PRX_TLS', 'ERR_TLS_PROTOCOL_VERSION_CONFLICT'], (rule) =>
    badGateway(rule, 'tls_protocol_error'),
  ),
  ...named(certificates, (rule) => badGateway(rule, 'tls_certificate_error')),
  ...named(['HPE_HEADER_OVERFLOW', 'UND_ERR_HEADERS_OVERFLOW'], (rule) =>
    badGateway(rule, 'http_response_header_section_size'),
  ),
  ...named(['HPE_INVALID_CHUNK_SIZE', 'HPE_CHUNK_EXTENSIONS_OVERFLOW', 'HPE_STRICT_CHUNK'], (rule) =>
    badGateway(rule, 'http_response_transfer_coding'),
  ),
  ...named(['HPE_INVALID_EOF_STATE'], (rule) => badGateway(rule, 'http_response_incomplete', true)),
  ...named(['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'UND_ERR_WS_MESSAGE_SIZE_EXCEEDED'], (rule) =>
    badGateway(rule, 'http_response_body_size'),
  ),
  ...named(
    ['ERR_HTTP2_STREAM_ERROR', 'ERR_HTTP2_SESSION_ERROR', 'ERR_HTTP2_GOAWAY_SESSION', 'ERR_HTTP2_STREAM_CANCEL'],
    (rule) => badGateway(rule, 'connection_terminated', true),
  ),
  ...named(['ERR_HTTP2_ERROR', 'UND_ERR_REDIRECT_MAX', 'UND_ERR_PRX_CONN'], (rule) =>
    badGateway(rule, 'http_protocol_error'),
  ),
  ...named(['Z_DATA_ERROR', 'Z_BUF_ERROR', 'Z_NEED_DICT', 'Z_STREAM_ERROR'], (rule) =>
    badGateway(rule, 'http_response_content_coding'),
  ),
];

/** Only a server's own parser says these: the client's doing, whoever hands them on. */
const requests = [
  ...named(['HPE_INVALID_METHOD', 'HPE_INVALID_URL'], (rule) => clientFault(400, rule, 'Bad Request')),
  ...named(['ERR_HTTP_REQUEST_TIMEOUT'], (rule) => clientFault(408, rule, 'Request Timeout')),
];

/** Ours: used up, shut down, or a mistake in how the request was made. */
const local = [
  // connect EMFILE is no bad upstream: the descriptors that ran out are ours.
  ...named(
    ['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS', 'ENOMEM', 'EAGAIN', 'UND_ERR_MAX_ORIGINS_REACHED'],
    exhausted,
  ),
  ...named(['UND_ERR_DESTROYED', 'UND_ERR_CLOSED'], (rule) =>
    dependencyDown(rule, 'destination_unavailable', 'server'),
  ),
  ...named(['UND_ERR_BPL_MISSING_UPSTREAM'], (rule) => dependencyDown(rule)),
  ...named(
    [
      'UND_ERR_INVALID_ARG',
      'UND_ERR_INVALID_RETURN_VALUE',
      'UND_ERR_NOT_SUPPORTED',
      'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
    ],
    fault,
  ),
];

const aborts = named(
  [
    'ABORT_ERR',
    'ERR_CANCELED',
    'ERR_ABORTED',
    'ECANCELLED',
    'ECANCELED',
    'ECANCEL',
    'UND_ERR_ABORT',
    'UND_ERR_ABORTED',
    'ABORTED',
  ],
  cancelledWork,
);

export const transportCodes: ReadonlyMap<string, Verdict> = new Map([
  ...connection,
  ...deadlines,
  ...names,
  ...messages,
  ...requests,
  ...local,
  ...aborts,
]);

/** Families too large to list; the first that matches decides. */
export const transportFamilies: readonly (readonly [pattern: RegExp, verdict: Verdict])[] = [
  [/^ERR_SSL_\w*ALERT/, badGateway('transport/tls_alert', 'tls_alert_received')],
  [/^ERR_SSL_/, badGateway('transport/tls', 'tls_protocol_error')],
  [/^(CERT_|CRL_|UNABLE_TO_)/, badGateway('transport/certificate', 'tls_certificate_error')],
  [/^HPE_\w*CHUNK/, badGateway('transport/chunk', 'http_response_transfer_coding')],
  [/^HPE_/, badGateway('transport/http_parser', 'http_protocol_error')],
  [/^UND_ERR_\w*TIMEOUT/, gatewayTimeout('transport/undici_timeout', 'http_response_timeout')],
  [/^UND_ERR/, badGateway('transport/undici', 'http_protocol_error')],
  [
    /^(ERR__ERROR_|ERR_BROTLI_DECODER|BROTLI_DECODER_ERROR|ZSTD_error)/,
    badGateway('transport/content_coding', 'http_response_content_coding'),
  ],
];
