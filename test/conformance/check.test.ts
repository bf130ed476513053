import { describe, expect, it } from 'vitest';
import type { Exchange, ReceivedResponse } from '../support/exchange.ts';
import { findProblems } from './matchers.ts';
import type { Observation } from './run-vector.ts';
import type { Expected, Vector, WireMatcher } from './vector.ts';

const body = Buffer.from('{"error":{"code":502,"message":"Bad Gateway"}}');

const response: ReceivedResponse = {
  statusLine: 'HTTP/1.1 502 Bad Gateway',
  status: 502,
  reason: 'Bad Gateway',
  fields: [
    ['Date', 'Sun, 22 Mar 2026 12:00:00 GMT'],
    ['Content-Type', 'application/json'],
    ['Cache-Control', 'no-store'],
    ['X-Content-Type-Options', 'nosniff'],
    ['Content-Length', String(body.length)],
  ],
  body,
  trailers: [],
  framing: 'length',
  complete: true,
};

function observe(
  wanted: Partial<Expected>,
  seen: Partial<Exchange> = {},
  facts: Partial<Observation> = {},
): Observation {
  const exchange: Exchange = {
    version: '1.1',
    sent: '',
    bytes: body,
    interim: [],
    responses: [response],
    violations: [],
    serverClosed: false,
    reset: false,
    rstCode: undefined,
    firstByteMs: 10,
    ...seen,
  };
  const vector = {
    id: 'V000',
    given: { method: 'GET' },
    expect: { status: 502, headers: {}, body: { any: true }, ...wanted },
  } as unknown as Vector;
  const clean = { crashes: [], warnings: [], polluted: [] };
  return { vector, exchange, getExchange: undefined, process: clean, faults: [], ...facts };
}

function without(name: string): ReceivedResponse {
  return { ...response, fields: response.fields.filter(([key]) => key !== name) };
}

function withField(name: string, value: string): ReceivedResponse {
  return { ...response, fields: [...without(name).fields, [name, value]] };
}

describe('the whole check', () => {
  it('finds nothing in a conforming response', () => {
    expect(findProblems(observe({ statusLine: 'HTTP/1.1 502 Bad Gateway', reason: 'Bad Gateway' }))).toEqual([]);
  });

  it.each<[string, Partial<Expected>]>([
    ['status', { status: 500 }],
    ['status', { status: null }],
    ['status line', { statusLine: 'HTTP/1.1 502 ' }],
    ['reason phrase', { reason: 'Bad gateway' }],
    ['order', { headerOrder: ['content-type', 'date'] }],
    ['body', { body: { empty: true } }],
    ['server', { headers: { server: 'x' } }],
  ])('reports %s', (words, wanted) => {
    expect(findProblems(observe(wanted))).toEqual([expect.stringContaining(words)]);
  });

  it('sameHeadersAsGetExcept compares names, values and order (FR-6)', () => {
    const byGet = observe({}, { responses: [withField('Date', 'Mon, 23 Mar 2026 12:00:00 GMT')] }).exchange;
    expect(findProblems(observe({ sameHeadersAsGetExcept: ['date'] }, {}, { getExchange: byGet }))).toEqual([]);
    const shorter = observe({}, { responses: [without('Cache-Control')] }).exchange;
    expect(findProblems(observe({ sameHeadersAsGetExcept: ['date'] }, {}, { getExchange: shorter }))).toHaveLength(1);
  });
});

const crash = { process: { crashes: ['Error: x'], warnings: [], polluted: [] } };
const warning = { process: { crashes: [], warnings: ['x'], polluted: [] } };
const pollution = { process: { crashes: [], warnings: [], polluted: ['x'] } };
const second: ReceivedResponse = { ...response, status: 200, body: Buffer.from('ok') };

describe('wire matchers', () => {
  it.each<[WireMatcher, Partial<Exchange>, Partial<Observation>]>([
    [{ incomplete: true }, { responses: [{ ...response, complete: false }] }, {}],
    [{ serverCloses: true }, { serverClosed: true }, {}],
    [{ reset: true }, { reset: true }, {}],
    [{ rstCode: 2 }, { rstCode: 2 }, {}],
    [{ bytesNotRe: 'Bad' }, { bytes: Buffer.from('') }, {}],
    [{ responses: [502, 200] }, { responses: [response, second] }, {}],
    [{ secondResponseOk: true }, { responses: [response, second] }, {}],
    [{ no100: false }, {}, {}],
    [{ answeredWithinMs: 400 }, {}, {}],
  ])('%j holds', (wire, seen, facts) => {
    expect(findProblems(observe({ wire }, seen, facts))).toEqual([]);
  });

  it.each<[WireMatcher, Partial<Exchange>, Partial<Observation>]>([
    [{ incomplete: true }, {}, {}],
    [{ serverCloses: true }, {}, {}],
    [{ reset: true }, { serverClosed: true }, {}],
    [{ rstCode: 2 }, { rstCode: 0 }, {}],
    [{ bytesNotRe: 'Bad' }, {}, {}],
    [{ responses: [502] }, { responses: [response, second] }, {}],
    [{ secondResponseOk: true }, {}, {}],
    [{ no100: true }, { interim: [100] }, {}],
    [{ answeredWithinMs: 5 }, {}, {}],
    [{ answeredWithinMs: 5 }, { firstByteMs: undefined }, {}],
    [{ noCrash: true }, {}, crash],
    [{ noProcessWarning: true }, {}, warning],
    [{ noPollution: true }, {}, pollution],
  ])('%j is broken', (wire, seen, facts) => {
    expect(findProblems(observe({ wire }, seen, facts))).toContainEqual(expect.stringMatching(/^wire: /));
  });
});

describe('what holds without a word of the vector', () => {
  it.each<[string, ReceivedResponse]>([
    ['date is not there once', without('Date')],
    ['cache-control is not there once', without('Cache-Control')],
    ['x-content-type-options is not there once', without('X-Content-Type-Options')],
    ['Date is no IMF-fixdate', withField('Date', 'now')],
    ['ST-5', { ...response, fields: [...response.fields, ['date', 'Sun, 22 Mar 2026 12:00:00 GMT']] }],
    ['SE-2', withField('X-Info', 'é')],
    ['FR-7', { ...response, body: Buffer.alloc(0) }],
    ['SL-6', { ...response, body: Buffer.from('{"error":{"code":500,"message":"x"}}') }],
    ['envelope schema', { ...response, body: Buffer.from('{"error":{"code":502,"message":""}}') }],
    ['envelope schema', { ...response, body: Buffer.from('{"error":{"code":502,"message":"x","stack":"y"}}') }],
    ['CO-2', withField('Connection', 'close')],
    ['H2-1', { ...withField('connection', 'x'), framing: 'stream' }],
    ['H2-3', { ...withField('Content-Length', '1'), framing: 'stream' }],
  ])('%s', (words, faulty) => {
    expect(findProblems(observe({}, { responses: [faulty] }))).toContainEqual(expect.stringContaining(words));
  });

  it.each([crash, warning, pollution])('the process is left alone: %j', (facts) => {
    expect(findProblems(observe({}, {}, facts))).toHaveLength(1);
  });

  it('a handler that did not come to its throw', () => {
    expect(findProblems(observe({}, {}, { faults: ['runner: x'] }))).toEqual(['runner: x']);
  });

  it('violations of the framing', () => {
    expect(findProblems(observe({}, { violations: ['both lengths (FR-2)'] }))).toEqual(['both lengths (FR-2)']);
  });
});
