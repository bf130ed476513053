import express from 'express';
import { beforeAll, describe, expect, test } from 'vitest';
import { errorHandler } from '../../src/express.ts';
import { Conflict, ServiceUnavailable } from '../../src/index.ts';
import { blockUnder } from '../docs/markdown.ts';
import { printed } from '../docs/start-block.ts';
import { ensureBuilt } from '../examples/built-package.ts';
import { serve } from '../support/servers.ts';

const page = 'docs/client.md';

function service() {
  const app = express();
  app.get('/orders/7', () => {
    throw new Conflict('Order 7 is locked', { reason: 'ORDER_LOCKED', details: { by: 'billing' } });
  });
  app.get('/busy', () => {
    throw new ServiceUnavailable({ retryAfter: 7 });
  });
  return app.use(errorHandler({ logger: false }));
}

beforeAll(ensureBuilt, 120_000);

describe('docs/client.md, as printed', () => {
  test.each(['Reading a failure: failwell/client', 'Client libraries', 'When to come back'])('%s', async (heading) => {
    const { url } = await serve(service());
    const output = await printed(`const url = '${url}';\n${blockUnder(page, heading)}`);
    // Node breaks a long object into lines.
    expect(output.replaceAll(/\s+/g, ' ').trim()).toBe(blockUnder(page, heading, 'text').trim());
  });

  test('In a gateway', async () => {
    const { url } = await serve(service());
    const output = await printed(`
import express from 'express';
const app = express();
const url = '${url}';
${blockUnder(page, 'In a gateway')}
const server = app.listen(0, '127.0.0.1', async () => {
  const answer = await fetch(\`http://127.0.0.1:\${server.address().port}/orders/7\`);
  console.log(answer.status, await answer.text());
  server.closeAllConnections();
  server.close();
});`);
    expect(output).toContain('502 {"error":{"code":502,"message":"Bad Gateway"}}');
    // The record on the console.
    expect(output).toContain('Order 7 is locked');
  });
});
