import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ClearanceTables } from '../../../subgraphs/clearance/database/tables.ts';
import { openDatabase } from '../../../subgraphs/kit/database/open-database.ts';
import { putIntoClass } from '../../exports/kit/fill-model.ts';
import { downloaded } from '../graphiql/graphiql-page.ts';
import { accessibilityFaults } from '../kit/accessible.ts';
import { phone, strangers, type visit } from '../kit/browse.ts';
import { modelComplete } from '../kit/model-complete.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';
import { analyst, block, choose, classes, NAMES, openReports, registrar, staff } from './open-reports.ts';

let pages: Pages;
let browser: Browser;
withPages((opened) => {
  ({ pages, browser } = opened);
});
beforeAll(() => modelComplete(pages));

const documents = JSON.parse(readFileSync('schema/documents/web.json', 'utf8')) as Record<string, string>;
const open = (person: { readonly sub: string } | null, options?: Parameters<typeof visit>[3]) =>
  openReports(browser, pages, person, options);

test.each(NAMES)('%s has a picture, a table and a file that say the same', async (name) => {
  const { page, complaints } = await open(registrar);
  const report = block(page, name);
  await report.getByRole('img', { name }).locator('svg').first().waitFor();
  const heads = await report.locator('thead th').allTextContents();
  const rows = await report
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
  expect(rows.length).toBeGreaterThan(0);
  const file = await downloaded(page, () => report.getByRole('button', { name: /下载 CSV/ }).click());
  expect(file.name).toMatch(new RegExp(`^${name}-\\d{4}-\\d{2}-\\d{2}\\.csv$`));
  const lines = file.bytes.toString('utf8').replace('\ufeff', '').trimEnd().split('\r\n');
  expect(lines[0]).toBe(heads.join(','));
  expect(lines.slice(1)).toEqual(rows.map((row) => row.join(',')));
  expect(complaints).toEqual([]);
});

test('figures are those of the departments', async () => {
  const { page } = await open(registrar);
  await block(page, '各部门结论').locator('tbody tr').first().waitFor();
  const rows = await block(page, '各部门结论').locator('tbody tr').allInnerTexts();
  expect(rows.map((row) => row.split(/\s+/)[0])).toEqual([
    '图书馆',
    '档案馆',
    '总务部公寓与物业中心',
    '财务处收费管理办公室',
  ]);
  const reasons = await block(page, '主要原因').locator('tbody').innerText();
  for (const words of ['有未还图书', 'BOOKS_OUTSTANDING', '未退宿', '有欠费'])
    expect(reasons).toContain(words);
  await page.getByText('全部届别，共').waitFor();
});

test('analysts see no small cell, and are told why', async () => {
  const { page } = await open(analyst);
  await block(page, '主要原因').locator('tbody tr').first().waitFor();
  const cells = await page.locator('.report td.number').allInnerTexts();
  expect(cells.map(Number).filter((count) => count > 0 && count < 10)).toEqual([]);
  await page.getByText('不足 10 人的数字').waitFor();
  expect(await page.locator('.report td', { hasText: '已隐去' }).count()).toBeGreaterThan(0);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('the class is chosen among those there are; all of them, or for analysts the configured one, come first', async () => {
  const database = openDatabase({ kind: 'postgres', url: pages.graph.env.DATABASE_URL ?? '' });
  const db = database.forSchema<ClearanceTables>('clearance');
  try {
    await putIntoClass(db, 'CLASS-OF-2019', 2019);
    const { page } = await open(registrar);
    const options = () => classes(page).locator('option').allTextContents();
    await expect.poll(options).toEqual(['全部届别', '2020届', '2019届']);
    await page.getByText('全部届别，共').waitFor();
    await choose(page, '2019届');
    await page.getByText('2019届，共 1 人').waitFor();
    const other = await open(analyst);
    await expect
      .poll(() => classes(other.page).locator('option').allTextContents())
      .toEqual(['2020届', '2019届']);
    expect(await classes(other.page).inputValue()).toBe('2020');
    await other.page.getByText('2020届，共').waitFor();
    await choose(other.page, '2019届');
  } finally {
    await putIntoClass(db, 'CLASS-OF-2019', null);
    await database.close();
  }
});

test('classes that cannot be read at once are asked for again', async () => {
  const { page } = await open(registrar);
  const [id = ''] =
    Object.entries(documents).find(([, text]) => text.startsWith('query ReportClasses')) ?? [];
  let late = 1;
  await page.route('**/graphql', async (route) => {
    if (late === 0 || !(route.request().postData() ?? '').includes(id)) return route.continue();
    late -= 1;
    const errors = [{ message: 'late', extensions: { code: 'DEPARTMENT_TIMEOUT' } }];
    return route.fulfill({ json: { data: { clearanceReport: null }, errors } });
  });
  await page.reload();
  await expect.poll(() => classes(page).locator('option').allTextContents()).toContain('2020届');
  expect([id.slice(0, 7), late]).toEqual(['sha256:', 0]);
});

describe('whoever has no role for reports', () => {
  test.each([
    'TS2020S1',
    'SAMPLE-DESK-1',
    'SAMPLE-INTEGRATOR-1',
  ])('%s sees a sentence and no figure', async (sub) => {
    const { page, requested } = await open({ sub });
    await page.getByText('统计报表供分析员').waitFor();
    expect(await page.locator('.report').count()).toBe(0);
    expect(requested.filter((url) => url.endsWith('/graphql')).length).toBeLessThanOrEqual(1);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('nobody is asked to log in, and comes back', async () => {
    const { page } = await open(null, { next: analyst });
    await page.getByRole('link', { name: '登录' }).click();
    await block(page, '办理进度').waitFor();
    expect(new URL(page.url()).pathname).toBe('/reports');
  });
});

test('staff of a department see their own department’s figures', async () => {
  const { page } = await open(staff);
  await block(page, '各部门结论').locator('tbody tr').first().waitFor();
  const rows = await block(page, '各部门结论').locator('tbody tr').allInnerTexts();
  expect(rows).toHaveLength(1);
  expect(rows[0]).toContain('图书馆');
});

test('is in English for readers of English, the files, too', async () => {
  const { page } = await open(registrar);
  await page.getByRole('button', { name: 'English' }).click();
  await block(page, 'Departments by outcome').locator('thead th', { hasText: 'Not passed' }).waitFor();
  expect(await page.getAttribute('html', 'lang')).toBe('en');
  expect(await page.title()).toBe('Clearance reports');
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('fits a phone, and 320 pixels, without scrolling sideways', async () => {
  const { page } = await open(registrar, { viewport: phone });
  await block(page, '主要原因').locator('svg').first().waitFor();
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  }
});

test('prints its charts and whole tables on A4, without what is for the screen', async () => {
  // 182 mm, rounded up to whole pixels: what A4 leaves between its margins.
  const paper = 689;
  const { page } = await open(registrar, { viewport: { width: 2000, height: 1000 } });
  for (const name of NAMES) await block(page, name).locator('.recharts-wrapper > svg').waitFor();
  const charts = () =>
    page.locator('.recharts-wrapper > svg').evaluateAll((all) =>
      all.map((one) => {
        const { width, height } = one.getBoundingClientRect();
        return { width, height };
      }),
    );
  const onScreen = await charts();
  await page.emulateMedia({ media: 'print' });
  // Before anything has been drawn anew, as on paper.
  const zoom = Number(
    await page
      .locator('.chart')
      .first()
      .evaluate((one) => one.ownerDocument.defaultView?.getComputedStyle(one).zoom),
  );
  for (const { width } of onScreen) expect(width * zoom).toBeLessThanOrEqual(paper);
  await page.setViewportSize({ width: 688, height: 1000 });
  expect(await page.getByRole('button').count()).toBe(0);
  await expect
    .poll(async () => Math.max(...(await charts()).map(({ width }) => width)))
    .toBeLessThanOrEqual(paper);
  for (const { height } of await charts()) expect(height).toBeGreaterThan(60);
  const cut = await page
    .locator('.sheet')
    .evaluateAll((all) => all.filter((one) => one.scrollHeight > one.clientHeight + 1).length);
  expect(cut).toBe(0);
});

test('is a few pages of A4 on paper', async () => {
  const { page } = await open(registrar);
  for (const name of NAMES) await block(page, name).locator('.recharts-wrapper > svg').waitFor();
  const file = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const sizes = [...file.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, ...size]) =>
    size.map((one) => Math.round(Number(one))),
  );
  expect(sizes.length).toBeGreaterThanOrEqual(2);
  expect(sizes.length).toBeLessThanOrEqual(5);
  // 210 by 297 mm in points.
  for (const size of sizes) expect(size).toEqual([595, 842]);
});

test('asks no other host for anything', async () => {
  const visitor = await open(registrar);
  await block(visitor.page, '趋势').locator('svg').first().waitFor();
  expect(strangers(visitor, pages)).toEqual([]);
});
