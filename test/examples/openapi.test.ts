import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createChecker } from '../openapi/openapi-document.ts';
import { ensureBuilt } from './built-package.ts';
import { startScript } from './script.ts';

const holder = createServer((socket) => socket.on('error', () => undefined).resume());
let ordersUrl = '';

beforeAll(async () => {
  await ensureBuilt();
  // The client's end of a connection: nothing listens on that port, and nobody else can get it meanwhile.
  await once(holder.listen(0, '127.0.0.1'), 'listening');
  const taken = connect((holder.address() as AddressInfo).port, '127.0.0.1').unref();
  await once(taken, 'connect');
  ordersUrl = `http://127.0.0.1:${taken.localPort}`;
}, 120_000);

afterAll(() => void holder.close());

async function startExample(): Promise<{ readonly origin: string; readonly document: Record<string, unknown> }> {
  const script = startScript(['examples/openapi.js'], { PORT: '0', ORDERS_URL: ordersUrl });
  const [, origin = ''] = await script.until(/^listening on (http:\/\/127\.0\.0\.1:\d+)$/m);
  const document = (await (await fetch(`${origin}/openapi.json`)).json()) as Record<string, unknown>;
  return { origin, document };
}

const cases: readonly [path: string, template: string, method: 'get' | 'post' | 'delete', status: number][] = [
  ['/orders/7', '/orders/{id}', 'get', 502],
  ['/orders/x', '/orders/{id}', 'get', 404],
  ['/orders/7/lock', '/orders/{id}/lock', 'post', 409],
  ['/orders/0/lock', '/orders/{id}/lock', 'post', 503],
  ['/me', '/me', 'get', 401],
  // 400: Express cannot decode the parameter; only `default` documents it.
  ['/orders/%ff', '/orders/{id}', 'get', 400],
];

describe('examples/openapi.js', () => {
  test('the document is valid OpenAPI 3.1, says a real validator', async () => {
    const { document } = await startExample();
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  test('what comes over the socket is what the document says, headers included', async () => {
    const { origin, document } = await startExample();
    const checker = createChecker(document);
    for (const [path, template, method, status] of cases) {
      const response = await fetch(origin + path, { method: method.toUpperCase() });
      const body = await response.text();
      expect(response.status, path).toBe(status);
      expect(checker.check(checker.find(template, method, status), { headers: response.headers, body }), body).toEqual(
        [],
      );
    }
    // 405 is documented on the operation that exists.
    const refused = await fetch(`${origin}/me`, { method: 'DELETE' });
    const body = await refused.text();
    expect(checker.check(checker.find('/me', 'get', 405), { headers: refused.headers, body })).toEqual([]);
  });

  test('the check would notice: another status, another reason, a field that is missing', async () => {
    const { origin, document } = await startExample();
    const checker = createChecker(document);
    const locked = await fetch(`${origin}/orders/7/lock`, { method: 'POST' });
    const body = await locked.text();
    const documented = checker.find('/orders/{id}/lock', 'post', 409);
    const complaints = (change: string, to: string): string =>
      checker.check(documented, { headers: locked.headers, body: body.replace(change, to) }).join();
    expect(complaints('409', '410')).toContain('body/error/code');
    expect(complaints('ORDER_LOCKED', 'OTHER')).toContain('body/error/reason');
    expect(complaints('"order":', '"id":')).toContain('body/error/details');
    const bare = new Headers(locked.headers);
    bare.delete('cache-control');
    bare.set('server', 'other');
    expect(checker.check(documented, { headers: bare, body }).join()).toMatch(/Server .*Cache-Control is missing/);
  });
});
