import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { blockUnder } from '../docs/markdown.ts';
import { startBlock } from '../docs/start-block.ts';
import { ask } from '../support/ask.ts';
import { ensureBuilt } from './built-package.ts';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

/** The response that the README prints. */
function printedResponse(): string[] {
  const [, block = ''] = /\n {4}(HTTP\/1\.1 502[\s\S]*?\{"error".*)\n/.exec(readme) ?? [];
  return block.split('\n').map((line) => line.trim().replace(/^Date: .*/, 'Date: …'));
}

const request = 'GET /orders/7 HTTP/1.1\r\nHost: x\r\n\r\n';

describe('the code of the README, as printed', () => {
  beforeAll(ensureBuilt, 120_000);

  test.each(['Express', 'Koa'])(
    '%s: nothing listens at the upstream, and the client reads the documented 502',
    async (heading) => {
      const answer = await ask((await startBlock(blockUnder('README.md', heading))).port, request);
      // A refused GET may try again, so the printed response gains a Retry-After; Node adds its own connection fields.
      const own = /^(Retry-After|Connection|Keep-Alive): /;
      const lines = answer.split('\r\n').filter((line) => !own.test(line));
      expect(lines.map((line) => line.replace(/^Date: .*/, 'Date: …'))).toEqual(printedResponse());
    },
  );
});
