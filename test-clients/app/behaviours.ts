import { BadGateway, ContentTooLarge, createError, NotFound, ServiceUnavailable } from '../../src/index.ts';
import type { Exchange } from './exchange.ts';
import { garbageHints, type HintCarrier, hintCarriers } from './garbage-hints.ts';

/** Throws, or returns the JSON of a success. `attempt` counts from 1 for each key. */
export type Behaviour = (exchange: Exchange, attempt: number) => unknown;

const success = { ok: true };

/** Fails once, then succeeds. */
function once(fail: (exchange: Exchange) => never): Behaviour {
  return (exchange, attempt) => (attempt === 1 ? fail(exchange) : success);
}

function always(createFailure: () => Error): Behaviour {
  return () => {
    throw createFailure();
  };
}

/** Coding, validators and freshness of an answer that is then given up (ST-1). */
export const staleFields: Readonly<Record<string, string>> = {
  'Content-Encoding': 'gzip',
  'Content-Type': 'application/octet-stream',
  'Content-Disposition': 'attachment; filename="report.bin"',
  'Cache-Control': 'public, max-age=600, s-maxage=600',
  Expires: 'Fri, 01 Jan 2100 00:00:00 GMT',
  ETag: '"abc"',
  'Last-Modified': 'Sun, 01 Jan 2023 00:00:00 GMT',
  'X-Accel-Expires': '600',
};

/** Fields are set, then something fails. */
function failBehind(fields: Readonly<Record<string, string>>, createFailure: () => Error): Behaviour {
  return (exchange) => {
    for (const [name, value] of Object.entries(fields)) exchange.set(name, value);
    throw createFailure();
  };
}

function cutBehind(fields: Readonly<Record<string, string>>): Behaviour {
  return async (exchange) => {
    for (const [name, value] of Object.entries(fields)) exchange.set(name, value);
    await exchange.write(1000);
    throw new Error('after 1000 bytes');
  };
}

/** The policy's own hints: base 2 s and no jitter, by the options of start-app.ts. */
const hinted = Object.fromEntries(
  [429, 502, 503, 504].map((status): [string, Behaviour] => [
    `policy-${status}`,
    once(() => {
      throw createError(status, { transient: true });
    }),
  ]),
);

const garbage = Object.fromEntries(
  (Object.keys(hintCarriers) as HintCarrier[]).flatMap((carrier) =>
    garbageHints.map(({ name, value }): [string, Behaviour] => [
      `garbage-${carrier}-${name}`,
      once((exchange) => hintCarriers[carrier](exchange, value())),
    ]),
  ),
);

const anyOrigin = { 'Access-Control-Allow-Origin': '*' };
const closedForNow = (): Error => new ServiceUnavailable({ retryAfter: 7 });

/** By the first segment of the path; the second is the key that attempts are counted by. S3 calls them bucket and key. */
const behaviours: Readonly<Record<string, Behaviour>> = {
  ok: () => success,
  'explicit-503': once(() => {
    throw new ServiceUnavailable({ retryAfter: 2 });
  }),
  ...hinted,
  ...garbage,
  'gone-502': always(() => new BadGateway({ transient: true })),
  'gone-504': always(() => createError(504, { transient: true })),
  'stale-404': failBehind(staleFields, () => new NotFound()),
  'stale-502': failBehind(staleFields, () => new BadGateway()),
  'stale-503': failBehind(staleFields, closedForNow),
  'cut-chunked': cutBehind({}),
  'cut-length': cutBehind({ 'Content-Length': '5000' }),
  'cut-cacheable': cutBehind({ 'Cache-Control': 'public, max-age=600' }),
  'cut-stream': (exchange) => exchange.sendBrokenStream(1000),
  upload: always(() => new ContentTooLarge('at most 1 KB')),
  'cors-hidden': failBehind(anyOrigin, closedForNow),
  'cors-exposed': failBehind({ ...anyOrigin, 'Access-Control-Expose-Headers': 'Retry-After' }, closedForNow),
};

const unknown: Behaviour = always(() => new NotFound());

export function findBehaviour(route: string): Behaviour {
  return Object.hasOwn(behaviours, route) ? (behaviours[route] ?? unknown) : unknown;
}
