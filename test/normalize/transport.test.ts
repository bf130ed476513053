import { describe, expect, test } from 'vitest';
import { errorWith, judge, statusOf } from './support.ts';

/** http-rules section 14, "Node failure → proxy error type → status", with what the vectors add. */
const table: readonly (readonly [codes: string, status: number, proxyError: string, transient: boolean])[] = [
  ['ECONNREFUSED', 502, 'connection_refused', true],
  ['ECONNRESET EPIPE UND_ERR_SOCKET ERR_STREAM_PREMATURE_CLOSE', 502, 'connection_terminated', true],
  ['ETIMEDOUT UND_ERR_CONNECT_TIMEOUT', 504, 'connection_timeout', true],
  ['UND_ERR_HEADERS_TIMEOUT', 504, 'http_response_timeout', true],
  ['UND_ERR_BODY_TIMEOUT ESOCKETTIMEDOUT', 504, 'connection_read_timeout', true],
  ['ENOTFOUND ENODATA ESERVFAIL EREFUSED', 502, 'dns_error', false],
  ['EAI_AGAIN', 502, 'dns_error', true],
  ['ETIMEOUT', 504, 'dns_timeout', true],
  ['EHOSTUNREACH ENETUNREACH ENETDOWN', 502, 'destination_ip_unroutable', true],
  [
    'CERT_HAS_EXPIRED CERT_NOT_YET_VALID CERT_REVOKED DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN',
    502,
    'tls_certificate_error',
    false,
  ],
  [
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE UNABLE_TO_GET_ISSUER_CERT_LOCALLY ERR_TLS_CERT_ALTNAME_INVALID',
    502,
    'tls_certificate_error',
    false,
  ],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 502, 'tls_alert_received', false],
  ['EPROTO ERR_SSL_WRONG_VERSION_NUMBER UND_ERR_PRX_TLS', 502, 'tls_protocol_error', false],
  ['HPE_HEADER_OVERFLOW UND_ERR_HEADERS_OVERFLOW', 502, 'http_response_header_section_size', false],
  ['HPE_INVALID_CHUNK_SIZE HPE_CB_CHUNK_HEADER', 502, 'http_response_transfer_coding', false],
  [
    'HPE_INVALID_CONSTANT HPE_INVALID_HEADER_TOKEN UND_ERR_RES_CONTENT_LENGTH_MISMATCH ERR_HTTP2_ERROR',
    502,
    'http_protocol_error',
    false,
  ],
  ['Z_DATA_ERROR Z_BUF_ERROR ERR__ERROR_FORMAT_PADDING_2', 502, 'http_response_content_coding', false],
  ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 502, 'http_response_body_size', false],
  ['UND_ERR_BPL_MISSING_UPSTREAM', 503, 'destination_unavailable', true],
  ['EMFILE ENFILE EADDRNOTAVAIL', 503, 'connection_limit_reached', true],
  ['UND_ERR_SOMETHING_NEW', 502, 'http_protocol_error', false],
  ['UND_ERR_SOME_NEW_TIMEOUT', 504, 'http_response_timeout', true],
];

const rows = table.flatMap(([codes, ...rest]) => codes.split(' ').map((code) => [code, ...rest] as const));

describe('net errors by code (RFC 9209 section 2.3)', () => {
  test.each(rows)('%s is %i, %s', (code, status, proxyError, transient) => {
    const { error } = judge(errorWith({ code }));
    expect([error.status, error.proxy?.error, error.transient]).toEqual([status, proxyError, transient]);
    expect(error.toJSON().error.message).not.toBe('library text');
  });

  test.each(rows.filter(([, status]) => status !== 503))('%s is 500 to an origin (V306)', (code) => {
    const { error } = judge(errorWith({ code }), { role: 'origin' });
    expect([error.status, error.proxy, error.transient]).toEqual([500, undefined, undefined]);
  });

  test.each([
    ['ENOTFOUND', 'NXDOMAIN'],
    ['ESERVFAIL', 'SERVFAIL'],
    ['EREFUSED', 'REFUSED'],
  ])('%s names its rcode %s', (code, rcode) => {
    expect(judge(errorWith({ code })).error.proxy?.params).toEqual({ rcode });
  });

  test('what stands beside the code refines it', () => {
    expect(judge(errorWith({ code: 'ECONNREFUSED', syscall: 'queryA' })).error.proxy?.error).toBe('dns_error');
    expect(judge(errorWith({ code: 'ECONNRESET' }, 'aborted')).error.proxy?.error).toBe('http_response_incomplete');
    expect(judge(errorWith({ code: 'ETIMEDOUT', syscall: 'read' })).error.proxy?.error).toBe('connection_read_timeout');
    expect(judge(errorWith({ name: 'HTTPParserError' }, 'Invalid character in chunk size')).error.proxy?.error).toBe(
      'http_response_transfer_coding',
    );
  });

  test('what only a server’s own parser says is the client’s', () => {
    expect([
      statusOf(errorWith({ code: 'HPE_INVALID_METHOD' })),
      statusOf(errorWith({ code: 'ERR_HTTP_REQUEST_TIMEOUT' })),
    ]).toEqual([400, 408]);
  });

  test('mistakes of ours in a request are 500', () => {
    const codes = [
      'UND_ERR_INVALID_ARG',
      'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
      'EBADNAME',
      'ERR_INVALID_URL',
      'ERR_INVALID_CHAR',
    ];
    expect(codes.map((code) => statusOf(errorWith({ code })))).toEqual([500, 500, 500, 500, 500]);
  });

  test('a code on something that is no Error says nothing', () => {
    expect(statusOf({ code: 'ECONNREFUSED', message: 'x' })).toBe(500);
  });
});

describe('a bare net error on the port of a database, cache or broker', () => {
  test.each([1433, 3306, 5432, 5672, 6379, 9042, 9092, 27_017])('port %i is a 503', (port) => {
    expect(['ECONNREFUSED', 'ENOTFOUND'].map((code) => statusOf(errorWith({ code, port })))).toEqual([503, 503]);
  });

  test('another port, a port in the text and a port that is text are an HTTP upstream’s', () => {
    const error = (members: object, message = ''): number =>
      statusOf(errorWith({ code: 'ECONNREFUSED', ...members }, message));
    expect([error({ port: 8080 }), error({}, 'connect ECONNREFUSED 10.0.0.9:5432'), error({ port: '5432' })]).toEqual([
      502, 502, 502,
    ]);
  });

  test('Happy Eyeballs has the port on its members', () => {
    const members = ['::1', '127.0.0.1'].map((address) => errorWith({ code: 'ECONNREFUSED', port: 5432, address }));
    expect(statusOf(Object.assign(new AggregateError(members, ''), { code: 'ECONNREFUSED' }))).toBe(503);
  });

  test('an origin answers 500 (V306)', () => {
    expect(statusOf(errorWith({ code: 'ECONNREFUSED', port: 5432 }), { role: 'origin' })).toBe(500);
  });

  test('what an HTTP client was refused there is an HTTP upstream’s', () => {
    expect(statusOf(new TypeError('fetch failed', { cause: errorWith({ code: 'ECONNREFUSED', port: 5432 }) }))).toBe(
      502,
    );
    expect(statusOf(new Error('loading failed', { cause: errorWith({ code: 'ECONNREFUSED', port: 5432 }) }))).toBe(503);
  });

  test('a reset on such a port is not a refusal', () => {
    expect(statusOf(errorWith({ code: 'ECONNRESET', port: 5432 }))).toBe(502);
  });
});
