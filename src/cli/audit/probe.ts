/** What an audit sends. */

export type ProbeKind = 'path' | 'accept' | 'method' | 'parser' | 'connection' | 'upload' | 'route' | 'json' | 'robots';

/** Bytes that are sent together. */
export interface Part {
  readonly bytes: string;
  /** Methods of the requests that begin in these bytes. */
  readonly methods: readonly string[];
  /** How long to wait for their answers before the next part; the audit's time limit where absent. */
  readonly patienceMs?: number;
  /** Sent only where everything before it has been answered (`'answered'`), or where something has not (`'unanswered'`). */
  readonly only?: 'answered' | 'unanswered';
}

/** How a malformed request must be refused. */
export interface Refusal {
  /** What it may be answered with; absent where any answer will do, as long as the connection ends. */
  readonly statuses?: readonly number[];
  /** The connection cannot be used any more: where the next request begins is unknown. */
  readonly closes: boolean;
  readonly source: string;
}

export interface Probe {
  /** Says in a few words what is special about it. Unique in an audit. */
  readonly name: string;
  readonly kind: ProbeKind;
  /** Of the first request. */
  readonly method: string;
  readonly path: string;
  readonly version: '1.0' | '1.1';
  readonly parts: readonly Part[];
  /** Name of the probe that this one is compared with. */
  readonly twin?: string;
  readonly refusal?: Refusal;
  /** Status that the user says this route answers. */
  readonly expected?: number;
}

export interface RequestLike {
  readonly method?: string;
  readonly path: string;
  readonly version?: '1.0' | '1.1';
  readonly fields?: readonly string[];
  readonly host?: string;
  readonly body?: string;
}

export const userAgent = 'User-Agent: failwell-audit';

/** A request as bytes. Content-Length is written where there is a body and no field that frames it. */
export function toBytes({ method = 'GET', path, version = '1.1', fields = [], host, body }: RequestLike): string {
  const framed = fields.some((field) => /^(content-length|transfer-encoding)\s*:/i.test(field));
  return [
    `${method} ${path} HTTP/${version}`,
    ...(host === undefined ? [] : [`Host: ${host}`]),
    userAgent,
    ...fields,
    ...(body === undefined || framed ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
    '',
    body ?? '',
  ].join('\r\n');
}
