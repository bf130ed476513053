import { request as sendRequest } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from './built-package.ts';
import { expectTruth } from './playground-truth.ts';
import { findScenarios, startPlayground } from './start-playground.ts';

beforeAll(ensureBuilt, 60_000);

/** Some scenarios wait for a second, and the playground runs eight at a time. */
async function forEach<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const work = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await run(item);
  };
  await Promise.all(Array.from({ length: 6 }, work));
}

describe('the playground', { timeout: 60_000 }, () => {
  test('shows every scenario on both hosts as a direct request sees it, with the record of that very request', async () => {
    const { origin, show, stop } = await startPlayground();
    const ids = await findScenarios(origin);
    expect(ids.filter((id) => id.startsWith('status-'))).toHaveLength(40);
    expect(ids.length).toBeGreaterThan(80);
    await forEach(ids, async (id) => {
      const shown = await show(`scenario=${id}`);
      expect(shown.map(({ host }) => host)).toEqual(['Express', 'Koa']);
      for (const one of shown) await expectTruth(id, one);
    });
    await stop();
  });

  test('a record belongs to its request, however many are under way', async () => {
    const { show, stop } = await startPlayground();
    const queries = ['get-fetch-hangs', 'status-500', 'get-fetch-refused', 'status-500', 'thrown-null', 'status-404'];
    const pages = await Promise.all(queries.map((id) => show(`scenario=${id}`)));
    for (const one of pages.flat())
      expect(one.request).toContain(`X-Request-Id: ${one.record?.['failwell.request_id']}\n`);
    await stop();
  });

  test('format, Accept, method and members are what the gateways are asked with', async () => {
    const { show, stop } = await startPlayground();
    const cases: readonly (readonly [query: string, expected: RegExp])[] = [
      ['format=problem', /^Content-Type: application\/problem\+json$/m],
      ['format=negotiate&accept=text/html', /^Content-Type: text\/html; charset=utf-8$[\s\S]*\n\n<!doctype html>/m],
      ['format=negotiate&accept=text/plain', /^Content-Type: text\/plain; charset=utf-8$/m],
      ['method=HEAD', /^Content-Length: 46\n(?:[\w-]+: .*\n)*\n$/m],
      ['include=status&include=retry', /"status":"UNAVAILABLE","retry":\{"retryable":true,/],
      ['include=requestId', /"requestId":"[0-9a-f-]{36}"/],
      ['include=traceId', /"traceId":"[0-9a-f]{32}"/],
    ];
    for (const [query, expected] of cases) {
      for (const { response } of await show(`scenario=get-fetch-refused&${query}`)) expect(response).toMatch(expected);
    }
    await stop();
  });

  test('the advice is what a client makes of the response', async () => {
    const { show, stop } = await startPlayground();
    for (const { advice } of await show('scenario=get-axios-limited&include=retry')) {
      expect(advice).toEqual([
        '7',
        '{"retryable":true,"after":7}',
        '{"retryable":true,"after":7,"afterMs":7000,"idempotentOnly":false,"source":"header"}',
        'Come back after 7 s, not earlier.',
      ]);
    }
    // A POST may have been carried out: no hint.
    const lasts: readonly (readonly [query: string, field: RegExp, words: RegExp])[] = [
      ['scenario=get-fetch-refused&method=GET', /^[1-9]\d?$/, /^Come back after [1-9]\d? s/],
      ['scenario=get-fetch-refused&method=POST', /^no such field$/, /^Do not repeat a POST/],
      ['scenario=status-404', /^no such field$/, /^Do not repeat the request as it is/],
      ['scenario=stream-length', /^no such field$/, /^The message is cut/],
      ['scenario=client-leaves', /^no such field$/, /^Nobody knows/],
      ['scenario=get-fetch-works', /^no such field$/, /^There is nothing to repeat/],
    ];
    for (const [query, field, words] of lasts) {
      for (const { advice } of await show(query)) {
        expect(advice[0], query).toMatch(field);
        expect(advice.at(-1), query).toMatch(words);
      }
    }
    await stop();
  });

  test('hostile text is shown as text, and no secret is shown', async () => {
    const { origin, stop } = await startPlayground();
    const answer = await fetch(`${origin}/?scenario=hostile-text&format=negotiate&accept=text/html`);
    const page = await answer.text();
    expect(page.match(/<script\b[^>]*>/g)).toEqual(['<script src="/playground.js" defer>']);
    expect(page).not.toMatch(/<img|<style|\sstyle=/);
    expect(page).toContain('&lt;script&gt;alert(');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    );
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
    for (const id of ['get-axios-unauthorized', 'get-axios-broken', 'database-away']) {
      const shown = await (await fetch(`${origin}/?scenario=${id}`)).text();
      expect(shown).not.toMatch(/upstream-secret|gateway-token/);
    }
    await stop();
  });

  test('what is not on its lists is refused, and so are other hosts, methods and paths', async () => {
    const { origin, stop } = await startPlayground();
    const statusTo = async (path: string, init: RequestInit = {}): Promise<number> =>
      (await fetch(`${origin}${path}`, init)).status;
    expect(await statusTo('/?scenario=http://example.org/')).toBe(404);
    expect(await statusTo('/?scenario=__proto__')).toBe(404);
    expect(await statusTo('/?scenario=status-404&format=xml')).toBe(400);
    expect(await statusTo('/?scenario=status-404&accept=a%0d%0ab')).toBe(400);
    expect(await statusTo('/?scenario=status-404&method=DELETE')).toBe(400);
    expect(await statusTo('/?include=stack')).toBe(400);
    expect(await statusTo('/../../package.json')).toBe(404);
    expect(await statusTo('/', { method: 'POST' })).toBe(405);
    const rebound = await new Promise((resolve, reject) => {
      const { port } = new URL(origin);
      sendRequest({ port, headers: { Host: 'evil.example' } }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(rebound).toBe(403);
    const many = await Promise.all(Array.from({ length: 20 }, () => statusTo('/?scenario=get-fetch-hangs')));
    expect([...new Set(many)].sort()).toEqual([200, 503]);
    expect(many.filter((status) => status === 200)).toHaveLength(8);
    await stop();
  });
});
