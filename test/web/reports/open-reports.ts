import type { Browser, Page } from 'playwright-core';
import { type Visitor, visit } from '../kit/browse.ts';
import type { Pages } from '../kit/start-pages.ts';

export const registrar = { sub: 'SAMPLE-REGISTRAR-1' };
export const analyst = { sub: 'SAMPLE-ANALYST-1' };
export const staff = { sub: 'SAMPLE-LIBRARY-1' };
/** Headings of the reports, in the order of the page. */
export const NAMES = ['办理进度', '各部门结论', '各学院结论', '趋势', '主要原因'] as const;

/** Opens /reports as somebody (null: nobody) and waits until it shows anything but that it could not ask who it is. */
export async function openReports(
  browser: Browser,
  pages: Pages,
  person: { readonly sub: string } | null,
  options: Parameters<typeof visit>[3] = {},
): Promise<Visitor & { readonly page: Page }> {
  const visitor = await visit(browser, pages, person, options);
  const page = await visitor.context.newPage();
  await page.goto('/reports');
  // Who is logged in may not be answered in time on a busy machine: the page offers to ask again.
  const retry = page.getByRole('button', { name: '重试' });
  const shown = page.locator('.choice, .panel').first();
  await shown.waitFor();
  while (await retry.isVisible()) {
    await retry.click();
    await shown.waitFor();
  }
  return { ...visitor, page };
}

/** The report under a heading. */
export const block = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Where the class is chosen. */
export const classes = (page: Page) => page.getByRole('combobox', { name: '届', exact: true });

/** Chooses a class, and has it counted. */
export async function choose(page: Page, year: string): Promise<void> {
  await classes(page).selectOption(year);
  await page.getByRole('button', { name: '统计', exact: true }).click();
  await page.getByText(`${year}，共`).waitFor();
}
