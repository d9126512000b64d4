import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type Visitor, visit } from '../kit/browse.ts';
import type { Pages } from '../kit/start-pages.ts';

/** A page that somebody opened, with the window it is in. */
export interface OpenedPage {
  readonly page: Page;
  readonly visitor: Visitor;
}

/** Opens a path as a student (null: nobody) and waits until its data are shown. */
export async function openPage(
  browser: Browser,
  pages: Pages,
  { student, path, ...options }: BrowserContextOptions & { student: string | null; path: string },
): Promise<OpenedPage> {
  const visitor = await visit(browser, pages, student === null ? null : { sub: student }, options);
  const page = await visitor.context.newPage();
  await page.goto(path);
  await untilShown(page);
  return { page, visitor };
}

/** Waits for the heading, and for the boxes that stand for data to go. */
export async function untilShown(page: Page): Promise<void> {
  await page.locator('h1').waitFor();
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
}

/** The card of a department. */
export function card(page: Page, code: string) {
  return page.locator(`#item-${code}`);
}

/** The texts that are seen of the elements found, without what is hidden at this size. */
export async function seenTexts(page: Page, selector: string): Promise<string[]> {
  return page
    .locator(selector)
    .evaluateAll((elements) =>
      elements.map((element) => (element as unknown as { innerText: string }).innerText.trim()),
    );
}
