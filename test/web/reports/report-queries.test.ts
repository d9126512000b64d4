import type { Browser } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { accessibilityFaults } from '../kit/accessible.ts';
import { modelComplete } from '../kit/model-complete.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';
import { analyst, block, choose, NAMES, openReports, registrar, staff } from './open-reports.ts';

let pages: Pages;
let browser: Browser;
withPages((opened) => {
  ({ pages, browser } = opened);
});
beforeAll(() => modelComplete(pages));

const open = (person: { readonly sub: string }) => openReports(browser, pages, person);

const OPERATIONS = {
  办理进度: 'ReportFunnel',
  各部门结论: 'ReportDepartments',
  各学院结论: 'ReportColleges',
  趋势: 'ReportTrend',
  主要原因: 'ReportReasons',
} as const;

test.each(
  NAMES,
)('the query of %s opens in GraphiQL for analysts, and gives the same table there', async (name) => {
  const { page } = await open(analyst);
  const report = block(page, name);
  await report.locator('tbody tr').first().waitFor();
  const rows = await report.locator('tbody tr').count();
  // Before it has read the schema it runs nothing.
  const isRead = page.waitForResponse(
    async (response) => response.url().endsWith('/graphql') && (await response.text()).includes('"__schema"'),
    { timeout: 60_000 },
  );
  await report.getByRole('link', { name: `在 GraphiQL 中打开：${name}` }).click();
  await isRead;
  await page.locator('.graphiql-tab-active', { hasText: OPERATIONS[name] }).waitFor({ timeout: 60_000 });
  const run = page.locator('.graphiql-execute-button');
  const answered = page.waitForResponse(
    async (response) =>
      response.url().endsWith('/graphql') && !(await response.text()).includes('"__schema"'),
  );
  await run.click();
  const { data, errors } = (await (await answered).json()) as { data: object; errors?: unknown };
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).toContain('clearanceReport');
  await page.getByRole('tab', { name: '表格', exact: true }).click();
  await page.locator('.result-view tbody tr').first().waitFor();
  // Of colleges the editor shows a row for each outcome.
  expect(await page.locator('.result-view tbody tr').count()).toBeGreaterThanOrEqual(rows);
});

test('a report opens in GraphiQL with what was chosen; who may not use GraphiQL is not offered it', async () => {
  const { page } = await open(analyst);
  await page.getByLabel('趋势步长').selectOption('HOUR');
  await page.getByRole('button', { name: '统计', exact: true }).click();
  await block(page, '趋势')
    .getByRole('link', { name: /在 GraphiQL 中打开/ })
    .click();
  await page.getByRole('button', { name: 'ReportTrend', exact: true }).waitFor({ timeout: 60_000 });
  await page.getByText('"HOUR"').first().waitFor();
  expect(await page.locator('.query-text').count()).toBe(0);
  const other = await open(registrar);
  await block(other.page, '趋势').locator('table').waitFor();
  expect(await other.page.getByRole('link', { name: /在 GraphiQL 中打开/ }).count()).toBe(0);
});

test.each(
  NAMES,
)('the query of %s is there for a registrar, whom GraphiQL is closed to, to read, copy and run', async (name) => {
  const { page, context, complaints } = await open(registrar);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: pages.url });
  await choose(page, '2020届');
  const report = block(page, name);
  await report.getByText('查询', { exact: true }).click();
  const text = (await report.locator('pre').textContent()) ?? '';
  expect(text.split(/\W/, 2)).toEqual(['query', OPERATIONS[name]]);
  const variables = (await report.locator('code').textContent()) ?? '';
  expect(JSON.parse(variables)).toMatchObject({ filter: { classYears: [2020] } });
  expect(await accessibilityFaults(page)).toEqual([]);
  await report.getByRole('button', { name: `复制查询：${name}` }).click();
  await report.getByText('已复制。').waitFor();
  const copied = String(await page.evaluate('navigator.clipboard.readText()'));
  expect(copied).toBe(`# 变量: ${variables}\n${text}\n`);
  const { data, errors } = await pages.graph.query(copied, { variables: JSON.parse(variables) });
  expect(errors).toEqual([]);
  expect(JSON.stringify(data)).toContain('"classYears":[2020]');
  expect(complaints).toEqual([]);
});

test('a browser that lets no page write says so, and the query can be selected', async () => {
  const { page, context } = await open(staff);
  await context.addInitScript("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
  await page.reload();
  const report = block(page, '办理进度');
  await report.getByText('查询', { exact: true }).click();
  await report.getByRole('button', { name: '复制查询：办理进度' }).click();
  await report.getByText('浏览器不允许复制').waitFor();
  expect(await report.locator('pre').innerText()).toContain('query ReportFunnel');
});
