import type { RequestListener } from 'node:http';
import express from 'express';
import Koa from 'koa';
import { describe, expect, it } from 'vitest';
import { errorHandler, notFoundHandler } from '../src/express.ts';
import { type ErrorHandlerOptions, NotFound, ServiceUnavailable, UnprocessableContent } from '../src/index.ts';
import { installErrorHandler } from '../src/koa.ts';
import { serve } from '../test/support/servers.ts';
import { expectGoodPage } from './support/good-page.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { dark, desktop, light, phone, useBrowser, views } from './support/use-browser.ts';

const browser = useBrowser();

const long = 'The_order_4711_that_you_asked_for_was_moved_to_an_archive_whose_name_does_not_break'.repeat(2);
const failures: Readonly<Record<string, () => unknown>> = {
  unavailable: () => new ServiceUnavailable('deploying', { retryAfter: 20, expose: true }),
  invalid: () => new UnprocessableContent('The quantity must be at least 1.', { reason: 'QUANTITY_TOO_SMALL' }),
  missing: () => new NotFound(long),
  bug: () => new TypeError('secret', { cause: new Error('inner') }),
};

function fail(path: string): never {
  throw failures[path.slice(1)]?.() ?? new NotFound();
}

function expressApp(options: ErrorHandlerOptions): RequestListener {
  const app = express();
  app.get('/:failure', ({ path }) => fail(path));
  return app.use(notFoundHandler()).use(errorHandler(options));
}

function koaApp(options: ErrorHandlerOptions): RequestListener {
  const app = new Koa();
  installErrorHandler(app, options);
  app.use(({ path }) => fail(path));
  return app.callback();
}

const options: ErrorHandlerOptions = {
  format: 'negotiate',
  include: ['requestId', 'retry'],
  help: '/errors',
  logger: false,
};

const hosts = [
  ['Express 5', expressApp],
  ['Koa 3', koaApp],
] as const;

const pages = [
  ...views.map(([view, contextOptions]) => ['unavailable', 503, view, contextOptions] as const),
  ['invalid', 422, 'light', [desktop, light]],
  ['missing', 404, 'phone', [phone, light]],
  ['bug', 500, 'dark', [desktop, dark]],
] as const;

describe.each(hosts)('HTML error page, %s', (host, createApp) => {
  it.each(pages)('reads well and passes axe-core: /%s, %s, %s', async (path, status, view, contextOptions) => {
    const { url } = await serve(createApp(options));
    const opened = await browser.open(...contextOptions);
    const response = await opened.page.goto(`${url}/${path}`);
    expect(response?.status()).toBe(status);
    expect(response?.headers()['content-type']).toBe('text/html; charset=utf-8');
    expect(await opened.page.getByRole('heading', { level: 1 }).textContent()).toMatch(new RegExp(`^${status} \\w`));
    await expectGoodPage(opened);
    await takeScreenshot(opened.page, `error ${host} ${status} ${view}`);
  });

  it('its style is applied under its own policy', async () => {
    const { url } = await serve(createApp(options));
    const { page } = await browser.open(light);
    await page.goto(`${url}/bug`);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(250, 250, 249)');
  });

  it.each(views)('with debug the stack opens and closes without a script: %s', async (view, contextOptions) => {
    const { url } = await serve(createApp({ ...options, debug: true }));
    const opened = await browser.open(...contextOptions);
    await opened.page.goto(`${url}/bug`);
    const stack = opened.page.getByText('Stack', { exact: true });
    const shown = opened.page.getByText('TypeError: secret').locator('visible=true');
    const before = await shown.count();
    await stack.click();
    expect(await shown.count()).not.toBe(before);
    await stack.click();
    await expectGoodPage(opened);
    await takeScreenshot(opened.page, `error ${host} debug ${view}`);
  });
});
