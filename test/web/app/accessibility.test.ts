import type { Browser, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { langTags } from '../../../web/texts/language.ts';
import { accessibilityFaults } from '../kit/accessible.ts';
import { desktop, phone } from '../kit/browse.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';
import { openPage } from './open-page.ts';
import { type PageState, pageStates } from './page-states.ts';

let pages: Pages;
let browser: Browser;

withPages((opened) => {
  ({ pages, browser } = opened);
});

// One window a state: it is made larger and smaller, as a reader does it.
describe.each(['zh', 'en'] as const)('in %s', (lang) => {
  test.each(
    pageStates,
  )('$name has no fault by axe-core, room at 320 pixels, targets of 44', async (state) => {
    const page = await openState(state, lang);
    expect(await page.locator('html').getAttribute('lang')).toBe(langTags[lang]);
    expect(await smallTargets(page)).toEqual([]);
    for (const viewport of [phone, desktop]) {
      await page.setViewportSize(viewport);
      expect(await accessibilityFaults(page)).toEqual([]);
    }
    // 200 % zoom of a small phone, and more.
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  });
});

/** Buttons, and links that stand by themselves, which are less than 44 pixels high; links inside a sentence may be. */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('button, a.button, a.phone, a.tile, nav a, .overview a, .notices a')]
    .filter((element) => element.getClientRects().length > 0 && element.getBoundingClientRect().height < 43.5)
    .map((element) => element.outerHTML)`);
}

async function openState(state: PageState, lang: 'zh' | 'en'): Promise<Page> {
  const { student, path, arrange } = state;
  const storageState = {
    cookies: [],
    origins: [{ origin: pages.url, localStorage: [{ name: 'lang', value: langTags[lang] }] }],
  };
  const { page, visitor } = await openPage(browser, pages, { student, path, viewport: phone, storageState });
  await arrange?.(page, visitor, lang);
  return page;
}
