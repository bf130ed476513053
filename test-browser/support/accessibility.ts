import axe, { type AxeResults, type Result } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** WCAG 2.2 A and AA, and the good practice that axe-core knows beside them: landmarks, headings, skip links. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

function toFinding(kind: string): (result: Result) => string {
  return ({ id, impact, help, helpUrl, nodes }) => {
    const where = nodes.map((node) => `  ${node.target.join(' ')}\n    ${node.html}\n    ${node.failureSummary ?? ''}`);
    return [`${kind} ${id} (${impact}): ${help}, ${helpUrl}`, ...where].join('\n');
  };
}

/** Everything that axe-core has to say against the page as it is shown now, as text to read. Not for a view without scripts: axe-core is one. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  // Evaluated, not loaded as a script: the page's policy allows no script of ours.
  await page.evaluate(axe.source);
  const options = JSON.stringify({ runOnly: { type: 'tag', values: tags } });
  const results = await page.evaluate<AxeResults>(`axe.run(document, ${options})`);
  // A rule set that found nothing to check would pass every page.
  expect(results.passes.length).toBeGreaterThan(10);
  return [...results.violations.map(toFinding('violation')), ...results.incomplete.map(toFinding('undecided'))];
}

/** CSS pixels that the page is wider than its window: more than none makes a person scroll sideways. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
