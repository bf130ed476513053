import jwt from 'jsonwebtoken';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { replying } from '../../live-tests/support/upstreams.ts';
import { ensureBuilt } from '../examples/built-package.ts';
import type { Script } from '../examples/script.ts';
import { serve } from '../support/servers.ts';
import { blockUnder } from './markdown.ts';
import { json, read } from './read-answer.ts';
import { runModule, startBlock } from './start-block.ts';

// Every service of docs/recipes/ as printed, in a process of its own, asked for what its page promises.

beforeAll(ensureBuilt, 120_000);

const recipe = (name: string): string => `docs/recipes/${name}.md`;

describe(recipe('authentication'), () => {
  const code = blockUnder(recipe('authentication'), 'A bearer token');
  const bearer = (token: string): RequestInit => ({ headers: { Authorization: `Bearer ${token}` } });

  test('a missing token, an expired one, another scope, and one that is good', async () => {
    const service = await startBlock(code, { env: { TOKEN_KEY: 'k'.repeat(32) } });
    const sign = (claims: object): string => jwt.sign(claims, 'k'.repeat(32));
    const none = await read(service, '/orders/7');
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="orders"']);
    expect(none.error).toEqual({ code: 401, message: 'A token is needed' });
    for (const token of [sign({ exp: 1 }), 'forged', jwt.sign({}, 'another key')]) {
      const refused = await read(service, '/orders/7', bearer(token));
      expect([refused.status, refused.headers.get('www-authenticate')?.startsWith('Bearer')]).toEqual([401, true]);
      expect(refused.text).not.toMatch(/jwt|signature|malformed/i);
    }
    const scope = await read(service, '/orders/7', bearer(sign({ scope: 'orders:write' })));
    expect([scope.status, scope.error]).toEqual([403, expect.objectContaining({ reason: 'SCOPE_MISSING' })]);
    expect(scope.headers.get('www-authenticate')).toContain('scope="orders:read"');
    expect((await read(service, '/orders/7', bearer(sign({ scope: 'orders:read' })))).text).toBe('{"id":"7"}');
  });

  test('a service without a key is at fault itself', async () => {
    const service = await startBlock(code, { env: { TOKEN_KEY: '' } });
    expect((await read(service, '/orders/7', bearer(jwt.sign({}, 'x')))).status).toBe(500);
  });
});

describe(recipe('rate-limits'), () => {
  test('the third request is told how long to wait', async () => {
    const service = await startBlock(blockUnder(recipe('rate-limits'), 'A fixed window'));
    expect([(await read(service, '/')).status, (await read(service, '/')).status]).toEqual([200, 200]);
    const refused = await read(service, '/');
    const after = Number(refused.headers.get('retry-after'));
    expect(after).toBeGreaterThan(50);
    expect(after).toBeLessThanOrEqual(60);
    expect(refused.headers.get('ratelimit-policy')).toBe('"default";q=2;w=60');
    expect(refused.headers.get('ratelimit')).toBe(`"default";r=0;t=${after}`);
    expect(refused.error).toEqual({
      code: 429,
      message: 'At most 2 requests in 60 s',
      reason: 'RATE_LIMIT',
      retry: { retryable: true, after },
    });
  });

  test('the handler for express-rate-limit hands on a 429 with the end of the window', async () => {
    const driver = `block.limits.handler({ rateLimit: { resetTime: new Date(Date.now() + 30_000) } }, {}, (error) =>
      show([error.status, error.retryAfter]));`;
    const [status, resetTime] = (await runModule(blockUnder(recipe('rate-limits'), 'express-rate-limit'), driver)) as [
      number,
      string,
    ];
    expect([status, Date.parse(resetTime) > Date.now()]).toEqual([429, true]);
  });
});

/** The records of failwell among the lines that a service has printed in full. */
function recordsOf(script: Script): readonly Record<string, unknown>[] {
  return script
    .output()
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => 'failwell.domain' in line);
}

test(`${recipe('logging')}: one record, by the logger of the request, and an id to quote`, async () => {
  const service = await startBlock(blockUnder(recipe('logging'), 'pino-http'));
  const answer = await read(service, '/orders/7');
  const id = answer.headers.get('x-request-id');
  expect(answer.error).toEqual({ code: 502, message: 'Bad Gateway', requestId: id });
  await service.script.until(/request (?:errored|completed)/);
  const next = (await read(service, '/orders/8')).headers.get('x-request-id');
  const idsOf = (records: readonly Record<string, unknown>[]): unknown[] =>
    records.map((record) => record['failwell.request_id']);
  // What is logged comes in order: once the next request has its record, a second one of this request would be there too.
  await vi.waitUntil(() => idsOf(recordsOf(service.script)).includes(next), { timeout: 10_000 });
  const records = recordsOf(service.script);
  expect(idsOf(records)).toEqual([id, next]);
  expect(records[0]).toMatchObject({ 'exception.message': 'orders answered with HTML', req: { id } });
});

test(`${recipe('translations')}: German for who asks for it`, async () => {
  const service = await startBlock(blockUnder(recipe('translations'), 'Translated messages'));
  const german: RequestInit = { headers: { 'Accept-Language': 'de-AT, en;q=0.5' } };
  const known = await read(service, '/orders/7', german);
  expect(known.error).toEqual({ code: 404, message: 'Diese Bestellung gibt es nicht.', reason: 'ORDER_UNKNOWN' });
  expect([known.headers.get('content-language'), known.headers.get('vary')]).toEqual(['de', 'Accept-Language']);
  expect((await read(service, '/broken', german)).error).toMatchObject({
    message: expect.stringMatching(/^Das hat nicht/),
  });
  expect((await read(service, '/orders/7')).error).toMatchObject({ message: 'There is no such order.' });
});

test(`${recipe('validation')}: the answer is the one that the page prints`, async () => {
  const service = await startBlock(blockUnder(recipe('validation'), 'A middleware'));
  const refused = await read(service, '/orders', json({ sku: 7, count: 0 }));
  expect(refused.status).toBe(422);
  expect(JSON.parse(refused.text)).toEqual(JSON.parse(blockUnder(recipe('validation'), 'A middleware', 'json')));
  const taken = await read(service, '/orders?dryRun=true', json({ sku: 'a', count: 1 }));
  expect(JSON.parse(taken.text)).toEqual({ order: { sku: 'a', count: 1 }, query: { dryRun: true } });
  expect((await read(service, '/orders', { method: 'POST', body: 'text' })).status).toBe(422);
});

describe(recipe('uploads'), () => {
  const form = (name: string, bytes: number): RequestInit => {
    const body = new FormData();
    body.set(name, new Blob([new Uint8Array(bytes)]), 'a.png');
    return { method: 'POST', headers: { Authorization: 'Bearer x' }, body };
  };

  test('taken, too large, an unknown field, refused before the body', async () => {
    const service = await startBlock(blockUnder(recipe('uploads'), 'Uploads'));
    expect((await read(service, '/pictures', form('picture', 1000))).text).toBe('{"bytes":1000}');
    expect((await read(service, '/pictures', form('picture', 1024 * 1024 + 1))).status).toBe(413);
    expect((await read(service, '/pictures', form('other', 10))).status).toBe(400);
    const large = await read(service, '/pictures', form('picture', 8 * 1024 * 1024));
    expect([large.status, large.error]).toEqual([413, expect.objectContaining({ reason: 'FILE_TOO_LARGE' })]);
    const stranger = await read(service, '/pictures', { ...form('picture', 10), headers: {} });
    expect([stranger.status, stranger.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });
});

describe(recipe('streaming'), () => {
  test('a download that cannot begin is an ordinary answer', async () => {
    const service = await startBlock(blockUnder(recipe('streaming'), 'A download'));
    const missing = await read(service, '/reports/may.csv');
    expect([missing.status, missing.headers.get('content-type'), missing.error]).toEqual([
      404,
      'application/json',
      { code: 404, message: 'No such report' },
    ]);
  });

  test('events: a status before the first one, a cut after it', async () => {
    const service = await startBlock(blockUnder(recipe('streaming'), 'Server-sent events'));
    expect((await read(service, '/prices')).text).toBe('data: {"cents":100}\n\ndata: {"cents":101}\n\n');
    expect((await read(service, '/prices?fails=at+once')).status).toBe(502);
    const response = await fetch(`${service.origin}/prices?fails=later`);
    const parts: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const part of response.body ?? []) parts.push(Buffer.from(part).toString());
    };
    await expect(reading()).rejects.toThrow('terminated');
    expect(parts.join('')).toBe(
      'data: {"cents":100}\n\nevent: failure\ndata: {"error":{"code":500,"message":"Internal Server Error"}}\n\n',
    );
    await service.script.until(/the ticker broke/);
  });
});

test(`${recipe('graphql')}: transport errors have a status, resolver errors a place in the result`, async () => {
  const service = await startBlock(blockUnder(recipe('graphql'), 'GraphQL'));
  const ask = async (query: string) => {
    const { status, text } = await read(service, '/graphql', json({ query }));
    return [status, JSON.parse(text)];
  };
  expect(await ask('{ order(id: "7") }')).toEqual([200, { data: { order: 'a bicycle' } }]);
  expect(await ask('{ order(id: "8") stock }')).toEqual([
    200,
    {
      data: { order: null, stock: null },
      errors: [
        expect.objectContaining({
          message: 'There is no order 8',
          path: ['order'],
          extensions: { code: 'ORDER_UNKNOWN' },
        }),
        expect.objectContaining({ message: 'Internal Server Error', path: ['stock'], extensions: { code: 500 } }),
      ],
    },
  ]);
  expect(await ask('{ order(')).toEqual([
    400,
    { errors: [{ message: expect.stringContaining('Syntax Error'), extensions: { code: 400 } }] },
  ]);
  expect(await ask('{ nothing }')).toEqual([
    400,
    { errors: [expect.objectContaining({ message: expect.stringContaining('nothing') })] },
  ]);
  expect((await read(service, '/graphql', json({}))).text).toContain('A query is needed');
});

describe(recipe('serverless'), () => {
  test('a fetch handler', async () => {
    const driver = `
      const ask = async (id) => { const r = await block.GET(new Request('https://x.test/orders/' + id)); return [r.status, await r.json()]; };
      show([await ask('7'), await ask('8'), block.default.fetch === block.GET]);`;
    const code = blockUnder(recipe('serverless'), 'Workers, Bun, Deno, Next route handlers');
    expect(await runModule(code, driver)).toEqual([
      [200, { id: '7' }],
      [404, { error: { code: 404, message: 'There is no order 8' } }],
      true,
    ]);
  });

  test('Lambda: a result, and a 502 of an upstream that refuses', async () => {
    const event = {
      rawPath: '/orders/7',
      rawQueryString: 'a=1',
      headers: { host: 'x.lambda-url.test' },
      requestContext: { domainName: 'x.lambda-url.test', http: { method: 'GET' } },
      isBase64Encoded: false,
    };
    const { url } = await serve(replying(200));
    const code = blockUnder(recipe('serverless'), 'AWS Lambda');
    const driver = `show(await block.handler(${JSON.stringify(event)}));`;
    expect(await runModule(code, driver, { upstream: url })).toMatchObject({ statusCode: 200 });
    expect(await runModule(code, driver)).toMatchObject({
      statusCode: 502,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: '{"error":{"code":502,"message":"Bad Gateway"}}',
    });
  });
});

test(`${recipe('behind-a-proxy')}: the id of the proxy comes back, and so does what the parser refuses`, async () => {
  const service = await startBlock(blockUnder(recipe('behind-a-proxy'), 'The service'));
  const answer = await read(service, '/nowhere', { headers: { 'X-Request-Id': 'abc-1' } });
  expect(answer.error).toEqual({ code: 404, message: 'Not Found', requestId: 'abc-1' });
  expect(answer.headers.get('server')).toBe('orders');
  const { ask } = await import('../support/ask.ts');
  expect(await ask(service.port, 'GET / HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 400[\s\S]*Server: orders[\s\S]*"code":400/,
  );
});
