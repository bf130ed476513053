import { beforeAll, describe, expect, test } from 'vitest';
import { blockUnder } from '../docs/markdown.ts';
import { startBlock } from '../docs/start-block.ts';
import { ensureBuilt } from './built-package.ts';
import { startScript } from './script.ts';

beforeAll(ensureBuilt, 120_000);

interface Help {
  readonly type?: string;
  readonly error?: { readonly code: number; readonly help: string };
}

async function ask(address: string, accept: string): Promise<Response> {
  return fetch(address, { headers: { accept } });
}

/** From a failed answer to the page that explains it, by every way that an answer can point there. */
async function followHelp(origin: string): Promise<void> {
  const failed = `${origin}/orders/42`;
  const envelope = (await (await ask(failed, 'application/json')).json()) as Help;
  expect(envelope.error).toMatchObject({ code: 409, help: '/errors/409' });
  const problem = (await (await ask(failed, 'application/problem+json')).json()) as Help;
  expect(problem).toMatchObject({ type: '/errors/409', status: 409, help: '/errors/409' });
  const page = await (await ask(failed, 'text/html')).text();
  const [, link = ''] = /<a href="([^"]+)">More about 409 Conflict<\/a>/.exec(page) ?? [];
  for (const address of [envelope.error?.help, problem.type, link]) {
    const explained = await ask(new URL(address ?? '', failed).href, 'text/html');
    expect(explained.status).toBe(200);
    expect(await explained.text()).toContain('<title>409 Conflict – HTTP errors</title>');
  }
}

test('examples/catalogue.js: every pointer of a failed answer leads to its page', async () => {
  const script = startScript(['examples/catalogue.js'], { PORT: '0' });
  const [, origin = ''] = await script.until(/^listening on (http:\/\/127\.0\.0\.1:\d+)$/m);
  await followHelp(origin);
  expect((await ask(`${origin}/errors/409`, 'application/json')).headers.get('content-type')).toBe('application/json');
});

describe('the blocks of docs/catalogue.md, as printed', () => {
  test.each(['Express', 'Koa'])('%s', async (heading) => {
    const { origin } = await startBlock(blockUnder('docs/catalogue.md', heading));
    await followHelp(origin);
    const missing = await ask(`${origin}/errors/999`, 'application/json');
    expect(missing.status).toBe(404);
    const refused = await fetch(`${origin}/errors/502`, { method: 'POST' });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});
