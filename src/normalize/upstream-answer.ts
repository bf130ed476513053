import { foreignHeader } from './foreign-headers.ts';
import { upstreamDelay } from './retry-after.ts';
import type { Verdict } from './verdict.ts';

/** An answer that an upstream gave, as far as an error of a client library keeps it. */
export interface UpstreamAnswer {
  /** 400 to 599. */
  readonly status: number;
  readonly headers: unknown;
}

/**
 * The upstream judged *our* request, not the client's, so its 4xx is our 502 (PX-11). Being out of capacity and being
 * out of time stay what they are.
 */
const statuses: Readonly<Record<number, 503 | 504>> = { 429: 503, 503: 503, 408: 504, 504: 504 };

/** 5xx that no repeat will change. */
const permanent: ReadonlySet<number> = new Set([501, 505, 506, 507, 508, 510, 511]);

function isTransient(status: number): boolean {
  return (status >= 500 && !permanent.has(status)) || status === 429 || status === 408;
}

/** What an upstream's answer means to our client. Of its fields only a valid Retry-After is taken. */
export function answerVerdict({ status, headers }: UpstreamAnswer, name: string = String(status)): Verdict {
  const own = statuses[status] ?? 502;
  const retryAfter = own === 503 ? upstreamDelay(foreignHeader(headers, 'retry-after'), Date.now()) : undefined;
  return {
    status: own,
    rule: `upstream/${name}`,
    upstream: true,
    domain: 'upstream',
    options: {
      transient: isTransient(status),
      proxy: { receivedStatus: status },
      ...(retryAfter === undefined ? {} : { retryAfter }),
    },
  };
}
