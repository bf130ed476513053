import { basicsTable, rowOf, type StatusBasics } from './status-basics.ts';

export { type FailureDomain, isErrorStatus, type Retryability } from './status-basics.ts';

/**
 * The decision facts of each status: what code decides by, one row a status (prose lives in catalogue/). The columns that a
 * client needs too are the rows of status-basics.ts.
 */
export interface StatusFacts extends StatusBasics {
  /** The RFC 9110 name where it differs from the one that http-errors exports. */
  readonly aliases: readonly string[];
  readonly category: 'Client Error' | 'Server Error';
  readonly registered: boolean;
  /** AIP-193 canonical status name (google.rpc.Code), the nearest one where google.rpc has no mapping. */
  readonly canonical: string;
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
  canonical: string,
  caching: StatusFacts['caching'],
  connection: StatusFacts['connection'],
  requiredHeaders: readonly string[],
  spec: string,
];

// biome-ignore format: one row a status
const rows: readonly Row[] = [
  [400, 'INVALID_ARGUMENT', 'explicit', 'keep', [], 'rfc9110#section-15.5.1'],
  [401, 'UNAUTHENTICATED', 'explicit', 'keep', ['WWW-Authenticate'], 'rfc9110#section-15.5.2'],
  [402, 'FAILED_PRECONDITION', 'explicit', 'keep', [], 'rfc9110#section-15.5.3'],
  [403, 'PERMISSION_DENIED', 'explicit', 'keep', [], 'rfc9110#section-15.5.4'],
  [404, 'NOT_FOUND', 'heuristic', 'keep', [], 'rfc9110#section-15.5.5'],
  [405, 'UNIMPLEMENTED', 'heuristic', 'keep', ['Allow'], 'rfc9110#section-15.5.6'],
  [406, 'INVALID_ARGUMENT', 'explicit', 'keep', [], 'rfc9110#section-15.5.7'],
  [407, 'UNAUTHENTICATED', 'explicit', 'keep', ['Proxy-Authenticate'], 'rfc9110#section-15.5.8'],
  [408, 'DEADLINE_EXCEEDED', 'explicit', 'close', [], 'rfc9110#section-15.5.9'],
  [409, 'ABORTED', 'explicit', 'keep', [], 'rfc9110#section-15.5.10'],
  [410, 'NOT_FOUND', 'heuristic', 'keep', [], 'rfc9110#section-15.5.11'],
  [411, 'FAILED_PRECONDITION', 'explicit', 'keep', [], 'rfc9110#section-15.5.12'],
  [412, 'FAILED_PRECONDITION', 'explicit', 'keep', [], 'rfc9110#section-15.5.13'],
  [413, 'INVALID_ARGUMENT', 'explicit', 'keep', [], 'rfc9110#section-15.5.14'],
  [414, 'INVALID_ARGUMENT', 'heuristic', 'close', [], 'rfc9110#section-15.5.15'],
  [415, 'INVALID_ARGUMENT', 'explicit', 'keep', [], 'rfc9110#section-15.5.16'],
  [416, 'OUT_OF_RANGE', 'explicit', 'keep', [], 'rfc9110#section-15.5.17'],
  [417, 'FAILED_PRECONDITION', 'explicit', 'keep', [], 'rfc9110#section-15.5.18'],
  [418, 'FAILED_PRECONDITION', 'explicit', 'keep', [], 'rfc9110#section-15.5.19'],
  [421, 'UNAVAILABLE', 'explicit', 'keep', [], 'rfc9110#section-15.5.20'],
  [422, 'INVALID_ARGUMENT', 'explicit', 'keep', [], 'rfc9110#section-15.5.21'],
  [423, 'FAILED_PRECONDITION', 'explicit', 'keep', [], 'rfc4918#section-11.3'],
  [424, 'FAILED_PRECONDITION', 'explicit', 'keep', [], 'rfc4918#section-11.4'],
  [425, 'UNAVAILABLE', 'explicit', 'keep', [], 'rfc8470#section-5.2'],
  [426, 'FAILED_PRECONDITION', 'explicit', 'keep', ['Upgrade'], 'rfc9110#section-15.5.22'],
  [428, 'FAILED_PRECONDITION', 'no-store', 'keep', [], 'rfc6585#section-3'],
  [429, 'RESOURCE_EXHAUSTED', 'no-store', 'keep', [], 'rfc6585#section-4'],
  [431, 'INVALID_ARGUMENT', 'no-store', 'close', [], 'rfc6585#section-5'],
  [451, 'PERMISSION_DENIED', 'heuristic', 'keep', [], 'rfc7725#section-3'],
  [500, 'INTERNAL', 'explicit', 'keep', [], 'rfc9110#section-15.6.1'],
  [501, 'UNIMPLEMENTED', 'heuristic', 'keep', [], 'rfc9110#section-15.6.2'],
  [502, 'UNAVAILABLE', 'explicit', 'keep', [], 'rfc9110#section-15.6.3'],
  [503, 'UNAVAILABLE', 'explicit', 'keep', [], 'rfc9110#section-15.6.4'],
  [504, 'DEADLINE_EXCEEDED', 'explicit', 'keep', [], 'rfc9110#section-15.6.5'],
  [505, 'UNIMPLEMENTED', 'explicit', 'close', [], 'rfc9110#section-15.6.6'],
  [506, 'INTERNAL', 'explicit', 'keep', [], 'rfc2295#section-8.1'],
  [507, 'RESOURCE_EXHAUSTED', 'explicit', 'keep', [], 'rfc4918#section-11.5'],
  [508, 'INTERNAL', 'explicit', 'keep', [], 'rfc5842#section-7.2'],
  [509, 'RESOURCE_EXHAUSTED', 'explicit', 'keep', [], ''],
  [510, 'FAILED_PRECONDITION', 'explicit', 'keep', [], 'rfc2774#section-7'],
  [511, 'UNAUTHENTICATED', 'no-store', 'keep', [], 'rfc6585#section-6'],
];

/** Names of RFC 9110 for the two statuses that http-errors exports under their older names. */
const aliases: Readonly<Record<number, readonly string[]>> = {
  413: ['ContentTooLarge'],
  422: ['UnprocessableContent'],
};

/** Statuses that http-errors has and IANA has not. */
const unregistered: ReadonlySet<number> = new Set([509]);

function toFacts([code, canonical, caching, connection, requiredHeaders, spec]: Row): StatusFacts {
  return Object.freeze({
    ...(basicsTable.get(code) as StatusBasics),
    aliases: aliases[code] ?? [],
    category: code < 500 ? 'Client Error' : 'Server Error',
    registered: !unregistered.has(code),
    canonical,
    caching,
    connection,
    requiredHeaders,
    specUrl: spec === '' ? undefined : `https://datatracker.ietf.org/doc/html/${spec}`,
  });
}

/** Every row, by code. */
export const statusTable: ReadonlyMap<number, StatusFacts> = new Map(rows.map((row) => [row[0], toFacts(row)]));

/** Facts of a status, or of its class (400 or 500) where the status has no row. */
export function statusFacts(status: number): StatusFacts {
  return rowOf(statusTable, status);
}
