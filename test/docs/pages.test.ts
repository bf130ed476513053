import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../examples/built-package.ts';
import { serve } from '../support/servers.ts';
import { blockUnder } from './markdown.ts';
import { read } from './read-answer.ts';
import { printed, startBlock } from './start-block.ts';

// The code of the pages to start from, as printed, in a process of its own.

beforeAll(ensureBuilt, 120_000);

describe('docs/quick-start.md', () => {
  const page = 'docs/quick-start.md';

  test.each(['Express', 'Koa', 'node:http', 'Fastify', 'Hono'])('%s: 502, 404 and a success', async (host) => {
    const { url } = await serve((_request, response) => response.end('{"id":7}'));
    const [away, there] = await Promise.all([
      startBlock(blockUnder(page, host)),
      startBlock(blockUnder(page, host), { upstream: url }),
    ]);
    const refused = await read(away, '/orders/7');
    expect([refused.status, refused.text]).toEqual([502, '{"error":{"code":502,"message":"Bad Gateway"}}']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await read(away, '/nowhere')).error).toEqual({ code: 404, message: 'Not Found' });
    expect((await read(there, '/orders/7')).text).toBe('{"id":7}');
    await away.script.until(/GET \/orders\/7 502 BadGateway: fetch failed/);
  });
});

test('docs/concepts.md: the stages alone say what the comments say', async () => {
  const code = blockUnder('docs/concepts.md', 'The pipeline');
  expect(await printed(code)).toBe('502\n502 {"error":{"code":502,"message":"Bad Gateway"}}\n');
});

test('docs/security.md: what is said on purpose, and what is not', async () => {
  const block = blockUnder('docs/security.md', 'Saying something on purpose');
  const service = await startBlock(`import express from 'express';
import { errorHandler } from 'failwell/express';
const app = express();
${block}
app.use(errorHandler());
app.listen(3000);`);
  const post: RequestInit = { method: 'POST' };
  expect((await read(service, '/orders/7/pack?state=away', post)).error).toEqual({
    code: 503,
    message: 'The warehouse is closed until six',
    reason: 'WAREHOUSE_CLOSED',
  });
  expect((await read(service, '/orders/7/pack', post)).error).toEqual({
    code: 409,
    message: 'Conflict',
    reason: 'ORDER_LOCKED',
  });
});
