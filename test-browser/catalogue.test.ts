import type { RequestListener } from 'node:http';
import express from 'express';
import Koa from 'koa';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { catalogue, statusCatalogue } from '../src/catalogue.ts';
import { errorHandler, notFoundHandler } from '../src/express.ts';
import { BadGateway } from '../src/index.ts';
import { installErrorHandler } from '../src/koa.ts';
import { serve } from '../test/support/servers.ts';
import { findBarriers, sidewaysScroll } from './support/accessibility.ts';
import { expectGoodPage } from './support/good-page.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { dark, desktop, light, phone, useBrowser, withoutScripts } from './support/use-browser.ts';

const browser = useBrowser();
const options = { format: 'negotiate', help: '/errors', logger: false } as const;

function expressApp(): RequestListener {
  const app = express();
  app.use('/errors', catalogue());
  app.get('/fails', () => {
    throw new BadGateway('orders are away');
  });
  return app.use(notFoundHandler()).use(errorHandler(options));
}

function koaApp(): RequestListener {
  const app = new Koa();
  installErrorHandler(app, options);
  app.use(catalogue());
  app.use(({ path }) => {
    if (path === '/fails') throw new BadGateway('orders are away');
  });
  return app.callback();
}

const views = [
  ['light', [desktop, light]],
  ['dark', [desktop, dark]],
  ['phone', [phone, light]],
  ['phone, dark', [phone, dark]],
  ['no scripts', [phone, light, withoutScripts]],
] as const;

const rows = (page: Page): ReturnType<Page['locator']> => page.locator('tbody tr:visible');

describe.each(views)('catalogue pages: %s', (view, contextOptions) => {
  it.each(['', '/502'])('/errors%s reads well and passes axe-core', async (path) => {
    const { url } = await serve(expressApp());
    const opened = await browser.open(...contextOptions);
    const response = await opened.page.goto(`${url}/errors${path}`);
    expect(response?.status()).toBe(200);
    await expectGoodPage(opened);
    await takeScreenshot(opened.page, `catalogue ${path || 'list'} ${view}`);
  });
});

describe('every page of the catalogue', () => {
  it('has no barrier, logs no error, does not scroll sideways on a phone, and names itself', async () => {
    const { url } = await serve(expressApp());
    const { page, troubles } = await browser.open(phone);
    const findings: string[] = [];
    for (const { code, phrase } of statusCatalogue) {
      await page.goto(`${url}/errors/${code}`);
      findings.push(...(await findBarriers(page)).map((finding) => `${code}: ${finding}`));
      if ((await sidewaysScroll(page)) > 0) findings.push(`${code}: scrolls sideways`);
      expect(await page.title()).toBe(`${code} ${phrase} – HTTP errors`);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(`${code} ${phrase}`);
    }
    expect(findings).toEqual([]);
    expect(troubles).toEqual([]);
  }, 300_000);
});

describe.each([
  ['Express 5', expressApp],
  ['Koa 3', koaApp],
] as const)('a reader on %s', (_, createApp) => {
  it('follows the link of an error page to its status, to a better one, to the list and on', async () => {
    const { url } = await serve(createApp());
    const { page, troubles } = await browser.open();
    await page.goto(`${url}/fails`);
    await page.getByRole('link', { name: 'More about 502 Bad Gateway' }).click();
    expect(page.url()).toBe(`${url}/errors/502`);
    await page.getByRole('link', { name: '504 Gateway Timeout' }).first().click();
    expect(page.url()).toBe(`${url}/errors/504`);
    await page.getByRole('link', { name: 'All HTTP errors' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('HTTP errors');
    await page.getByRole('link', { name: '429 Too Many Requests' }).first().click();
    expect(page.url()).toBe(`${url}/errors/429`);
    expect(troubles).toEqual([]);
  });
});

describe('the filter of the list', () => {
  it('keeps the rows that have every word, hides what is empty, and says how many are left', async () => {
    const { url } = await serve(expressApp());
    const opened = await browser.open(phone);
    const { page } = opened;
    await page.goto(`${url}/errors`);
    expect(await rows(page).count()).toBe(statusCatalogue.length);
    const input = page.getByRole('searchbox', { name: 'Filter by number, name or use' });
    await input.pressSequentially('gateway TIMEOUT');
    expect(await rows(page).getByRole('link').first().textContent()).toBe('504 Gateway Timeout');
    const left = await rows(page).count();
    expect(left).toBeLessThan(10);
    expect(await page.getByRole('status').textContent()).toBe(`${left} of ${statusCatalogue.length} statuses`);
    expect(await page.getByRole('heading', { name: 'Client errors (4xx)' }).isVisible()).toBe(false);
    await expectGoodPage(opened);
    await takeScreenshot(page, 'catalogue filtered phone');
    await input.fill('no such status');
    expect(await rows(page).count()).toBe(0);
    expect(await page.getByRole('status').textContent()).toBe(`0 of ${statusCatalogue.length} statuses`);
    await expectGoodPage(opened);
    await input.fill('');
    expect(await rows(page).count()).toBe(statusCatalogue.length);
    expect(await page.getByRole('status').textContent()).toBe('');
  });

  it('still holds when a reader comes back', async () => {
    const { url } = await serve(expressApp());
    const { page } = await browser.open();
    await page.goto(`${url}/errors`);
    await page.getByRole('searchbox').fill('teapot');
    await rows(page).getByRole('link').first().click();
    await page.waitForURL('**/errors/418');
    await page.goBack();
    const typed = await page.getByRole('searchbox').inputValue();
    expect(await rows(page).count()).toBe(typed === 'teapot' ? 1 : statusCatalogue.length);
  });

  it('is not there without scripts: the list is whole', async () => {
    const { url } = await serve(expressApp());
    const { page } = await browser.open(withoutScripts);
    await page.goto(`${url}/errors`);
    expect(await page.getByRole('searchbox').count()).toBe(0);
    expect(await rows(page).count()).toBe(statusCatalogue.length);
    await page.getByRole('link', { name: '502 Bad Gateway' }).first().click();
    expect(page.url()).toBe(`${url}/errors/502`);
  });
});

const focused = (page: Page): Promise<string> =>
  page.evaluate<string>('document.activeElement.id || document.activeElement.textContent');

describe('with the keyboard alone', () => {
  it('skips to the list, filters, opens the first status left with Enter', async () => {
    const { url } = await serve(expressApp());
    const { page } = await browser.open();
    await page.goto(`${url}/errors`);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the list');
    expect(await page.getByRole('link', { name: 'Skip to the list' }).boundingBox()).toMatchObject({ x: 8 });
    await takeScreenshot(page, 'catalogue skip link');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('main');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('filter');
    await page.keyboard.type('unreach');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/errors\/\d{3}$/);
  });

  it('sees where the focus is', async () => {
    const { url } = await serve(expressApp());
    const { page } = await browser.open(dark);
    await page.goto(`${url}/errors/502`);
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('Tab');
      const outline = 'getComputedStyle(document.activeElement)';
      expect(await page.evaluate(`${outline}.outlineStyle + ' ' + ${outline}.outlineWidth`)).toBe('solid 3px');
    }
  });

  it('jumps to a category, and the focus goes with it', async () => {
    const { url } = await serve(expressApp());
    const { page } = await browser.open();
    await page.goto(`${url}/errors`);
    await page.getByRole('link', { name: 'Server errors (5xx)' }).focus();
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('server-errors');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('500 Internal Server Error');
  });
});
