import type { HttpVersion } from '../support/exchange.ts';
import type { HostAbilities } from './host.ts';
import type { AppState, Expected, Given, HostFamily, Thrown, Vector, VectorOptions } from './vector.ts';

/** A case in the vocabulary of the vectors that their file does not have. */
export interface ExtraVector extends Vector {
  /** Versions over which it can be seen. */
  readonly versions: readonly HttpVersion[];
  readonly needs?: keyof HostAbilities;
}

interface Case {
  readonly rule: readonly string[];
  readonly thrown?: Thrown;
  readonly app?: AppState;
  readonly options?: VectorOptions;
  readonly given?: Partial<Given>;
  readonly expect: Partial<Expected>;
  readonly versions?: readonly HttpVersion[];
  readonly needs?: keyof HostAbilities;
  readonly applies?: readonly HostFamily[];
}

const badGateway: Thrown = { class: 'BadGateway', status: 502 };
const http1: readonly HttpVersion[] = ['1.1'];
const everyVersion: readonly HttpVersion[] = ['1.1', '2'];

function envelope(code: number, message: string): Expected['body'] {
  return { json: { error: { code, message } } };
}

function hostile(special: string, applies?: readonly HostFamily[]): Case {
  const expect = { status: 500, body: { ...envelope(500, 'Internal Server Error'), notRe: 'secret' } };
  return { rule: ['SE-3'], thrown: { special }, expect, ...(applies === undefined ? {} : { applies }) };
}

function upstream(foreign: string): Case {
  return {
    rule: ['PX-11', 'AU-7'],
    thrown: {
      foreign,
      status: 401,
      headers: { 'www-authenticate': 'Basic realm="internal"', 'x-internal': '10.0.0.5' },
    },
    options: { role: 'gateway' },
    expect: {
      status: 502,
      headers: { 'www-authenticate': { absent: true }, 'x-internal': { absent: true } },
      body: envelope(502, 'Bad Gateway'),
    },
  };
}

const cases: Readonly<Record<string, Case>> = {
  'HTTP/1.0 after data: reset, because nothing else tells the end': {
    rule: ['TR-3'],
    app: { status: 200, written: 'part', flushed: true },
    given: { httpVersion: '1.0' },
    expect: { status: 200, body: { text: 'part' }, wire: { incomplete: true, reset: true, bytesNotRe: 'Bad Gateway' } },
    versions: ['1.0'],
    needs: 'rawResponse',
  },
  'A response that has ended is left alone': {
    rule: ['TR-8', 'SL-5'],
    app: { status: 200, ended: 'done' },
    given: { followUp: true },
    expect: { status: 200, body: { text: 'done' }, wire: { responses: [200, 200], secondResponseOk: true } },
    needs: 'rawResponse',
  },
  'A client that left gets nothing, and nothing breaks': {
    rule: ['CO-10'],
    app: { clientGone: true },
    expect: { status: null, body: { empty: true }, wire: { noCrash: true, noProcessWarning: true } },
    needs: 'rawResponse',
  },
  'Two failures of one request: one response': {
    rule: ['SL-5'],
    given: { throwTwice: true, followUp: true },
    expect: {
      status: 502,
      body: envelope(502, 'Bad Gateway'),
      wire: { responses: [502, 200], secondResponseOk: true },
    },
    needs: 'throwTwice',
  },
  'Pipelined: the error comes first, the next response after it': {
    rule: ['CO-9'],
    given: { pipelined: true },
    expect: {
      status: 502,
      body: envelope(502, 'Bad Gateway'),
      wire: { responses: [502, 200], secondResponseOk: true },
    },
    versions: http1,
  },
  'Expect: 100-continue is answered by the final status and a close': {
    rule: ['CO-6', 'CO-2'],
    thrown: { class: 'ContentTooLarge', status: 413 },
    given: {
      method: 'POST',
      requestHeaders: { Expect: '100-continue', 'Content-Length': '10485760' },
      viaCheckContinue: true,
    },
    expect: {
      status: 413,
      headers: { connection: { list: ['close'] } },
      body: envelope(413, 'Content Too Large'),
      wire: { no100: true, serverCloses: true, answeredWithinMs: 400 },
    },
    versions: http1,
    needs: 'serverErrors',
  },
  'A large upload that arrives is drained, not reset': {
    rule: ['CO-3'],
    thrown: { class: 'ContentTooLarge', status: 413 },
    given: { method: 'POST', requestHeaders: { 'Content-Length': '300000' }, bodySent: 'x'.repeat(300_000) },
    expect: { status: 413, body: envelope(413, 'Content Too Large'), wire: { reset: false } },
  },
  'HTTP/2: a stalled upload is answered at once, and the session goes on': {
    rule: ['CO-3', 'H2-4'],
    thrown: { class: 'ContentTooLarge', status: 413 },
    given: {
      method: 'POST',
      httpVersion: '2',
      requestHeaders: { 'Content-Length': '10485760' },
      bodySent: 'xxxx',
      followUp: true,
    },
    expect: {
      status: 413,
      headers: { connection: { absent: true } },
      body: envelope(413, 'Content Too Large'),
      wire: { answeredWithinMs: 400, secondResponseOk: true },
    },
    versions: ['2'],
  },
  'HTTP/2: a 426 goes out without Upgrade and Connection': {
    rule: ['H2-1', 'H2-5'],
    thrown: { class: 'UpgradeRequired', status: 426, options: { upgrade: 'websocket' } },
    given: { httpVersion: '2' },
    expect: {
      status: 426,
      headers: { upgrade: { absent: true }, connection: { absent: true } },
      body: envelope(426, 'Upgrade Required'),
    },
    versions: ['2'],
  },
  'HTTP/2: hop-by-hop fields of the handler do not hang the stream': {
    rule: ['H2-1'],
    app: { headersSet: { 'Transfer-Encoding': 'chunked', 'Keep-Alive': 'timeout=5' } },
    given: { httpVersion: '2' },
    expect: { status: 502, headers: { 'transfer-encoding': { absent: true } }, body: envelope(502, 'Bad Gateway') },
    versions: ['2'],
  },
  'A body hook that throws leaves the plain envelope': {
    rule: ['SE-4'],
    options: { formatter: 'throws' },
    expect: { status: 502, body: envelope(502, 'Bad Gateway') },
  },
  'Retry-After Infinity is omitted': {
    rule: ['RA-3'],
    thrown: { class: 'ServiceUnavailable', status: 503, options: { retryAfter: { special: 'Infinity' } } },
    expect: { status: 503, headers: { 'retry-after': { absent: true } }, body: envelope(503, 'Service Unavailable') },
  },
  'RateLimit fields of the error go out': {
    rule: ['RL-1', 'ST-4'],
    thrown: {
      class: 'TooManyRequests',
      status: 429,
      options: { rateLimit: '"default";r=0;t=30', rateLimitPolicy: '"default";q=100;w=60' },
    },
    expect: {
      status: 429,
      headers: { ratelimit: '"default";r=0;t=30', 'ratelimit-policy': { all: ['q=100', 'w=60'] } },
      body: envelope(429, 'Too Many Requests'),
    },
  },
  'Content-Length counts octets beside fields of the handler, too': {
    rule: ['FR-1'],
    thrown: { class: 'BadRequest', status: 400, message: 'é漢😀' },
    app: { headersSet: { 'X-Request-Id': 'r1', ETag: '"v1"' } },
    options: { format: 'problem' },
    expect: {
      status: 400,
      headers: { 'content-length': { bytesOfBody: true }, etag: { absent: true }, 'x-request-id': 'r1' },
      body: { jsonMatch: { status: 400, detail: 'é漢😀' } },
    },
  },
  'got: an upstream 401 is not relayed': upstream('got'),
  'undici 6: an upstream 401 is not relayed': upstream('undici6'),
  // The vector V320 excludes Express for null, and undefined is the same to it.
  'throw undefined': hostile('undefined', ['raw', 'koa', 'fastify', 'hono', 'fetch']),
  'throw symbol': hostile('symbol'),
  'throw bigint': hostile('bigint'),
  'throw promise': hostile('promise'),
  'throw frozen error': hostile('frozen'),
  'throw proxy whose traps throw': hostile('throwingProxy'),
  'throw revoked proxy': hostile('revokedProxy'),
  'throw error with an endless chain of causes': hostile('endlessCause'),
};

function toVector([title, one]: readonly [string, Case], index: number): ExtraVector {
  return {
    id: `X${String(index + 1).padStart(2, '0')}`,
    title,
    level: 'POLICY',
    rule: one.rule,
    given: {
      method: 'GET',
      path: '/',
      httpVersion: '1.1',
      requestHeaders: {},
      thrown: one.thrown ?? badGateway,
      app: one.app ?? {},
      options: one.options ?? {},
      ...one.given,
    },
    expect: { status: 502, headers: {}, body: { any: true }, ...one.expect },
    versions: one.versions ?? everyVersion,
    ...(one.applies === undefined ? {} : { applies: one.applies }),
    ...(one.needs === undefined ? {} : { needs: one.needs }),
  };
}

export const extraVectors: readonly ExtraVector[] = Object.entries(cases).map(toVector);
