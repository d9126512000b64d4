import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openPage, seenTexts, untilShown } from '../app/open-page.ts';
import { desktop, openBrowser, phone, visit } from '../kit/browse.ts';
import { type Pages, startPages } from '../kit/start-pages.ts';
import { submitAndConfirm } from './settle.ts';

let pages: Pages;
let browser: Browser;

beforeAll(async () => {
  [pages, browser] = await Promise.all([startPages({ LOG_LEVEL: 'info', PROFILE: '2020' }), openBrowser()]);
}, 600_000);

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser?.close();
  await pages?.end();
});

// The addresses of both guides, whichever of the two the service runs by.
describe.each(['/zgkd_portal', '/zgkd_portal/', '/taskcenter/home', '/taskcenter/home/'])('%s', (path) => {
  test('leads to the entry, with the column of this guide', async () => {
    const { context } = await visit(browser, pages, null, { viewport: phone });
    const page = await context.newPage();
    await page.goto(path);
    await page.getByRole('heading', { name: '学生事务' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    const answer = await fetch(`${pages.url}${path}`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/']);
  });
});

describe.each([
  ['a phone', phone],
  ['a PC', desktop],
] as const)('on %s', (_, viewport) => {
  test('there is no service guide: the tile and its address lead straight to the clearance', async () => {
    const { page } = await openPage(browser, pages, { student: 'TS2020F4', path: '/', viewport });
    expect(await page.locator('a.tile').getAttribute('href')).toBe('/clearance');
    expect(await seenTexts(page, '.steps strong')).toEqual(['登录', '核对', '提交', '查看打印']);
    await page.goto('/guide');
    await page.waitForURL('**/clearance');
    await untilShown(page);
    expect(await page.locator('.card').count()).toBe(4);
  });
});

test('who submits is told where it is found, and of no exchange that this guide does not know', async () => {
  const { page } = await openPage(browser, pages, {
    student: 'TS2020S1',
    path: '/clearance',
    viewport: phone,
  });
  await submitAndConfirm(page);
  const receipt = page.locator('.receipt');
  expect(await receipt.innerText()).toContain('可在“已完成事项”中查看并打印。');
  expect(await receipt.innerText()).not.toContain('领取毕业证');
  await page.getByRole('link', { name: '查看', exact: true }).click();
  await page.getByText('以下为提交时的信息').waitFor();
  expect(await page.locator('main').innerText()).not.toContain('领取毕业证');
});

test('the plain pages skip the guide, too', async () => {
  const { context } = await visit(browser, pages, { sub: 'TS2020F4' }, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/plain');
  expect(await page.locator('.tile').innerText()).toContain('学生事务');
  expect(await page.getByRole('navigation').getByRole('link', { name: '服务指南' }).count()).toBe(0);
  await page.locator('.tile a').click();
  expect(new URL(page.url()).pathname).toBe('/plain/clearance');
  await page.goto('/plain/guide');
  expect(new URL(page.url()).pathname).toBe('/plain/clearance');
});
