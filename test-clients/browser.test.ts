import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startChromium } from '../scripts/real-parts/chromium.ts';
import { hostNames, serve } from './app/start-app.ts';
import { check } from './support/check.ts';
import { useFleet } from './support/fleet.ts';

const fleet = useFleet();
let browser: Browser;
let context: BrowserContext;
let page: Page;
let otherOrigin: { port: number; stop: () => Promise<void> };

beforeAll(async () => {
  browser = await startChromium();
  otherOrigin = await serve((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>other</title>');
  });
});
afterAll(async () => {
  await browser?.close();
  await otherOrigin?.stop();
});
beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
});
afterEach(() => context.close());

interface Seen {
  readonly status?: number;
  readonly retryAfter?: string | null;
  readonly body?: string;
  readonly failed?: string;
}

/** fetch() in the page: what its script sees. */
function fetchInPage(url: string, upload?: number): Promise<Seen> {
  return page.evaluate(
    async ([target, size]): Promise<Seen> => {
      try {
        const init = typeof size === 'number' ? { method: 'POST', body: 'x'.repeat(size) } : {};
        const response = await fetch(String(target), init);
        const body = await response.text();
        return { status: response.status, retryAfter: response.headers.get('retry-after'), body };
      } catch (error) {
        return { failed: String(error) };
      }
    },
    [url, upload],
  );
}

describe.each(hostNames)('%s in Chromium', (host) => {
  it.for([
    ['cors-hidden', null],
    ['cors-exposed', '7'],
  ] as const)('a page on another origin reads status, body and header: %s', async ([route, retryAfter], test) => {
    check(test, 'Chromium', 'CORS');
    await page.goto(`http://127.0.0.1:${otherOrigin.port}/`);
    const seen = await fetchInPage(`${fleet.origin(host)}/${route}/${fleet.newKey()}`);
    expect(seen).toMatchObject({ status: 503, retryAfter });
    expect(JSON.parse(seen.body ?? '')).toEqual({
      error: { code: 503, message: 'Service Unavailable', retry: { retryable: true, after: 7 } },
    });
  });

  it.for([404, 502, 503])(
    'stale fields: a page with the %s is shown, nothing is downloaded or stored',
    async (status, test) => {
      check(test, 'Chromium', 'stale fields');
      const downloads: string[] = [];
      page.on('download', (download) => downloads.push(download.suggestedFilename()));
      const key = fleet.newKey();
      const url = `${fleet.origin(host)}/stale-${status}/${key}`;
      const response = await page.goto(url);
      expect(response?.status()).toBe(status);
      expect(await page.getByText(`"code":${status}`).isVisible()).toBe(true);
      await page.goto('about:blank');
      await page.goto(url);
      expect(downloads).toEqual([]);
      expect(fleet.app(host).attempts.count(key)).toBe(2);
    },
  );

  it.for(['cut-chunked', 'cut-length', 'cut-cacheable', 'cut-stream'])(
    'a cut body rejects: %s',
    async (route, test) => {
      check(test, 'Chromium', 'cut body');
      await page.goto(`${fleet.origin(host)}/ok/${fleet.newKey()}`);
      const seen = await fetchInPage(`${fleet.origin(host)}/${route}/${fleet.newKey()}`);
      expect(seen).toEqual({ failed: expect.stringContaining('TypeError') });
    },
  );

  it.for([2 ** 16, 2 ** 20, 2 ** 24])('an upload of %s bytes reads its 413', async (size, test) => {
    check(test, 'Chromium', '413');
    await page.goto(`${fleet.origin(host)}/ok/${fleet.newKey()}`);
    for (let round = 0; round < 3; round += 1) {
      const seen = await fetchInPage(`${fleet.origin(host)}/upload/${fleet.newKey()}`, size);
      expect(seen).toMatchObject({ status: 413, body: expect.stringContaining('at most 1 KB') });
    }
  });
});
