import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { startNginx } from '../scripts/real-parts/nginx.ts';
import { ServiceUnavailable } from '../src/index.ts';
import { errorHandler } from '../src/node.ts';
import { blockUnder } from '../test/docs/markdown.ts';
import { serve } from '../test/support/servers.ts';

const advice = blockUnder('docs/recipes/behind-a-proxy.md', 'nginx', 'nginx');

it('the configuration of docs/recipes/behind-a-proxy.md keeps Server, hint and body, and brings an id and HTTP/1.1', async () => {
  const fail = errorHandler({ server: 'orders', include: ['requestId'], logger: false });
  const versions: string[] = [];
  const { url } = await serve(
    createServer((request, response) => {
      versions.push(request.httpVersion);
      fail(new ServiceUnavailable('closed', { retryAfter: 7 }), request, response);
    }),
  );
  expect(advice).toContain('http://127.0.0.1:3000');
  const nginx = await startNginx({ server: advice.replace('http://127.0.0.1:3000', url) });
  onTestFinished(nginx.stop);
  const response = await fetch(`http://127.0.0.1:${nginx.port}/orders/7`);
  expect([response.status, response.headers.get('server'), response.headers.get('retry-after')]).toEqual([
    503,
    'orders',
    '7',
  ]);
  expect(await response.json()).toEqual({
    error: { code: 503, message: 'Service Unavailable', requestId: expect.stringMatching(/^[0-9a-f]{32}$/) },
  });
  expect(versions).toEqual(['1.1']);
});
