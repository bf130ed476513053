import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { errorHandler as fetchErrorHandler } from '../../src/fetch.ts';
import {
  BadRequest,
  Conflict,
  type ErrorHandlerOptions,
  type ErrorReport,
  NotFound,
  planErrorResponse,
} from '../../src/index.ts';
import { errorHandler } from '../../src/node.ts';
import { createErrorCounter } from '../../src/prometheus.ts';
import { ask, getRequest } from '../support/ask.ts';
import { connectRaw } from '../support/raw-http.ts';
import { serve } from '../support/servers.ts';
import { readFirstCells } from './read-table.ts';

// One case for each row of the table "What an attacker can choose" of docs/security.md, by the words of its first column.

const kibibyte = 1024;

interface Answered {
  readonly bytes: string;
  readonly records: readonly ErrorReport[];
}

/** A service that fails with `make()`, whatever is asked. */
async function start(make: () => unknown, options: ErrorHandlerOptions = {}) {
  const records: ErrorReport[] = [];
  const fail = errorHandler({ logger: false, onError: (record) => void records.push(record), ...options });
  const { port } = await serve((request, response) => void fail(make(), request, response));
  return { port, records };
}

async function answer(make: () => unknown, options?: ErrorHandlerOptions, request = getRequest): Promise<Answered> {
  const { port, records } = await start(make, options);
  return { bytes: await ask(port, request), records };
}

const requestWith = (field: string): string => `GET / HTTP/1.1\r\nHost: x\r\n${field}\r\n\r\n`;

const throwingGetter = (): object =>
  Object.defineProperty(new Error('x'), 'status', {
    get() {
      throw new Error('the getter');
    },
  });

function chain(length: number): Error {
  let cause = new Error('the first');
  for (let index = 0; index < length; index += 1) cause = new Error('x', { cause });
  return cause;
}

/** Media type of the answer to an Accept field. */
function chosen(accept: string): string {
  const request = { method: 'GET', url: '/', headers: { accept } };
  const { headers } = planErrorResponse(new NotFound(), request, { format: 'negotiate' });
  return String(headers.find(([name]) => name === 'Content-Type')?.[1]);
}

const pollution = { debug: true, status: 418, expose: true, reason: 'POLLUTED', format: 'text', include: ['status'] };

/** Answers as long as every object of the process has the properties. */
function planPolluted(thrown: unknown): string {
  for (const [name, value] of Object.entries(pollution))
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
  try {
    const { status, body } = planErrorResponse(thrown, { method: 'GET', url: '/', headers: {} });
    return `${status} ${String(body)}`;
  } finally {
    for (const name of Object.keys(pollution)) Reflect.deleteProperty(Object.prototype, name);
  }
}

/** What is recorded of failures without a socket between, until as many are told of. */
async function storm(count: number, options: ErrorHandlerOptions, make: (index: number) => unknown) {
  const records: ErrorReport[] = [];
  const told = () => records.reduce((sum, record) => sum + record['failwell.count'], 0);
  const fail = fetchErrorHandler({ logger: false, onError: (record) => void records.push(record), ...options });
  const request = new Request('http://x/orders/7');
  for (let index = 0; index < count; index += 1) fail(make(index), request);
  await expect.poll(told, { timeout: 5_000 }).toBe(count);
  return records;
}

const cases: Readonly<Record<string, () => void | Promise<void>>> = {
  'what is thrown: `null`, a Proxy, a getter that throws, 50 000 causes': async () => {
    const hostile = [() => null, () => new Proxy(new Error('x'), {}), throwingGetter, () => chain(50_000)];
    for (const make of hostile) {
      const { bytes, records } = await answer(make);
      expect(bytes.match(/^HTTP\/1\.1 500 /gm)).toHaveLength(1);
      expect(bytes.length).toBeLessThan(640 * kibibyte);
      expect(records).toHaveLength(1);
      expect(JSON.stringify(records).length).toBeLessThan(64 * kibibyte);
    }
  },
  'CR, LF or NUL in a field of the error': async () => {
    for (const sign of ['\r', '\n', '\0']) {
      const headers = { 'X-Bad': `a${sign}X-Evil: 1`, 'X-Good': 'b' };
      const { bytes, records } = await answer(() => new NotFound('x', { headers }));
      expect(bytes).toMatch(/^HTTP\/1\.1 404 [\s\S]*X-Good: b/);
      expect(bytes).not.toMatch(/X-Bad|X-Evil/);
      expect(JSON.stringify(records[0]?.['failwell.warnings'])).toMatch(/x-bad/i);
    }
  },
  '`Accept` of 16 kB': () => {
    const filling = 'a/b, '.repeat(3_200);
    expect(filling.length).toBeGreaterThan(15 * kibibyte);
    expect(chosen(`text/html, ${filling}*/*;q=0.1`)).toMatch(/^text\/html/);
    expect(chosen(`${filling}text/html`)).toBe('application/json');
    expect(chosen(`${'a/b, '.repeat(100)}text/html`)).toMatch(/^text\/html/);
  },
  '`X-Request-Id`, `traceparent`': async () => {
    const include: ErrorHandlerOptions['include'] = ['requestId', 'traceId'];
    const good = 'X-Request-Id: req-1\r\ntraceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const odd = 'X-Request-Id: <b>odd</b>\r\ntraceparent: 00-odd-odd-01';
    const make = () => new NotFound();
    expect((await answer(make, { include }, requestWith(good))).bytes).toMatch(/req-1[\s\S]*4bf92f/);
    expect((await answer(make, {}, requestWith(good))).bytes).not.toMatch(/req-1|4bf92f/);
    const { bytes, records } = await answer(make, { include }, requestWith(odd));
    expect(bytes + JSON.stringify(records)).not.toContain('odd');
  },
  'markup in a path or message': async () => {
    const markup = '<script>alert(1)</script>';
    const request = `GET /${markup} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\n\r\n`;
    const { bytes } = await answer(() => new BadRequest(markup), { format: 'negotiate' }, request);
    expect(bytes).toContain('&lt;script&gt;');
    expect(bytes).not.toContain('<script');
    expect(bytes).toMatch(/^Content-Security-Policy: default-src 'none'; style-src 'sha256-[^;]+';(?!.*script-src)/m);
  },
  'a polluted `Object.prototype`': () => {
    for (const thrown of [new Error('x'), { message: 'x' }])
      expect(planPolluted(thrown)).toBe('500 {"error":{"code":500,"message":"Internal Server Error"}}');
    expect(planPolluted(new NotFound('No such order'))).toBe('404 {"error":{"code":404,"message":"No such order"}}');
  },
  'an upload that never ends': async () => {
    const { port } = await start(() => new NotFound(), { linger: { totalMs: 300, idleMs: 100 } });
    const connection = await connectRaw(port);
    connection.expect('POST');
    connection.send('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nthe beginning');
    expect(await connection.responses(1, 1_000)).toBe(true);
    expect(connection.exchange().responses.map(({ status }) => status)).toEqual([404]);
    expect(await connection.closed(2_000)).toBe(true);
    connection.destroy();
  },
  'an upstream that sends Set-Cookie or WWW-Authenticate with its 401': async () => {
    const headers = { 'set-cookie': 'a=s3cret', 'www-authenticate': 'Basic realm="s3cret"' };
    const response = { status: 401, headers };
    const { bytes } = await answer(() => Object.assign(new Error('x'), { isAxiosError: true, status: 401, response }));
    expect(bytes).toMatch(/^HTTP\/1\.1 502 /);
    expect(bytes).not.toMatch(/s3cret|set-cookie|www-authenticate/i);
  },
  'the same failure ten thousand times': async () => {
    const locked = () => new Conflict('Order 7 is locked');
    const windowMs = 2_000;
    const began = performance.now();
    const gathered = await storm(10_000, { dedupe: { windowMs } }, locked);
    // The first at once, and one for each window that was begun.
    expect(gathered.length).toBeLessThanOrEqual(2 + Math.floor((performance.now() - began) / windowMs));
    expect(await storm(100, {}, locked)).toHaveLength(100);

    const registry = new Registry();
    const count = createErrorCounter({ registers: [registry] });
    for (const record of await storm(300, {}, (index) => new Conflict('x', { reason: `REASON_${index}` })))
      count(record);
    const series = (await registry.metrics()).split('\n').filter((line) => line.startsWith('http_server_error_total{'));
    expect(series).toHaveLength(201);
    expect(series.at(-1)).toMatch(/failwell_reason="_OTHER".*\} 100$/);
  },
};

describe('docs/security.md', () => {
  test('every row of "What an attacker can choose" has a case here', () => {
    expect(readFirstCells('docs/security.md', '| lever | what holds |')).toEqual(Object.keys(cases));
  });

  test.each(Object.entries(cases))('%s', (_, check) => check());
});
