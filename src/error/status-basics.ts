/**
 * What an error needs to know of its status, and a client that reads one: one row a status. What only a server needs to
 * answer with it is in status.ts; a browser must not carry that (docs/decisions/016).
 * Source of the list: IANA HTTP Status Code Registry; 509 is unregistered and here only because http-errors exports it.
 */

/** Who has to act: the client, this server, a server behind it, something in between, or the network. */
export type FailureDomain = 'client' | 'server' | 'upstream' | 'intermediary' | 'network';

/** Whether a repeat of the same request can succeed. */
export type Retryability = 'no' | 'yes' | 'after-delay' | 'after-change';

export interface StatusBasics {
  readonly code: number;
  /** Reason phrase of the IANA registry (418 is "(Unused)" there and keeps the phrase of RFC 2324). */
  readonly phrase: string;
  /** Name that http-errors exports. */
  readonly className: string;
  /** Value of `name` on the error, as in http-errors. */
  readonly errorName: string;
  readonly failureDomain: FailureDomain;
  readonly retryable: Retryability;
  /** true: repeat automatically only an idempotent request; false: any method; null: does not apply. */
  readonly idempotentOnly: boolean | null;
}

type Row = readonly [
  code: number,
  phrase: string,
  failureDomain: FailureDomain,
  retryable: Retryability,
  idempotentOnly: boolean | null,
];

// biome-ignore format: one row a status
const rows: readonly Row[] = [
  [400, 'Bad Request', 'client', 'after-change', null],
  [401, 'Unauthorized', 'client', 'after-change', null],
  [402, 'Payment Required', 'client', 'after-change', null],
  [403, 'Forbidden', 'client', 'no', null],
  [404, 'Not Found', 'client', 'no', null],
  [405, 'Method Not Allowed', 'client', 'after-change', null],
  [406, 'Not Acceptable', 'client', 'after-change', null],
  [407, 'Proxy Authentication Required', 'intermediary', 'after-change', null],
  [408, 'Request Timeout', 'network', 'yes', true],
  [409, 'Conflict', 'client', 'after-change', null],
  [410, 'Gone', 'client', 'no', null],
  [411, 'Length Required', 'client', 'after-change', null],
  [412, 'Precondition Failed', 'client', 'after-change', null],
  [413, 'Content Too Large', 'client', 'after-change', null],
  [414, 'URI Too Long', 'client', 'after-change', null],
  [415, 'Unsupported Media Type', 'client', 'after-change', null],
  [416, 'Range Not Satisfiable', 'client', 'after-change', null],
  [417, 'Expectation Failed', 'intermediary', 'after-change', null],
  [418, "I'm a Teapot", 'client', 'no', null],
  [421, 'Misdirected Request', 'network', 'yes', false],
  [422, 'Unprocessable Content', 'client', 'after-change', null],
  [423, 'Locked', 'client', 'after-delay', null],
  [424, 'Failed Dependency', 'client', 'after-change', null],
  [425, 'Too Early', 'client', 'yes', false],
  [426, 'Upgrade Required', 'client', 'after-change', null],
  [428, 'Precondition Required', 'client', 'after-change', null],
  [429, 'Too Many Requests', 'client', 'after-delay', false],
  [431, 'Request Header Fields Too Large', 'client', 'after-change', null],
  [451, 'Unavailable For Legal Reasons', 'server', 'no', null],
  [500, 'Internal Server Error', 'server', 'no', null],
  [501, 'Not Implemented', 'server', 'no', null],
  [502, 'Bad Gateway', 'upstream', 'after-delay', true],
  [503, 'Service Unavailable', 'server', 'after-delay', true],
  [504, 'Gateway Timeout', 'upstream', 'after-delay', true],
  [505, 'HTTP Version Not Supported', 'server', 'after-change', null],
  [506, 'Variant Also Negotiates', 'server', 'no', null],
  [507, 'Insufficient Storage', 'server', 'no', null],
  [508, 'Loop Detected', 'server', 'no', null],
  [509, 'Bandwidth Limit Exceeded', 'server', 'after-delay', null],
  [510, 'Not Extended', 'server', 'after-change', null],
  [511, 'Network Authentication Required', 'network', 'after-change', null],
];

/** http-errors names a class by its phrase without the spaces; these are older than their phrases, or no identifiers. */
const classNames: Readonly<Record<number, string>> = {
  413: 'PayloadTooLarge',
  418: 'ImATeapot',
  422: 'UnprocessableEntity',
};

function toBasics([code, phrase, failureDomain, retryable, idempotentOnly]: Row): StatusBasics {
  const className = classNames[code] ?? phrase.replaceAll(' ', '');
  const errorName = className.endsWith('Error') ? className : `${className}Error`;
  return { code, phrase, className, errorName, failureDomain, retryable, idempotentOnly };
}

/** Every row, by code. */
export const basicsTable: ReadonlyMap<number, StatusBasics> = new Map(rows.map((row) => [row[0], toBasics(row)]));

/** Integer in 400..599: the only values that may become the final status of an error (SL-1). */
export function isErrorStatus(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 400 && value <= 599;
}

/**
 * The row of a status in a table, or that of its class (400 or 500) where the status has no row:
 * RFC 9110 section 15 tells clients to treat an unknown code as the x00 of its class.
 */
export function rowOf<Row>(table: ReadonlyMap<number, Row>, status: number): Row {
  return table.get(status) ?? (table.get(status < 500 ? 400 : 500) as Row);
}

/** The basics of a status, or of its class. */
export function statusBasics(status: number): StatusBasics {
  return rowOf(basicsTable, status);
}
