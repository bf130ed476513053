import { describe, expect, it } from 'vitest';
import {
  BadGateway,
  Conflict,
  GatewayTimeout,
  InternalServerError,
  NotFound,
  ServiceUnavailable,
} from '../../src/error/classes.ts';
import { HttpError } from '../../src/error/http-error.ts';
import type { ErrorReport } from '../../src/report/error-report.ts';
import { createReporter } from '../../src/report/reporter.ts';
import { makeFailure, recordOf, recordSchema } from './support.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';

/** Every field, so that the compiler complains here when the type grows. */
const fields: { readonly [Name in keyof Required<ErrorReport>]: true } = {
  timestamp: true,
  severity_text: true,
  severity_number: true,
  message: true,
  'http.request.method': true,
  'http.request.method_original': true,
  'url.path': true,
  'http.route': true,
  'http.response.status_code': true,
  'error.type': true,
  'exception.type': true,
  'exception.message': true,
  'exception.stacktrace': true,
  trace_id: true,
  span_id: true,
  trace_flags: true,
  'failwell.code': true,
  'failwell.domain': true,
  'failwell.fingerprint': true,
  'failwell.request_id': true,
  'failwell.reason': true,
  'failwell.exposed': true,
  'failwell.outcome': true,
  'failwell.cancelled': true,
  'failwell.rule': true,
  'failwell.retry.retryable': true,
  'failwell.retry.after': true,
  'failwell.retry.idempotent_only': true,
  'failwell.proxy.error': true,
  'failwell.upstream.name': true,
  'failwell.upstream.duration_ms': true,
  'failwell.upstream.status': true,
  'failwell.warnings': true,
  'failwell.causes': true,
  'failwell.count': true,
  'failwell.dropped': true,
};

describe('the record: its fields', () => {
  it('are the same in the type, in the JSON Schema and in the documentation', async () => {
    const { readFileSync } = await import('node:fs');
    const docs = readFileSync(new URL('../../docs/record.md', import.meta.url), 'utf8');
    expect(Object.keys(recordSchema.properties).sort()).toEqual(Object.keys(fields).sort());
    const documented = [...docs.matchAll(/^\| `([\w.]+)` \|/gm)].map(([, name]) => name);
    expect([...new Set(documented)].sort()).toEqual(Object.keys(fields).sort());
  });

  it('hold a failure of an upstream, whole', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:8080'), { code: 'ECONNREFUSED' });
    const thrown = new TypeError('fetch failed', { cause: refused });
    const error = new BadGateway('orders is away', {
      cause: thrown,
      proxy: { error: 'connection_refused' },
      reason: 'ORDERS_AWAY',
    });
    Object.assign(error, { upstream: { name: 'orders', durationMs: 12.4, status: 503 } });
    const report = recordOf({
      thrown,
      error,
      rule: 'transport/connection_refused',
      warnings: [{ code: 'header_dropped', message: 'the field "x-a" was dropped' }],
      facts: {
        requestId: 'req-7',
        traceId,
        retry: { retryable: true, after: 3, idempotentOnly: true },
        warnings: [{ code: 'hook_failed', message: 'the hook "body" failed' }],
      },
      request: { method: 'GET', url: '/orders/7?token=abc', headers: { traceparent: `00-${traceId}-${spanId}-01` } },
      host: { route: () => '/orders/:id' },
    });
    const { 'exception.stacktrace': stack, 'failwell.fingerprint': fingerprint, ...rest } = report;
    expect(rest).toEqual({
      timestamp: '2026-03-22T12:00:00.000Z',
      severity_text: 'ERROR',
      severity_number: 17,
      message: 'GET /orders/7 502 BadGateway: fetch failed: connect ECONNREFUSED 10.0.0.7:8080',
      'http.request.method': 'GET',
      'url.path': '/orders/7',
      'http.route': '/orders/:id',
      'http.response.status_code': 502,
      'error.type': 'BadGateway',
      'exception.type': 'TypeError',
      'exception.message': 'fetch failed',
      trace_id: traceId,
      span_id: spanId,
      trace_flags: '01',
      'failwell.domain': 'upstream',
      'failwell.request_id': 'req-7',
      'failwell.reason': 'ORDERS_AWAY',
      'failwell.exposed': false,
      'failwell.outcome': 'sent',
      'failwell.cancelled': false,
      'failwell.rule': 'transport/connection_refused',
      'failwell.retry.retryable': true,
      'failwell.retry.after': 3,
      'failwell.retry.idempotent_only': true,
      'failwell.proxy.error': 'connection_refused',
      'failwell.upstream.name': 'orders',
      'failwell.upstream.duration_ms': 12,
      'failwell.upstream.status': 503,
      'failwell.warnings': [
        { code: 'header_dropped', message: 'the field "x-a" was dropped' },
        { code: 'hook_failed', message: 'the hook "body" failed' },
      ],
      'failwell.causes': [{ type: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 10.0.0.7:8080' }],
      'failwell.count': 1,
    });
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(stack).toMatch(
      /^TypeError: fetch failed\n {4}at .*\nCaused by: Error: connect ECONNREFUSED 10\.0\.0\.7:8080\n {4}at /s,
    );
  });

  it('leave out what is unknown, and are never null', () => {
    const error = new NotFound('no such order');
    delete error.stack;
    const report = recordOf({ error, facts: { exposed: true } });
    expect(Object.values(report)).not.toContain(null);
    expect(report).toEqual({
      timestamp: '2026-03-22T12:00:00.000Z',
      severity_text: 'INFO',
      severity_number: 9,
      message: 'GET /orders/7 404 NotFound: no such order',
      'http.request.method': 'GET',
      'url.path': '/orders/7',
      'http.response.status_code': 404,
      'error.type': 'NotFound',
      'exception.type': 'NotFound',
      'exception.message': 'no such order',
      'failwell.domain': 'client',
      'failwell.fingerprint': report['failwell.fingerprint'],
      'failwell.exposed': true,
      'failwell.outcome': 'sent',
      'failwell.cancelled': false,
      'failwell.count': 1,
    });
  });

  it('say code of the thrown value, as text', () => {
    expect(recordOf({ thrown: Object.assign(new Error('x'), { code: 'E_LOCKED' }) })['failwell.code']).toBe('E_LOCKED');
    expect(recordOf({ thrown: Object.assign(new Error('x'), { code: 11000 }) })['failwell.code']).toBe('11000');
    for (const code of ['', 'a b', 'x'.repeat(65), {}, Number.NaN, 'line\nbreak']) {
      expect(recordOf({ thrown: Object.assign(new Error('x'), { code }) })).not.toHaveProperty('failwell.code');
    }
  });

  it('name an unknown method _OTHER and keep the original, as OpenTelemetry asks', () => {
    const request = { method: 'PROPFIND', url: '/' };
    const report = recordOf({ request });
    expect(report['http.request.method']).toBe('_OTHER');
    expect(report['http.request.method_original']).toBe('PROPFIND');
    expect(report.message).toMatch(/^PROPFIND \/ 502 /);
    expect(recordOf({ request: { method: 'get\nGET', url: '/' } })['http.request.method_original']).toBe('get\\nGET');
  });

  it('a path has no query, no fragment and no line break, and is bounded', () => {
    expect(recordOf({ request: { url: '/a?token=x#y' } })['url.path']).toBe('/a');
    expect(recordOf({ request: { url: '/a\n/b\u001b[31m' } })['url.path']).toBe('/a\\n/b');
    expect(recordOf({ request: { url: `/${'x'.repeat(5000)}` } })['url.path']).toHaveLength(1024);
  });

  it.each([
    ['server', new InternalServerError()],
    ['upstream', new GatewayTimeout()],
    ['client', new NotFound()],
    ['server', new ServiceUnavailable()],
    ['network', new HttpError(408)],
    ['intermediary', new HttpError(417)],
  ] as const)('domain %s comes from the status', (domain, error) => {
    expect(recordOf({ error })['failwell.domain']).toBe(domain);
  });

  it('domain: what a classifier found beats the status, what is no domain does not', () => {
    const found = Object.defineProperty(new GatewayTimeout(), 'failureDomain', { value: 'network' });
    const odd = Object.defineProperty(new GatewayTimeout(), 'failureDomain', { value: 'moon' });
    expect(recordOf({ error: found })['failwell.domain']).toBe('network');
    expect(recordOf({ error: odd })['failwell.domain']).toBe('upstream');
  });

  it('outcome: client gone is 499, of the client, at debug level', () => {
    const report = recordOf({ error: new InternalServerError('aborted'), outcome: 'client_gone', status: 499 });
    expect(report).toMatchObject({
      severity_text: 'DEBUG',
      severity_number: 5,
      'http.response.status_code': 499,
      'failwell.domain': 'client',
      'failwell.outcome': 'client_gone',
      message: 'GET /orders/7 499 (client gone) InternalServerError: aborted',
    });
  });

  it.each(['cut', 'already_sent'] as const)('outcome %s: 200 on the wire, and an error all the same', (outcome) => {
    const report = recordOf({ error: new InternalServerError('late'), outcome, status: 200 });
    expect(report).toMatchObject({
      severity_text: 'ERROR',
      'http.response.status_code': 200,
      'failwell.outcome': outcome,
      'error.type': 'InternalServerError',
    });
    expect(report.message).toBe(`GET /orders/7 200 (${outcome.replace('_', ' ')}) InternalServerError: late`);
  });

  it('cancelled is passed on', () => {
    expect(recordOf({ error: new GatewayTimeout(), cancelled: true })['failwell.cancelled']).toBe(true);
  });

  it('warnings: those of the constructor too, each once, at most 20', () => {
    const error = new Conflict('locked', { retryAfter: 'soon' as never });
    const warnings = Array.from({ length: 30 }, (_, index) => ({
      code: 'header_dropped' as const,
      message: `w${index}`,
    }));
    const again = recordOf({ error, facts: { warnings: [...warnings.slice(0, 2), ...warnings.slice(0, 2)] } });
    expect(again['failwell.warnings']?.map(({ message }) => message)).toEqual([
      'w0',
      'w1',
      expect.stringContaining('"retryAfter"'),
    ]);
    expect(recordOf({ warnings })['failwell.warnings']).toHaveLength(20);
  });

  it('upstream: only what has the documented shape', () => {
    for (const upstream of ['orders', null, { name: 7, durationMs: -1, status: 20 }, { durationMs: Number.NaN }]) {
      const error = Object.assign(new BadGateway(), { upstream });
      expect(Object.keys(recordOf({ error })).filter((key) => key.startsWith('failwell.upstream'))).toEqual([]);
    }
  });
});

describe('the record: classes', () => {
  class OrderLocked extends Conflict {}
  class DatabaseError extends Error {}

  it('error.type is the class that was answered with; a bare HttpError is its status', () => {
    expect(recordOf({ error: new OrderLocked('x') })['error.type']).toBe('OrderLocked');
    expect(recordOf({ error: new HttpError(599, 'x') })['error.type']).toBe('599');
    expect(recordOf({ error: new HttpError(404, 'x') })['error.type']).toBe('NotFound');
    expect(recordOf({ error: new BadGateway(), thrown: new RangeError('x') })['error.type']).toBe('BadGateway');
  });

  it.each([
    ['RangeError', new RangeError('x')],
    ['OrderLocked', new OrderLocked('x')],
    ['BadGateway', new BadGateway('x')],
    ['DatabaseError', Object.assign(new DatabaseError('x'), { name: 'error' })],
    ['AxiosError', Object.assign(new Error('x'), { name: 'AxiosError' })],
    ['TimeoutError', AbortSignal.abort(new DOMException('x', 'TimeoutError')).reason],
    ['Error', new Error('x')],
    ['Error', Object.assign(new Error('x'), { name: 'not a name' })],
    ['Object', {}],
    ['Object', Object.create(null)],
    ['Array', [1]],
    ['function', () => 1],
    ['string', 'x'],
    ['number', 0],
    ['bigint', 1n],
    ['symbol', Symbol('x')],
    ['boolean', false],
    ['undefined', undefined],
    ['null', null],
  ])('exception.type %s', (type, thrown) => {
    expect(recordOf({ error: new InternalServerError(), thrown })['exception.type']).toBe(type);
  });

  it.each([
    ['boom', 'boom'],
    ['', ''],
    ['0', 0],
    ['1', 1n],
    ['false', false],
    ['undefined', undefined],
    ['null', null],
    ['why', Symbol('why')],
    ['a function was thrown', () => 'secret'],
    ['an object without a message was thrown', { password: 'secret' }],
    ['an array without a message was thrown', ['secret']],
    ['quota', { message: 'quota' }],
  ])('exception.message %j for what is no Error', (message, thrown) => {
    expect(recordOf({ error: new InternalServerError(), thrown })['exception.message']).toBe(message);
  });
});

describe('the record: causes', () => {
  it('walks causes and members of aggregates, nearest first, with their codes', () => {
    const members = [Object.assign(new Error('connect ::1'), { code: 'ECONNREFUSED' }), new Error('connect 127.0.0.1')];
    const thrown = new Error('wrapper', { cause: new AggregateError(members, '') });
    expect(recordOf({ thrown })['failwell.causes']).toEqual([
      { type: 'AggregateError', message: '' },
      { type: 'Error', code: 'ECONNREFUSED', message: 'connect ::1' },
      { type: 'Error', message: 'connect 127.0.0.1' },
    ]);
    expect(recordOf({ thrown }).message).toBe('GET /orders/7 502 BadGateway: wrapper: connect ::1');
  });

  it('has at most 12, whatever hangs behind', () => {
    let deep = new Error('0');
    for (let depth = 1; depth < 50_000; depth += 1) deep = new Error(String(depth), { cause: deep });
    expect(recordOf({ thrown: deep })['failwell.causes']).toHaveLength(6);
    const wide = new AggregateError(Array.from({ length: 200_000 }, (_, index) => new Error(String(index))));
    expect(recordOf({ thrown: wide })['failwell.causes']).toHaveLength(12);
  });

  it('survives a circle', () => {
    const first = new Error('first');
    const second = new Error('second', { cause: first });
    Object.assign(first, { cause: second, errors: [first, second] });
    expect(recordOf({ thrown: first })['failwell.causes']).toEqual([{ type: 'Error', message: 'second' }]);
  });

  it('a message of nothing falls back to the phrase of the status', () => {
    expect(recordOf({ thrown: new Error('') }).message).toBe('GET /orders/7 502 BadGateway: Bad Gateway');
  });
});

describe('the record: trace and request ids (TC-1, TC-3)', () => {
  const headers = { traceparent: `00-${traceId}-${spanId}-00` };
  const ids = (parts: Parameters<typeof recordOf>[0]) => {
    const { trace_id, span_id, trace_flags } = recordOf(parts);
    return { trace_id, span_id, trace_flags };
  };

  it('come from a valid traceparent', () => {
    expect(ids({ request: { headers } })).toEqual({ trace_id: traceId, span_id: spanId, trace_flags: '00' });
    expect(ids({ request: { headers: new Headers(headers) } }).trace_id).toBe(traceId);
  });

  it('do not come from an invalid one', () => {
    expect(ids({ request: { headers: { traceparent: `00-${traceId.toUpperCase()}-${spanId}-01` } } })).toEqual({});
  });

  it('the active span wins; a broken tracer or an invalid span does not', () => {
    const active = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
    expect(ids({ request: { headers }, host: { trace: () => active } })).toEqual({
      trace_id: 'a'.repeat(32),
      span_id: 'b'.repeat(16),
      trace_flags: '01',
    });
    const noSpan = { traceId: '0'.repeat(32), spanId: '0'.repeat(16), sampled: false };
    expect(ids({ request: { headers }, host: { trace: () => noSpan } }).trace_id).toBe(traceId);
    const broken = () => {
      throw new Error('no tracer');
    };
    expect(ids({ request: { headers }, host: { trace: broken } }).trace_id).toBe(traceId);
  });

  it('the id that the client was told stands alone where the field names another', () => {
    expect(ids({ request: { headers }, facts: { traceId: 'c'.repeat(32) } })).toEqual({ trace_id: 'c'.repeat(32) });
    expect(ids({ facts: { traceId: 'nonsense' } })).toEqual({});
  });

  it('X-Request-Id is recorded where it is a sane token', () => {
    const id = (value: string) => recordOf({ request: { headers: { 'x-request-id': value } } })['failwell.request_id'];
    expect(id('9c5b94b1')).toBe('9c5b94b1');
    expect(id('a b')).toBeUndefined();
    expect(recordOf({ facts: { requestId: 'told' } })['failwell.request_id']).toBe('told');
  });
});

describe('the record: hostile values', () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const answersEverything: unknown = new Proxy(() => answersEverything, { get: () => answersEverything });
  const throwing = (key: string) =>
    Object.defineProperty(new Error('x'), key, {
      get: () => {
        throw new Error(`${key} was read`);
      },
    });

  const hostile: readonly (readonly [string, unknown])[] = [
    ['a revoked Proxy', revoked.proxy],
    ['a Proxy that answers every key with itself', answersEverything],
    ...['name', 'message', 'stack', 'cause', 'code', 'errors', 'constructor'].map(
      (key) => [`a throwing getter of ${key}`, throwing(key)] as const,
    ),
    ['a frozen error', Object.freeze(new Error('x'))],
    ['an error without a prototype', Object.setPrototypeOf(new Error('x'), null)],
    ['a message that is a symbol', Object.assign(new Error(), { message: Symbol('x') })],
    ['a stack that is an object', Object.assign(new Error(), { stack: {} })],
    ['a huge message', new Error('x '.repeat(10_000_000))],
    ['a huge word', new Error('x'.repeat(10_000_000))],
    ['a huge stack', Object.assign(new Error('x'), { stack: '\n    at f (/a/b.js:1:1)'.repeat(1_000_000) })],
  ];

  it.each(hostile)('%s makes a valid record', (_, thrown) => {
    const report = recordOf({ error: new InternalServerError(), thrown });
    expect(report['http.response.status_code']).toBe(500);
    expect(JSON.stringify(report).length).toBeLessThan(40_000);
  });

  it('a host that throws, or answers what is no text, costs only its field', () => {
    const route = () => {
      throw new Error('no route');
    };
    expect(recordOf({ host: { route } })).not.toHaveProperty('http.route');
    expect(recordOf({ host: { route: () => 7 as never } })).not.toHaveProperty('http.route');
  });

  it('a request that refuses to be read is GET /', () => {
    const request = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no');
        },
      },
    );
    expect(recordOf({ request }).message).toBe('GET / 502 BadGateway: orders is away');
  });

  it('is frozen: a hook cannot change what another one sees', () => {
    const seen: unknown[] = [];
    const reporter = createReporter({ logger: false, onError: (report) => seen.push(report) });
    reporter.report(makeFailure());
    expect(seen).toHaveLength(1);
    expect(Object.isFrozen(seen[0])).toBe(true);
  });
});
