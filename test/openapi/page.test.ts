import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, expect, test } from 'vitest';
import { blockUnder } from '../docs/markdown.ts';
import { startBlock } from '../docs/start-block.ts';
import { ensureBuilt } from '../examples/built-package.ts';
import { createChecker } from './openapi-document.ts';

beforeAll(ensureBuilt, 120_000);

test('the documented API, as printed: its document is valid, and its answers are as documented', async () => {
  const { origin } = await startBlock(blockUnder('docs/openapi.md', 'A documented API'));
  const document = (await (await fetch(`${origin}/openapi.json`)).json()) as Record<string, unknown>;
  expect((await new Validator().validate(structuredClone(document))).errors ?? []).toEqual([]);
  const checker = createChecker(document);
  for (const [method, status] of [
    ['get', 404],
    ['delete', 409],
  ] as const) {
    const response = await fetch(`${origin}/orders/7`, { method: method.toUpperCase() });
    const body = await response.text();
    expect(response.status).toBe(status);
    expect(checker.check(checker.find('/orders/{id}', method, status), { headers: response.headers, body })).toEqual(
      [],
    );
  }
});
