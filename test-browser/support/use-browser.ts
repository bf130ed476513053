import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { startChromium } from '../../scripts/real-parts/chromium.ts';
import { watchTroubles } from './troubles.ts';

/** A page and what went wrong in it so far. */
export interface OpenPage {
  readonly page: Page;
  readonly runsScripts: boolean;
  /** Console errors and warnings, uncaught exceptions, refusals by the Content-Security-Policy, failed requests. */
  readonly troubles: readonly string[];
}

export interface BrowserOfFile {
  /** A new page in a context of its own, which ends with the test. */
  open(...views: readonly BrowserContextOptions[]): Promise<OpenPage>;
}

/** Views to open a page with; several can be given at once. */
export const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const dark: BrowserContextOptions = { colorScheme: 'dark' };
export const light: BrowserContextOptions = { colorScheme: 'light' };
/** Pages run no script. `page.evaluate` still works, but not with promises or timers. */
export const withoutScripts: BrowserContextOptions = { javaScriptEnabled: false };

/** How people may see a page, by name: for `it.each`. */
export const views: readonly (readonly [name: string, options: readonly BrowserContextOptions[]])[] = [
  ['light', [desktop, light]],
  ['dark', [desktop, dark]],
  ['phone', [phone, light]],
  ['phone, dark', [phone, dark]],
  ['no scripts', [desktop, light, withoutScripts]],
  ['phone, no scripts', [phone, dark, withoutScripts]],
];

/** One browser for a test file: call it at the top of the file. */
export function useBrowser(): BrowserOfFile {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  return {
    async open(...views): Promise<OpenPage> {
      if (browser === undefined) throw new Error('open a page in a test, not before the browser has started');
      const options: BrowserContextOptions = Object.assign({}, desktop, ...views);
      const context = await browser.newContext(options);
      onTestFinished(() => context.close());
      const page = await context.newPage();
      return { page, runsScripts: options.javaScriptEnabled !== false, troubles: watchTroubles(page) };
    },
  };
}
