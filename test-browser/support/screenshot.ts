import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Where screenshots go, for people to look at; nothing is compared with them. */
const folder: string = join(tmpdir(), 'failwell-screenshots');

/** Keeps a picture of the whole page as `NAME.png`; the next run overwrites it. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const file = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.png`;
  await page.screenshot({ path: join(folder, file), fullPage: true });
}
