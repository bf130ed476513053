import { expect } from 'vitest';
import { findBarriers, sidewaysScroll } from './accessibility.ts';
import type { OpenPage } from './use-browser.ts';

/** What holds for every page as it is shown now: no barrier, nothing to scroll sideways, a clean console. */
export async function expectGoodPage({ page, runsScripts, troubles }: OpenPage): Promise<void> {
  if (runsScripts) expect(await findBarriers(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  expect(troubles).toEqual([]);
}
