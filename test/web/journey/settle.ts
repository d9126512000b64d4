import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Pages } from '../kit/start-pages.ts';

/** Pays everything that a student owes, as it arrives at finance. */
export async function payEverything(pages: Pages, student: string): Promise<void> {
  const { data } = await pages.graph.query(
    `{ clearance(studentId: "${student}") { finance { charges { id amountOwed { fen } } } } }`,
    { token: await pages.graph.token('staff:finance', 'C001') },
  );
  for (const { id, amountOwed } of data.clearance.finance.charges)
    await pages.change(
      'staff:finance',
      `recordPayment(input: { studentId: "${student}", chargeId: "${id}", amountFen: ${amountOwed.fen}, reference: "P-${id}" })`,
    );
}

/** 提交离校服务 on the full page, confirmed; the serial of the receipt. */
export async function submitAndConfirm(page: Page): Promise<string> {
  await page.getByRole('button', { name: '提交离校服务' }).click();
  await page.getByRole('button', { name: '确认提交' }).click();
  await page.getByText('离校服务已提交').waitFor();
  return serialOn(page);
}

/** The serial of the receipt that is shown. */
export async function serialOn(page: Page): Promise<string> {
  return (await page.locator('.receipt .serial').innerText()).replaceAll(' ', '');
}

/** Waits for the print page; a department that is late on a busy machine is asked again. */
export async function untilPrinted(page: Page): Promise<void> {
  await page.waitForURL('**/print');
  const sheet = page.locator('.form-sheet');
  await expect
    .poll(async () => {
      if ((await sheet.count()) === 0) await page.reload();
      return sheet.count();
    })
    .toBe(1);
}
