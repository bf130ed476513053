import { beforeAll, describe, expect, it } from 'vitest';
import { failwell } from '../cli/command.ts';
import { ensureBuilt } from './built-package.ts';
import { startScript } from './script.ts';

beforeAll(ensureBuilt, 120_000);

/** Everything that the demo can do wrong, as its table says. */
const routes = [
  '/fetch/works=200',
  '/fetch/refused=502',
  '/fetch/malformed=502',
  '/fetch/cut=502',
  '/fetch/hangs=504',
  '/fetch/invalid-json=500',
  '/axios/unauthorized=502',
  '/axios/missing=502',
  '/axios/limited=503',
  '/axios/unavailable=503',
  '/upstream/invalid-json=502',
  '/upstream/unauthorized=502',
  '/orders/42=500',
  'POST /orders/42/cancel=409',
  'POST /orders=429',
  'DELETE /orders=405',
];

describe('the gateway of the demo, as it is served', () => {
  it('breaks no rule of the audit, on Express and on Koa', async () => {
    const script = startScript(['examples/gateway/demo.js', '--serve', '--port', '0']);
    const [, express = ''] = await script.until(/^Express (http:\S+)$/m);
    const [, koa = ''] = await script.until(/^Koa {5}(http:\S+)$/m);
    for (const url of [express, koa]) {
      const args = routes.flatMap((route) => ['--route', route]);
      const { code, out } = await failwell(['audit', url, '--policy', '--json', '--max-requests', '300', ...args]);
      expect(JSON.parse(out)).toMatchObject({ violations: [], incomplete: false, unsent: [], exitCode: 0 });
      expect(code).toBe(0);
    }
  }, 60_000);
});
