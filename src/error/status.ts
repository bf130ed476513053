/**
 * The decision facts of each status: what code decides by, one row a status (prose lives in catalogue/).
 * Source of the list: IANA HTTP Status Code Registry; 509 is unregistered and here only because http-errors exports it.
 */

/** Who has to act: the client, this server, a server behind it, something in between, or the network. */
export type FailureDomain = 'client' | 'server' | 'upstream' | 'intermediary' | 'network';

/** Whether a repeat of the same request can succeed. */
export type Retryability = 'no' | 'yes' | 'after-delay' | 'after-change';

export interface StatusFacts {
  readonly code: number;
  /** Reason phrase of the IANA registry (418 is "(Unused)" there and keeps the phrase of RFC 2324). */
  readonly phrase: string;
  /** Name that http-errors exports; `aliases` holds the RFC 9110 name where it differs. */
  readonly className: string;
  readonly aliases: readonly string[];
  /** Value of `name` on the error, as in http-errors. */
  readonly errorName: string;
  readonly category: 'Client Error' | 'Server Error';
  readonly registered: boolean;
  /** AIP-193 canonical status name (google.rpc.Code), the nearest one where google.rpc has no mapping. */
  readonly canonical: string;
  readonly failureDomain: FailureDomain;
  readonly retryable: Retryability;
  /** true: repeat automatically only an idempotent request; false: any method; null: does not apply. */
  readonly idempotentOnly: boolean | null;
  /** 'heuristic': a cache may store it without being told (RFC 9110 15.1); 'no-store': must not be stored (RFC 6585). */
  readonly caching: 'explicit' | 'heuristic' | 'no-store';
  /** 'close': the connection cannot be used for another request (CO-4, RFC 9112 9.6). */
  readonly connection: 'keep' | 'close';
  /** Fields without which the response breaks a MUST. */
  readonly requiredHeaders: readonly string[];
  readonly specUrl: string | undefined;
}

type Row = readonly [
  code: number,
  phrase: string,
  className: string,
  canonical: string,
  failureDomain: FailureDomain,
  retryable: Retryability,
  idempotentOnly: boolean | null,
  caching: StatusFacts['caching'],
  connection: StatusFacts['connection'],
  requiredHeaders: readonly string[],
  spec: string,
];

// biome-ignore format: one row a status
const rows: readonly Row[] = [
  [400, 'Bad Request', 'BadRequest', 'INVALID_ARGUMENT', 'client', 'after-change', null, 'explicit', 'keep', [], 'rfc9110#section-15.5.1'],
  [401, 'Unauthorized', 'Unauthorized', 'UNAUTHENTICATED', 'client', 'after-change', null, 'explicit', 'keep', ['WWW-Authenticate'], 'rfc9110#section-15.5.2'],
  [402, 'Payment Required', 'PaymentRequired', 'FAILED_PRECONDITION', 'client', 'after-change', null, 'explicit', 'keep', [], 'rfc9110#section-15.5.3'],
  [403, 'Forbidden', 'Forbidden', 'PERMISSION_DENIED', 'client', 'no', null, 'explicit', 'keep', [], 'rfc9110#section-15.5.4'],
  [404, 'Not Found', 'NotFound', 'NOT_FOUND', 'client', 'no', null, 'heuristic', 'keep', [], 'rfc9110#section-15.5.5'],
  [405, 'Method Not Allowed', 'MethodNotAllowed', 'UNIMPLEMENTED', 'client', 'after-change', null, 'heuristic', 'keep', ['Allow'], 'rfc9110#section-15.5.6'],
  [406, 'Not Acceptable', 'NotAcceptable', 'INVALID_ARGUMENT', 'client', 'after-change', null, 'explicit', 'keep', [], 'rfc9110#section-15.5.7'],
  [407, 'Proxy Authentication Required', 'ProxyAuthenticationRequired', 'UNAUTHENTICATED', 'intermediary', 'after-change', null, 'explicit', 'keep', ['Proxy-Authenticate'], 'rfc9110#section-15.5.8'],
  [408, 'Request Timeout', 'RequestTimeout', 'DEADLINE_EXCEEDED', 'network', 'yes', true, 'explicit', 'close', [], 'rfc9110#section-15.5.9'],
  [409, 'Conflict', 'Conflict', 'ABORTED', 'client', 'after-change', null, 'explicit', 'keep', [], 'rfc9110#section-15.5.10'],
  [410, 'Gone', 'Gone', 'NOT_FOUND', 'client', 'no', null, 'heuristic', 'keep', [], 'rfc9110#section-15.5.11'],
  [411, 'Length Required', 'LengthRequired', 'FAILED_PRECONDITION', 'client', 'after-change', null, 'explicit', 'keep', [], 'rfc9110#section-15.5.12'],
  [412, 'Precondition Failed', 'PreconditionFailed', 'FAILED_PRECONDITION', 'client', 'after-change', null, 'explicit', 'keep', [], 'rfc9110#section-15.5.13'],
  [413, 'Content Too Large', 'PayloadTooLarge', 'INVALID_ARGUMENT', 'client', 'after-change', null, 'explicit', 'keep', [], 'rfc9110#section-15.5.14'],
  [414, 'URI Too Long', 'URITooLong', 'INVALID_ARGUMENT', 'client', 'after-change', null, 'heuristic', 'close', [], 'rfc9110#section-15.5.15'],
  [415, 'Unsupported Media Type', 'UnsupportedMediaType', 'INVALID_ARGUMENT', 'client', 'after-change', null, 'explicit', 'keep', [], 'rfc9110#section-15.5.16'],
  [416, 'Range Not Satisfiable', 'RangeNotSatisfiable', 'OUT_OF_RANGE', 'client', 'after-change', null, 'explicit', 'keep', [], 'rfc9110#section-15.5.17'],
  [417, 'Expectation Failed', 'ExpectationFailed', 'FAILED_PRECONDITION', 'intermediary', 'after-change', null, 'explicit', 'keep', [], 'rfc9110#section-15.5.18'],
  [418, "I'm a Teapot", 'ImATeapot', 'FAILED_PRECONDITION', 'client', 'no', null, 'explicit', 'keep', [], 'rfc9110#section-15.5.19'],
  [421, 'Misdirected Request', 'MisdirectedRequest', 'UNAVAILABLE', 'network', 'yes', false, 'explicit', 'keep', [], 'rfc9110#section-15.5.20'],
  [422, 'Unprocessable Content', 'UnprocessableEntity', 'INVALID_ARGUMENT', 'client', 'after-change', null, 'explicit', 'keep', [], 'rfc9110#section-15.5.21'],
  [423, 'Locked', 'Locked', 'FAILED_PRECONDITION', 'client', 'after-delay', null, 'explicit', 'keep', [], 'rfc4918#section-11.3'],
  [424, 'Failed Dependency', 'FailedDependency', 'FAILED_PRECONDITION', 'client', 'after-change', null, 'explicit', 'keep', [], 'rfc4918#section-11.4'],
  [425, 'Too Early', 'TooEarly', 'UNAVAILABLE', 'client', 'yes', false, 'explicit', 'keep', [], 'rfc8470#section-5.2'],
  [426, 'Upgrade Required', 'UpgradeRequired', 'FAILED_PRECONDITION', 'client', 'after-change', null, 'explicit', 'keep', ['Upgrade'], 'rfc9110#section-15.5.22'],
  [428, 'Precondition Required', 'PreconditionRequired', 'FAILED_PRECONDITION', 'client', 'after-change', null, 'no-store', 'keep', [], 'rfc6585#section-3'],
  [429, 'Too Many Requests', 'TooManyRequests', 'RESOURCE_EXHAUSTED', 'client', 'after-delay', false, 'no-store', 'keep', [], 'rfc6585#section-4'],
  [431, 'Request Header Fields Too Large', 'RequestHeaderFieldsTooLarge', 'INVALID_ARGUMENT', 'client', 'after-change', null, 'no-store', 'close', [], 'rfc6585#section-5'],
  [451, 'Unavailable For Legal Reasons', 'UnavailableForLegalReasons', 'PERMISSION_DENIED', 'server', 'no', null, 'heuristic', 'keep', [], 'rfc7725#section-3'],
  [500, 'Internal Server Error', 'InternalServerError', 'INTERNAL', 'server', 'no', null, 'explicit', 'keep', [], 'rfc9110#section-15.6.1'],
  [501, 'Not Implemented', 'NotImplemented', 'UNIMPLEMENTED', 'server', 'no', null, 'heuristic', 'keep', [], 'rfc9110#section-15.6.2'],
  [502, 'Bad Gateway', 'BadGateway', 'UNAVAILABLE', 'upstream', 'after-delay', true, 'explicit', 'keep', [], 'rfc9110#section-15.6.3'],
  [503, 'Service Unavailable', 'ServiceUnavailable', 'UNAVAILABLE', 'server', 'after-delay', true, 'explicit', 'keep', [], 'rfc9110#section-15.6.4'],
  [504, 'Gateway Timeout', 'GatewayTimeout', 'DEADLINE_EXCEEDED', 'upstream', 'after-delay', true, 'explicit', 'keep', [], 'rfc9110#section-15.6.5'],
  [505, 'HTTP Version Not Supported', 'HTTPVersionNotSupported', 'UNIMPLEMENTED', 'server', 'after-change', null, 'explicit', 'close', [], 'rfc9110#section-15.6.6'],
  [506, 'Variant Also Negotiates', 'VariantAlsoNegotiates', 'INTERNAL', 'server', 'no', null, 'explicit', 'keep', [], 'rfc2295#section-8.1'],
  [507, 'Insufficient Storage', 'InsufficientStorage', 'RESOURCE_EXHAUSTED', 'server', 'no', null, 'explicit', 'keep', [], 'rfc4918#section-11.5'],
  [508, 'Loop Detected', 'LoopDetected', 'INTERNAL', 'server', 'no', null, 'explicit', 'keep', [], 'rfc5842#section-7.2'],
  [509, 'Bandwidth Limit Exceeded', 'BandwidthLimitExceeded', 'RESOURCE_EXHAUSTED', 'server', 'after-delay', null, 'explicit', 'keep', [], ''],
  [510, 'Not Extended', 'NotExtended', 'FAILED_PRECONDITION', 'server', 'after-change', null, 'explicit', 'keep', [], 'rfc2774#section-7'],
  [511, 'Network Authentication Required', 'NetworkAuthenticationRequired', 'UNAUTHENTICATED', 'network', 'after-change', null, 'no-store', 'keep', [], 'rfc6585#section-6'],
];

/** Names of RFC 9110 for the two statuses that http-errors exports under their older names. */
const aliases: Readonly<Record<number, readonly string[]>> = {
  413: ['ContentTooLarge'],
  422: ['UnprocessableContent'],
};

/** Statuses that http-errors has and IANA has not. */
const unregistered: ReadonlySet<number> = new Set([509]);

function toFacts(row: Row): StatusFacts {
  const [
    code,
    phrase,
    className,
    canonical,
    failureDomain,
    retryable,
    idempotentOnly,
    caching,
    connection,
    requiredHeaders,
    spec,
  ] = row;
  return Object.freeze({
    code,
    phrase,
    className,
    aliases: aliases[code] ?? [],
    errorName: className.endsWith('Error') ? className : `${className}Error`,
    category: code < 500 ? 'Client Error' : 'Server Error',
    registered: !unregistered.has(code),
    canonical,
    failureDomain,
    retryable,
    idempotentOnly,
    caching,
    connection,
    requiredHeaders,
    specUrl: spec === '' ? undefined : `https://datatracker.ietf.org/doc/html/${spec}`,
  });
}

/** Every row, by code. */
export const statusTable: ReadonlyMap<number, StatusFacts> = new Map(rows.map((row) => [row[0], toFacts(row)]));

/** Integer in 400..599: the only values that may become the final status of an error (SL-1). */
export function isErrorStatus(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 400 && value <= 599;
}

/**
 * Facts of a status, or of its class (400 or 500) where the status has no row:
 * RFC 9110 section 15 tells clients to treat an unknown code as the x00 of its class.
 */
export function statusFacts(status: number): StatusFacts {
  return statusTable.get(status) ?? (statusTable.get(status < 500 ? 400 : 500) as StatusFacts);
}
