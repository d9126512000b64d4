import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { card, openPage } from '../app/open-page.ts';
import { desktop, openBrowser, phone, strangers, type Visitor, visit } from '../kit/browse.ts';
import { readQrCode } from '../kit/read-qr-code.ts';
import { type Pages, startPages } from '../kit/start-pages.ts';
import { submitted } from '../kit/submitted.ts';
import { payEverything, submitAndConfirm, untilPrinted } from './settle.ts';

let pages: Pages;
let browser: Browser;
const opened: Visitor[] = [];

beforeAll(async () => {
  [pages, browser] = await Promise.all([startPages({ LOG_LEVEL: 'info' }), openBrowser()]);
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await pages?.end();
});

// From the first look at a red page to the diploma: by a student's own hand on a phone, by a department's on a PC.
describe.each([
  {
    device: 'a phone',
    viewport: phone,
    student: 'TS2020F6C',
    failing: 'library',
    settle: async (page: Page) => {
      await card(page, 'library').getByRole('button', { name: '注销' }).click();
      await page.getByRole('button', { name: '确认注销' }).click();
      await page.getByRole('status').getByText('借书证已注销。').waitFor();
      await page.getByRole('button', { name: '关闭' }).click();
    },
  },
  {
    device: 'a PC',
    viewport: desktop,
    student: 'TS2020F10',
    failing: 'finance',
    settle: () => payEverything(pages, 'TS2020F10'),
  },
])('on $device', ({ viewport, student, failing, settle }) => {
  test('a student goes from 未通过 to the printed form, and the desk hands the diploma over, once', async () => {
    const { page, visitor } = await openPage(browser, pages, { student, path: '/clearance', viewport });
    opened.push(visitor);
    await card(page, failing).locator('.verdict-not-passed').waitFor();
    await page.locator('.live-live').waitFor();

    // Nobody reloads: what was settled turns green by itself.
    await settle(page);
    await card(page, failing).locator('.verdict-passed').waitFor();
    await page.getByRole('link', { name: '全部通过，去提交' }).click();
    const serial = await submitAndConfirm(page);

    await page.getByRole('navigation').getByRole('link', { name: '已完成事项' }).click();
    const row = page.locator('table.completed tbody tr');
    await row.waitFor();
    expect(await row.innerText()).toContain('已提交');
    await row.getByRole('link', { name: /^查看/ }).click();
    await page.getByText('以下为提交时的信息，此后不再变化。').waitFor();
    await page.getByText('研究生凭打印出的离校流程单领取毕业证、学位证').waitFor();
    await expectNothingWider(page);

    await page.getByRole('link', { name: '打印离校流程单' }).click();
    const code = await expectPrinted(page, serial, student);
    await page.goBack();
    await page.getByText('以下为提交时的信息，此后不再变化。').waitFor();

    await handOver(code, student, viewport);

    await page.goto('/completed');
    expect(await page.locator('table.completed tbody tr').innerText()).toContain('已领证');
  });
});

test('what was submitted stays as it was, on the page and on paper, whatever a department records later', async () => {
  const { serial } = await submitted(pages, 'TS2020S2');
  const { page } = await openPage(browser, pages, {
    student: 'TS2020S2',
    path: '/clearance',
    viewport: phone,
  });
  await pages.change(
    'staff:archives',
    'recordArchivesThesis(input: { studentId: "TS2020S2", label: "未审核" })',
  );
  await card(page, 'archives').locator('.verdict-not-passed').waitFor();
  await page.goto(`/completed/${serial}`);
  await page.getByText('以下为提交时的信息，此后不再变化。').waitFor();
  expect(await page.locator('.submitted-items .verdict').allInnerTexts()).toEqual(Array(4).fill('通过'));
  await page.goto(`/completed/${serial}/print`);
  await untilPrinted(page);
  const paper = await page.locator('.form-sheet').innerText();
  expect(paper.match(/通过/g)).toHaveLength(4);
  expect(paper).not.toContain('未通过');
});

test('nothing was asked of any other host, and no rule of the policy was broken', () => {
  expect(opened.flatMap((visitor) => strangers(visitor, pages))).toEqual([]);
  expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
});

/** The print page in front of us prints one sheet of A4 with the serial; what its QR code says, read from the picture. */
async function expectPrinted(page: Page, serial: string, student: string): Promise<string> {
  await untilPrinted(page);
  const sheet = page.locator('.form-sheet');
  expect((await sheet.innerText()).replaceAll(' ', '')).toContain(serial);
  expect(await sheet.innerText()).toContain(student);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  expect(pdf).toMatch(/\/MediaBox\s*\[\s*0 0 59[45][\d.]* 84[12]/);

  const file = await page.request.get(`/completed/${serial}/form.pdf`);
  expect(file.headers()['content-type']).toBe('application/pdf');
  expect((await file.body()).toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);

  const size = page.viewportSize();
  await page.setViewportSize({ width: 1000, height: 1400 });
  await page.emulateMedia({ media: 'print' });
  const code = await readQrCode(await page.screenshot({ fullPage: true }));
  await page.emulateMedia({ media: null });
  if (size !== null) await page.setViewportSize(size);
  expect(code).toMatch(new RegExp(`^${pages.url}/v#`));
  return code ?? '';
}

/** A desk scans form and card and hands over; whoever comes with the same form again is told when and where. */
async function handOver(code: string, student: string, viewport: typeof phone): Promise<void> {
  const officer = await visit(browser, pages, { sub: 'SAMPLE-DESK-1' }, { viewport });
  opened.push(officer);
  await officer.context.addInitScript("try { localStorage.setItem('desk-name', '2号窗口') } catch {}");
  const page = await officer.context.newPage();
  await page.goto('/desk');
  await page.locator('#scan').waitFor();
  await scan(page, code);
  await page.locator('[data-verdict=VALID]').waitFor();
  await scan(page, student);
  await page.getByText('校园卡学号一致').waitFor();
  await page.getByRole('button', { name: '登记领证' }).click();
  await page.locator('[data-verdict=DiplomaHandedOver]').waitFor();
  await expectNothingWider(page);

  await page.keyboard.press('Escape');
  await scan(page, code);
  await page.locator('[data-verdict=ALREADY_ISSUED]').waitFor();
  expect(await page.locator('[data-verdict]').innerText()).toMatch(/\d\d:\d\d 已在 2号窗口 领证/);
  expect(await page.getByRole('button', { name: '登记领证' }).count()).toBe(0);
  await officer.context.close();
}

/** What a hand scanner does: types fast into whatever has the focus, then Enter. */
async function scan(page: Page, text: string): Promise<void> {
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
}

async function expectNothingWider(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
}
