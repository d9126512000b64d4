import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.2 A and AA, and what axe-core holds for good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe-core finds wrong with a page: the rule, and what breaks it.
 *
 * @param within a selector, where the rest of the page is another project's
 */
export async function accessibilityFaults(page: Page, within?: string): Promise<string[]> {
  // Through the debugging protocol, which no Content-Security-Policy holds back.
  return page.evaluate(`(async () => {
    ${axe.source};
    const { violations } = await axe.run(${within === undefined ? 'document' : JSON.stringify(within)}, { runOnly: ${JSON.stringify(RULES)} });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html + ' ' + failureSummary));
  })()`);
}
