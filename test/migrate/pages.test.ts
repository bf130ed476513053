import { beforeAll, describe, expect, test } from 'vitest';
import { blockUnder } from '../docs/markdown.ts';
import { startBlock } from '../docs/start-block.ts';
import { ensureBuilt } from '../examples/built-package.ts';
import { ask } from '../support/ask.ts';
import { peers } from './peers.ts';

interface Answer {
  readonly status: string | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

async function answerOf(page: string, heading: string, accept: string): Promise<Answer> {
  const { port } = await startBlock(blockUnder(`docs/migrate/${page}.md`, heading));
  const text = await ask(port, `GET /orders/7 HTTP/1.1\r\nHost: x\r\nAccept: ${accept}\r\n\r\n`);
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const type = /^content-type: ([^;\r]*)/im.exec(head)?.[1];
  return { status: /^HTTP\/1\.1 (\d+)/.exec(head)?.[1], type, body };
}

/** What the code after the move sends for an order that is not there; the code before it sends a 404 too. */
const sent: Readonly<Record<string, unknown>> = {
  'http-errors': { error: { code: 404, message: 'no order 7' } },
  express: { error: { code: 404, message: 'no order 7' } },
  koa: { error: { code: 404, message: 'no order at /orders/7' } },
  'koa-onerror': { error: { code: 404, message: 'no order at /orders/7' } },
  errorhandler: { error: { code: 404, message: 'no order 7' } },
  'strong-error-handler': {
    error: { code: 404, message: 'no order 7', reason: 'ORDER_UNKNOWN', details: { id: '7' } },
  },
  boom: { error: { code: 404, message: 'no order 7', details: { id: '7' } } },
  'problem-details': {
    type: 'https://errors.example/order',
    title: 'Order not found',
    status: 404,
    detail: 'no order 7',
  },
};

describe('the code of docs/migrate, as printed', () => {
  beforeAll(ensureBuilt, 120_000);

  test.each(peers.map(({ page }) => page))('%s: before and after', async (page) => {
    const before = await answerOf(page, 'Before', 'application/json');
    const after = await answerOf(page, 'After', 'application/json');
    expect([before.status, after.status]).toEqual(['404', '404']);
    expect(after.type).toMatch(/^application\/(problem\+)?json$/);
    expect(JSON.parse(after.body)).toEqual(sent[page]);
  });
});
