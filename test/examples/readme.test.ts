import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ask } from '../support/ask.ts';
import { ensureBuilt } from './built-package.ts';
import { startScript } from './script.ts';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

/** The block of code under a heading, as a reader copies it. */
function blockUnder(heading: string): string {
  const [, rest = ''] = readme.split(`\n## ${heading}\n`);
  const code = /```js\n([\s\S]*?)```/.exec(rest)?.[1];
  if (code === undefined) throw new Error(`README.md has no code under "${heading}"`);
  return code;
}

/** Only what a machine without `orders.internal` must change: where the upstream is, and which port is free. */
function localise(code: string, upstream: string): string {
  return code
    .replaceAll('http://orders.internal', upstream)
    .replace(
      'app.listen(3000)',
      "const server = app.listen(0, '127.0.0.1', () => console.log('port', server.address().port))",
    );
}

async function start(heading: string, upstream: string): Promise<number> {
  // Inside the package, so that `failwell` is found by its own name, and the hosts in its node_modules.
  const folder = mkdtempSync(join(import.meta.dirname, 'readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'app.mjs');
  writeFileSync(file, localise(blockUnder(heading), upstream));
  const port = await startScript([file]).until(/port (\d+)/);
  return Number(port[1]);
}

/** The response that the README prints. */
function printedResponse(): string[] {
  const [, block = ''] = /\n {4}(HTTP\/1\.1 502[\s\S]*?\{"error".*)\n/.exec(readme) ?? [];
  return block.split('\n').map((line) => line.trim().replace(/^Date: .*/, 'Date: …'));
}

/** A port that was free a moment ago. */
async function refusingUrl(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

const request = 'GET /orders/7 HTTP/1.1\r\nHost: x\r\n\r\n';

describe('the code of the README, as printed', () => {
  beforeAll(ensureBuilt, 120_000);

  test.each(['Express', 'Koa'])(
    '%s: nothing listens at the upstream, and the client reads the documented 502',
    async (heading) => {
      const answer = await ask(await start(heading, await refusingUrl()), request);
      // A refused GET may try again, so the printed response gains a Retry-After; Node adds its own connection fields.
      const own = /^(Retry-After|Connection|Keep-Alive): /;
      const lines = answer.split('\r\n').filter((line) => !own.test(line));
      expect(lines.map((line) => line.replace(/^Date: .*/, 'Date: …'))).toEqual(printedResponse());
    },
  );
});
