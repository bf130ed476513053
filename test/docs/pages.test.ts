import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../examples/built-package.ts';
import { ask } from '../support/ask.ts';
import { printedResponse, withoutDate } from '../support/readme.ts';
import { serve } from '../support/servers.ts';
import type { NameFailure } from '../support/unknown-name.ts';
import { blockUnder } from './markdown.ts';
import { read } from './read-answer.ts';
import { printed, startBlock } from './start-block.ts';

// The code of the pages to start from, as printed, in a process of its own.

beforeAll(ensureBuilt, 120_000);

describe('docs/quick-start.md', () => {
  const page = 'docs/quick-start.md';

  const hosts = ['Express', 'Koa', 'node:http', 'Fastify', 'Hono'];

  test.each(hosts)('%s: the line above it installs what it imports', (host) => {
    const imported = [...blockUnder(page, host).matchAll(/from '((?:@[\w-]+\/)?[\w-]+)(?:\/[\w-]+)*'/g)];
    const installed = /^npm install (.+)\n$/.exec(blockUnder(page, host, 'sh'))?.[1]?.split(' ');
    expect(installed?.toSorted()).toEqual([...new Set(imported.map(([, name]) => name))].toSorted());
  });

  /** Every octet that the service writes, but for the date. */
  const answerOf = async (host: string, name: NameFailure): Promise<readonly string[]> => {
    const { port } = await startBlock(blockUnder(page, host), { name });
    return (await ask(port, 'GET /orders/7 HTTP/1.1\r\nHost: x\r\n\r\n', 10_000)).split('\r\n').map(withoutDate);
  };

  test.each(['Express', 'Koa', 'node:http'])(
    '%s: nobody knows the name, and the printed response comes',
    async (host) => {
      expect(await answerOf(host, 'ENOTFOUND')).toEqual(printedResponse(page));
    },
  );

  test('a name server that does not answer: the same, with a hint behind Content-Type', async () => {
    const lines = await answerOf('Express', 'EAI_AGAIN');
    const at = lines.findIndex((line) => /^Retry-After: [2-5]$/.test(line));
    expect(lines[at - 1]).toMatch(/^Content-Type: /);
    expect(lines.toSpliced(at, 1)).toEqual(printedResponse(page));
  });

  test.each(hosts)('%s: 502, 404 and a success', async (host) => {
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
