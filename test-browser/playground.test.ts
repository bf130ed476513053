import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../test/examples/built-package.ts';
import { readPage, type Shown } from '../test/examples/playground-page.ts';
import { expectTruth } from '../test/examples/playground-truth.ts';
import { findScenarios, startPlayground } from '../test/examples/start-playground.ts';
import { expectGoodPage } from './support/good-page.ts';
import { takeScreenshot } from './support/screenshot.ts';
import { light, phone, useBrowser, views } from './support/use-browser.ts';

const browser = useBrowser();
beforeAll(ensureBuilt, 60_000);

/** Presses the button of a scenario, waits for what comes back and reads it from the page as it is then. */
async function press(page: Page, scenario: string): Promise<readonly Shown[]> {
  await page.locator(`nav button[value="${scenario}"]`).click();
  await page.locator(`nav button[value="${scenario}"][aria-current]`).waitFor();
  return readPage(await page.content());
}

const summary = (page: Page): Promise<string | null> => page.getByRole('status').textContent();

describe('the playground in Chromium', () => {
  it('every scenario on both hosts shows what a direct request gets', { timeout: 180_000 }, async () => {
    const { origin, stop } = await startPlayground();
    const { page, troubles } = await browser.open(light);
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(origin);
    const scenarios = await findScenarios(origin);
    expect(scenarios.length).toBeGreaterThan(80);
    for (const scenario of scenarios) {
      const shown = await press(page, scenario);
      expect(shown.map(({ host }) => host)).toEqual(['Express', 'Koa']);
      for (const one of shown) await expectTruth(scenario, one);
    }
    expect(dialogs).toEqual([]);
    expect(troubles).toEqual([]);
    await stop();
  });

  it.each(views)('reads well and passes axe-core: %s', async (view, contextOptions) => {
    const { origin, stop } = await startPlayground();
    const opened = await browser.open(...contextOptions);
    const { page } = opened;
    await page.goto(origin);
    await expectGoodPage(opened);
    await takeScreenshot(page, `playground start ${view}`);
    for (const scenario of ['hostile-text', 'stream-length']) {
      await press(page, scenario);
      for (const details of await page.locator('main summary').all()) await details.click();
      // What is half scrolled away has a contrast that nobody can tell.
      await page.evaluate("document.querySelector('main').scrollTop = 0");
      await expectGoodPage(opened);
      await takeScreenshot(page, `playground ${scenario} ${view}`);
    }
    await stop();
  });

  const ways = views.filter(([view]) => ['light', 'phone', 'no scripts'].includes(view));
  it.each(ways)('sends what is chosen and keeps it: %s', async (_view, contextOptions) => {
    const { origin, stop } = await startPlayground();
    const { page, troubles } = await browser.open(...contextOptions);
    await page.goto(origin);
    await page.getByLabel('Format').selectOption('negotiate');
    await page.getByLabel('Accept', { exact: true }).selectOption('application/problem+json');
    await page.getByRole('checkbox', { name: 'retry' }).check();
    for (const { response } of await press(page, 'get-axios-limited')) {
      expect(response).toMatch(/^Content-Type: application\/problem\+json$/m);
      expect(response).toContain('"retry":{"retryable":true,"after":7}');
    }
    expect(await summary(page)).toBe('Express: 503 Service Unavailable, Koa: 503 Service Unavailable');
    expect(new URL(page.url()).searchParams.get('scenario')).toBe('get-axios-limited');

    await page.getByLabel('Method').selectOption('HEAD');
    await page.getByRole('button', { name: 'Send it again' }).click();
    await page.getByText('HEAD /axios/limited').first().waitFor({ state: 'attached' });
    for (const { response } of readPage(await page.content())) expect(response).toMatch(/\nConnection: close\n\n$/);

    await page.reload();
    expect(await page.getByLabel('Format').inputValue()).toBe('negotiate');
    expect(await page.getByLabel('Method').inputValue()).toBe('HEAD');
    expect(await page.getByRole('checkbox', { name: 'retry' }).isChecked()).toBe(true);
    expect(troubles).toEqual([]);
    await stop();
  });

  it('goes back and forth with the history', async () => {
    const { origin, stop } = await startPlayground();
    const { page, troubles } = await browser.open();
    await page.goto(origin);
    await press(page, 'status-404');
    await press(page, 'status-503');
    await page.goBack();
    await page.getByText('Express: 404 Not Found, Koa: 404 Not Found').waitFor();
    await page.goForward();
    await page.getByText('Express: 503 Service Unavailable, Koa: 503 Service Unavailable').waitFor();
    await page.goBack();
    await page.getByText('Express: 404 Not Found, Koa: 404 Not Found').waitFor();
    await page.goBack();
    await page.getByText('Nothing was sent yet.').waitFor();
    expect(troubles).toEqual([]);
    await stop();
  });

  it('is worked by keyboard: the skip link, a button, and what it brings is announced', async () => {
    const { origin, stop } = await startPlayground();
    const { page } = await browser.open();
    await page.goto(origin);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to what came back');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('result');
    await page.locator('nav button[value="status-410"]').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Express: 410 Gone, Koa: 410 Gone').waitFor();
    // The next scenario is one Tab away: nothing takes the focus where the answer is in view.
    expect(await page.evaluate('document.activeElement.value')).toBe('status-410');
    await stop();
  });

  it('on a phone brings what came back into view, and the way back to the buttons', async () => {
    const { origin, stop } = await startPlayground();
    const { page } = await browser.open(phone);
    await page.goto(origin);
    await press(page, 'status-511');
    const top = (): Promise<number> =>
      page.evaluate<number>("document.querySelector('main').getBoundingClientRect().top");
    await expect.poll(top).toBeLessThan(100);
    expect(await page.evaluate('document.activeElement.id')).toBe('result');
    await page.getByRole('link', { name: 'Choose another' }).click();
    await expect.poll(async () => (await page.getByLabel('Format').boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await stop();
  });

  it('says so when nobody answers any more', async () => {
    const { origin, stop } = await startPlayground();
    const { page } = await browser.open();
    await page.goto(origin);
    await stop();
    await page.locator('nav button[value="status-404"]').click();
    await page.getByText('The playground does not answer. Is it still running?').waitFor();
  });
});
