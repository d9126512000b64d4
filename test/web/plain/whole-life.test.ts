import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, phone, strangers, type Visitor, visit } from '../kit/browse.ts';
import { logIn } from '../kit/log-in.ts';
import { type Pages, startPages } from '../kit/start-pages.ts';

let pages: Pages;
let browser: Browser;
let visitor: Visitor;
let page: Page;

// Everything below happens to one student, in this order, in a browser that runs no scripts.
beforeAll(async () => {
  [pages, browser] = await Promise.all([startPages(), openBrowser()]);
  visitor = await visit(browser, pages, null, { javaScriptEnabled: false, viewport: phone });
  page = await visitor.context.newPage();
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await pages?.end();
});

const verdictOf = (code: string) => page.locator(`#item-${code} .verdict`).textContent();
const heading = () => page.locator('h1').textContent();
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const follow = (name: string) =>
  page.locator('main').getByRole('link', { name, exact: true }).first().click();

describe('without JavaScript a student', () => {
  test('finds the plain pages from the entry, and is sent to the login and back', async () => {
    await page.goto('/');
    await page.locator('noscript a').first().click();
    expect(await heading()).toBe('研究生离校服务');
    await follow('研究生离校服务');
    await follow('我要办理');
    await logIn(page, 'TS2020F10');
    expect(new URL(page.url()).pathname).toBe('/plain/clearance');
    expect(await page.locator('.account').textContent()).toContain('TS2020F10');
  });

  test('sees 未通过 with the reason, what to do and whom to call', async () => {
    expect(await verdictOf('finance')).toBe('未通过');
    expect(await verdictOf('library')).toBe('通过');
    const card = page.locator('#item-finance');
    expect(await card.textContent()).toContain('682.4');
    expect(await page.getByRole('link', { name: '0516-83590233' }).first().getAttribute('href')).toMatch(
      /^tel:\+86/,
    );
  });

  test('who submits too early is told what fails, and nothing is stored', async () => {
    await follow('提交离校服务');
    expect(await page.locator('main').textContent()).toContain('离校服务只能提交一次');
    await press('确认提交离校服务');
    expect(await page.locator('[data-result]').getAttribute('data-result')).toBe('ClearanceNotEligible');
    expect(await page.locator('#item-finance').textContent()).toContain('682.4');
    // Reloading is a GET: no browser asks whether to send the form again.
    await page.reload();
    expect(await page.locator('[data-result]').count()).toBe(1);
  });

  test('sees 通过 after paying, and the page that was open submits', async () => {
    const { data } = await pages.graph.query(
      '{ clearance(studentId: "TS2020F10") { finance { charges { id amountOwed { fen } } } } }',
      { token: await pages.graph.token('staff:finance', 'C001') },
    );
    for (const { id, amountOwed } of data.clearance.finance.charges)
      await pages.change(
        'staff:finance',
        `recordPayment(input: { studentId: "TS2020F10", chargeId: "${id}", amountFen: ${amountOwed.fen}, reference: "P-${id}" })`,
      );
    await press('再试一次');
    expect(await heading()).toBe('提交成功');
    expect(await page.locator('[data-receipt]').getAttribute('data-receipt')).toBe('new');
  });

  test('who submits again, by the way back or in a second window, ends at the same receipt', async () => {
    const serial = new URL(page.url()).pathname.split('/').at(-1);
    await page.goBack();
    await press('再试一次');
    expect(new URL(page.url()).pathname).toBe(`/plain/receipt/${serial}`);
    expect(await page.locator('[data-receipt]').getAttribute('data-receipt')).toBe('replayed');
    await page.goto('/plain/submit');
    expect(new URL(page.url()).pathname).toBe(`/plain/receipt/${serial}`);
    expect(await page.locator('[data-receipt]').getAttribute('data-receipt')).toBe('already');
  });

  test('finds it under 已完成事项, and prints it', async () => {
    await page.locator('nav').getByRole('link', { name: '已完成事项' }).click();
    expect(await page.locator('table.list tbody tr').count()).toBe(1);
    await follow('查看');
    await follow('打印离校流程单');
    expect(await page.locator('.form-title').textContent()).toContain('研究生离校流程单');
    expect(await page.locator('.form-facts').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining('TS2020F10')]),
    );
    // The button needs a script; the sentence does not.
    expect(await page.locator('#print').isVisible()).toBe(false);
    expect(await page.locator('.tools').textContent()).toContain('Ctrl+P');
  });

  test('reads everything in English after switching, and the choice stays', async () => {
    await page.goto('/plain/completed');
    await page.locator('.language').click();
    expect(await heading()).toBe('Completed services');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.goto('/plain/clearance');
    expect(await page.locator('main').textContent()).toContain('You have submitted your clearance');
    await page.locator('.language').click();
  });

  test('logs out by a form', async () => {
    await press('退出登录');
    // The identity provider asks whether to leave it, too.
    await press('退出，换人登录 Log out, to log in as somebody else');
    expect(new URL(page.url()).origin).toBe(pages.url);
    await page.goto('/plain/completed');
    expect(await page.title()).toBe('选择登录人员 · Log in as');
  });

  test('asked no other host for anything', () => {
    expect(strangers(visitor, pages)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });
});
