import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openBrowser } from './browse.ts';
import { type Pages, startPages } from './start-pages.ts';

/** What the tests of a file share. */
export interface OpenedPages {
  readonly pages: Pages;
  readonly browser: Browser;
}

/**
 * Starts pages and a browser before the tests of a file, closes every window after each of them, and ends both after the
 * last. `take` is told what was opened before the first test. At most 10 minutes, for a machine that has to install a browser.
 */
export function withPages(take: (opened: OpenedPages) => void): void {
  let opened: OpenedPages | null = null;

  beforeAll(async () => {
    const [pages, browser] = await Promise.all([startPages({ LOG_LEVEL: 'info' }), openBrowser()]);
    opened = { pages, browser };
    take(opened);
  }, 600_000);

  afterEach(async () => {
    for (const context of opened?.browser.contexts() ?? []) await context.close();
  });

  afterAll(async () => {
    await opened?.browser.close();
    await opened?.pages.end();
  });
}
