import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { langTags } from '../../../web/texts/language.ts';
import { accessibilityFaults } from '../kit/accessible.ts';
import { desktop, openBrowser, phone } from '../kit/browse.ts';
import { type Pages, startPages } from '../kit/start-pages.ts';
import { openPage } from './open-page.ts';
import { type PageState, pageStates } from './page-states.ts';

let pages: Pages;
let browser: Browser;

beforeAll(async () => {
  [pages, browser] = await Promise.all([startPages({ LOG_LEVEL: 'info' }), openBrowser()]);
}, 600_000);

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser?.close();
  await pages?.end();
});

describe.each([
  ['phone', phone],
  ['PC', desktop],
] as const)('on a %s', (_name, viewport) => {
  test.each(pageStates)('$name has no fault by axe-core in either language', async (state) => {
    for (const lang of ['zh', 'en'] as const) {
      const page = await openState(state, viewport, lang);
      expect(await page.locator('html').getAttribute('lang')).toBe(langTags[lang]);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.context().close();
    }
  });
});

test.each(
  pageStates,
)('$name needs no sideways scrolling at 320 pixels (200 % zoom of a small phone and more)', async (state) => {
  for (const lang of ['zh', 'en'] as const) {
    const page = await openState(state, { width: 320, height: 640 }, lang);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    await page.context().close();
  }
});

test.each(pageStates)('$name has targets of 44 pixels for fingers', async (state) => {
  const page = await openState(state, phone, 'zh');
  expect(await smallTargets(page)).toEqual([]);
});

/** Buttons, and links that stand by themselves, which are less than 44 pixels high; links inside a sentence may be. */
async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('button, a.button, a.phone, a.tile, nav a, .overview a, .notices a')]
    .filter((element) => element.getClientRects().length > 0 && element.getBoundingClientRect().height < 43.5)
    .map((element) => element.outerHTML)`);
}

async function openState(state: PageState, viewport: typeof phone, lang: 'zh' | 'en'): Promise<Page> {
  const { student, path, arrange } = state;
  const storageState = {
    cookies: [],
    origins: [{ origin: pages.url, localStorage: [{ name: 'lang', value: langTags[lang] }] }],
  };
  const { page, visitor } = await openPage(browser, pages, { student, path, viewport, storageState });
  await arrange?.(page, visitor, lang);
  return page;
}
