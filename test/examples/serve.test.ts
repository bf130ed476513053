import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from './built-package.ts';
import { startScript } from './script.ts';

beforeAll(ensureBuilt, 60_000);

const demo = 'examples/gateway/demo.js';

describe('npm run demo -- --serve', () => {
  test('both gateways answer, their records appear, and Ctrl-C ends everything with 0', async () => {
    const script = startScript([demo, '--serve', '--port', '0']);
    const [, express] = await script.until(/^Express (http:\/\/127\.0\.0\.1:\d+)$/m);
    const [, koa] = await script.until(/^Koa {5}(http:\/\/127\.0\.0\.1:\d+)$/m);
    await script.until(/Ctrl-C stops/);
    expect(script.output()).toContain(`curl -i ${express}/fetch/refused `);
    expect(script.output()).toContain(`curl -I ${express}/fetch/refused `);
    expect(script.output()).toContain(`curl -i -X POST ${express}/orders/42/cancel `);

    for (const origin of [express, koa]) {
      const answer = await fetch(`${origin}/fetch/refused`);
      expect(answer.status).toBe(502);
      expect(await answer.text()).toBe('{"error":{"code":502,"message":"Bad Gateway"}}');
    }
    await script.until(/"http\.response\.status_code":502[\s\S]*"http\.response\.status_code":502/);

    // A request that is under way must not keep the process.
    const pending = fetch(`${koa}/fetch/hangs`).catch(() => undefined);
    script.signal('SIGINT');
    expect(await script.ended).toEqual({ code: 0, signal: null });
    await pending;
  });

  test('a taken port is said, and a free one is used', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const script = startScript([demo, '--serve', '--port', String(port)]);
    const [, free] = await script.until(
      new RegExp(`Port ${port} is taken; using (\\d+)\\. Choose another with --port\\.`),
    );
    await script.until(/Ctrl-C stops/);
    expect((await fetch(`http://127.0.0.1:${free}/nowhere`)).status).toBe(404);
    script.signal('SIGTERM');
    expect(await script.ended).toEqual({ code: 0, signal: null });
    other.close();
  });

  test.each(['x', '-1', '70000'])('--port %s is refused in one line', async (port) => {
    const script = startScript([demo, '--serve', `--port=${port}`]);
    expect(await script.ended).toEqual({ code: 1, signal: null });
    expect(script.output()).toBe('demo: --port takes a number from 0 to 65533\n');
  });
});
