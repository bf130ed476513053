import type { WildRecord } from './record.ts';

/**
 * Values that the capture elided but that follow from the scenario, the message or the recommended fields of the record:
 * the status that the upstream of the scenario answered, the SQLSTATE of the text. Nothing here is taken from the
 * recommended status.
 */

function answered(record: WildRecord): number {
  const inScenario = /answers (\d{3})|gives up on (\d{3})/.exec(record.scenario);
  const inId = /\/http-(\d{3})\//.exec(record.id);
  return Number(inScenario?.[1] ?? inScenario?.[2] ?? inId?.[1] ?? 200);
}

/** The capture's upstream sent `Retry-After: 7` with 429 and 503. */
function upstreamHeaders(record: WildRecord): Readonly<Record<string, string>> {
  const status = answered(record);
  return {
    'content-type': 'application/json',
    date: 'Mon, 23 Nov 2026 02:05:18 GMT',
    'set-cookie': 'upstream=1',
    ...(status === 429 || status === 503 ? { 'retry-after': '7' } : {}),
  };
}

const requestUrl = 'http://127.0.0.1:39421/status?api_key=zoo-s3cret';

/** A client library's response, whichever class it has. Only what every one of them offers. */
export function upstreamResponse(record: WildRecord, className: string): object {
  const status = answered(record);
  const headers = upstreamHeaders(record);
  if (className === 'Response') return new Response('{}', { status, headers });
  return { status, statusCode: status, headers, url: requestUrl, body: '{"internal":"zoo-s3cret"}' };
}

/** An outgoing request, as clients keep it. */
export function upstreamRequest(): object {
  return { url: requestUrl, method: 'GET', headers: { authorization: 'Bearer zoo-s3cret' } };
}

function refused(): Error {
  return Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:43595'), {
    code: 'ECONNREFUSED',
    syscall: 'connect',
    port: 43595,
  });
}

function postgres(code: string, severity = 'ERROR'): Error {
  return Object.assign(new Error('elided'), { name: 'error', code, severity });
}

/** By id: members that replace elided ones. */
export const elidedMembers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // The text of the record is the driver's, and each text has its SQLSTATE.
  'data/unique/sequelize': { parent: postgres('23505'), original: postgres('23505') },
  'data/database-error/sequelize': { parent: postgres('42P01'), original: postgres('42P01') },
  'data/statement-timeout/sequelize': { parent: postgres('57014'), original: postgres('57014') },
  'data/access-denied/sequelize': { parent: postgres('28P01', 'FATAL'), original: postgres('28P01', 'FATAL') },
  // "Promise.any of three failed upstreams".
  'local/promise-any/node': { errors: [0, 1].map(() => new TypeError('fetch failed', { cause: refused() })) },
  'framework/boom-401/boom': {
    output: {
      statusCode: 401,
      payload: { statusCode: 401, error: 'Unauthorized', message: 'x' },
      headers: { 'WWW-Authenticate': 'Bearer error="x"' },
    },
  },
  'framework/boom-405/boom': {
    output: {
      statusCode: 405,
      payload: { statusCode: 405, error: 'Method Not Allowed', message: 'x' },
      headers: { Allow: 'GET' },
    },
  },
  'framework/extensions-http/graphql': {
    extensions: { code: 'FORBIDDEN', http: { status: 403, headers: { 'x-a': '1' } } },
  },
  // The reason of the signal is what the scenario says fired.
  'upstream/signal-timeout/axios': { config: { signal: { reason: new DOMException('timeout', 'TimeoutError') } } },
  'upstream/signal-timeout-body/axios': { config: { signal: { reason: new DOMException('timeout', 'TimeoutError') } } },
  'upstream/fetch-adapter-sigtimeout/axios': {
    config: { signal: { reason: new DOMException('timeout', 'TimeoutError') } },
  },
  'odd/message-object': { message: { toString: () => 'x' } },
};
