import { beforeAll, describe, expect, test } from 'vitest';
import { blockUnder } from '../docs/markdown.ts';
import { startBlock } from '../docs/start-block.ts';
import { ask } from '../support/ask.ts';
import { printedResponse, toPrinted } from '../support/readme.ts';
import { ensureBuilt } from './built-package.ts';

const request = 'GET /orders/7 HTTP/1.1\r\nHost: x\r\n\r\n';

describe('the code of the README, as printed', () => {
  beforeAll(ensureBuilt, 120_000);

  test.each(['Express', 'Koa'])(
    '%s: nothing listens at the upstream, and the client reads the documented 502',
    async (heading) => {
      const answer = await ask((await startBlock(blockUnder('README.md', heading))).port, request);
      expect(toPrinted(answer)).toEqual(printedResponse());
    },
  );
});
