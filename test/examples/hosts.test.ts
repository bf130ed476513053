import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exchangeHttp2 } from '../support/http2-client.ts';
import { connectRaw } from '../support/raw-http.ts';
import { holdRefusingUrl } from '../support/refusing-url.ts';
import { ensureBuilt } from './built-package.ts';
import { type Script, startScript } from './script.ts';

let release: () => void = () => undefined;
let ordersUrl = '';

beforeAll(async () => {
  await ensureBuilt();
  ({ url: ordersUrl, release } = await holdRefusingUrl());
}, 60_000);

afterAll(() => release());

interface Host {
  readonly script: Script;
  readonly port: number;
}

async function startHost(file: string, env: NodeJS.ProcessEnv = {}): Promise<Host> {
  const script = startScript([`examples/${file}`], { PORT: '0', ORDERS_URL: ordersUrl, ...env });
  const [, port] = await script.until(/^listening on http:\/\/127\.0\.0\.1:(\d+)$/m);
  return { script, port: Number(port) };
}

async function requestRaw(port: number, head: string): Promise<string> {
  const connection = await connectRaw(port);
  connection.expect(head.split(' ', 1)[0] ?? '');
  connection.send(`${head}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
  expect(await connection.closed(5_000)).toBe(true);
  const exchange = connection.exchange();
  connection.destroy();
  expect(exchange.violations).toEqual([]);
  return exchange.bytes.toString('utf8');
}

/** The date and the drawn delay differ each time. */
function withoutChance(response: string): string {
  return response
    .replace(/^Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\n/m, 'Date: (now)\r\n')
    .replace(/^Retry-After: [2-5]\r\n/m, 'Retry-After: (2 to 5)\r\n');
}

const seedResponse = [
  'HTTP/1.1 502 Bad Gateway',
  'Date: (now)',
  'Server: httperrors.com',
  'Content-Type: application/json',
  'Retry-After: (2 to 5)',
  'Cache-Control: no-store',
  'X-Content-Type-Options: nosniff',
  'Content-Length: 46',
  'Connection: close',
  '',
  '{"error":{"code":502,"message":"Bad Gateway"}}',
].join('\r\n');

function toImport(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

/** The example's `import Koa from 'koa'` gets Koa 2: its text must not differ. */
const resolveKoa2 = toImport(`
  export const resolve = (name, context, next) => next(name === 'koa' ? 'koa2' : name, context);`);
const withKoa2 = toImport(`import { register } from 'node:module'; register(${JSON.stringify(resolveKoa2)});`);

const conflict = ['409 Conflict', '{"error":{"code":409,"message":"order 42 exists already","reason":"ORDER_EXISTS"}}'];
const notAllowed = ['405 Method Not Allowed', '{"error":{"code":405,"message":"Method Not Allowed"}}'];

describe.each([
  { name: 'express.js', file: 'express.js', env: {}, thrown: conflict },
  { name: 'express4.js', file: 'express4.js', env: {}, thrown: conflict },
  { name: 'koa.js', file: 'koa.js', env: {}, thrown: conflict },
  { name: 'koa.js on Koa 2', file: 'koa.js', env: { NODE_OPTIONS: `--import=${withKoa2}` }, thrown: conflict },
  { name: 'node-http.js', file: 'node-http.js', env: {}, thrown: notAllowed },
])('examples/$name', ({ file, env, thrown: [status, body] }) => {
  test('a refused fetch leaves as the seed response, byte for byte, and the cause reaches the console', async () => {
    const { script, port } = await startHost(file, env);
    expect(withoutChance(await requestRaw(port, 'GET /orders/42 HTTP/1.1'))).toBe(seedResponse);
    await script.until(/ECONNREFUSED/);
    expect(script.output()).toContain('502');
  });

  test(`what a handler throws leaves as ${status}, and what nobody answers as 404`, async () => {
    const { port } = await startHost(file, env);
    const answer = await requestRaw(port, 'POST /orders/42 HTTP/1.1');
    expect(answer.startsWith(`HTTP/1.1 ${status}\r\n`)).toBe(true);
    expect(answer.endsWith(`\r\n\r\n${body}`)).toBe(true);
    const missing = await requestRaw(port, 'GET /nowhere HTTP/1.1');
    expect(missing.startsWith('HTTP/1.1 404 Not Found\r\n')).toBe(true);
    expect(missing.endsWith('\r\n\r\n{"error":{"code":404,"message":"Not Found"}}')).toBe(true);
  });
});

test('examples/node-http.js answers in the same form what Node itself refuses', async () => {
  const { port } = await startHost('node-http.js');
  const answer = await requestRaw(port, 'GET /bro ken HTTP/1.1');
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nDate: [^\r]+\r\nServer: httperrors\.com\r\n/);
  expect(answer.endsWith('\r\n\r\n{"error":{"code":400,"message":"Bad Request"}}')).toBe(true);
});

test('examples/node-http2.js: the same fields in the same order over HTTP/2', async () => {
  const { script, port } = await startHost('node-http2.js');
  const { responses, violations } = await exchangeHttp2(port, [{ method: 'GET', path: '/orders/42' }]);
  expect(violations).toEqual([]);
  const [response] = responses;
  expect(response?.status).toBe(502);
  expect(response?.fields.map(([name]) => name)).toEqual([
    'date',
    'server',
    'content-type',
    'retry-after',
    'cache-control',
    'x-content-type-options',
    'content-length',
  ]);
  expect(response?.body.toString('utf8')).toBe('{"error":{"code":502,"message":"Bad Gateway"}}');
  await script.until(/ECONNREFUSED/);
});
