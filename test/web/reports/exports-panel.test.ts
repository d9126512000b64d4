import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { ClearanceTables } from '../../../subgraphs/clearance/database/tables.ts';
import { openDatabase } from '../../../subgraphs/kit/database/open-database.ts';
import { fillModel } from '../../exports/kit/fill-model.ts';
import { downloaded } from '../graphiql/graphiql-page.ts';
import { accessibilityFaults } from '../kit/accessible.ts';
import { phone, type Visitor, visit } from '../kit/browse.ts';
import { modelComplete } from '../kit/model-complete.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';

let pages: Pages;
let browser: Browser;
withPages((opened) => {
  ({ pages, browser } = opened);
});

/** Enough that an export takes some seconds, so that somebody can watch it. */
const STUDENTS = 30_000;
const registrar = { sub: 'SAMPLE-REGISTRAR-1' };
const library = { sub: 'SAMPLE-LIBRARY-1' };

beforeAll(async () => {
  await modelComplete(pages);
  const database = openDatabase({ kind: 'postgres', url: pages.graph.env.DATABASE_URL ?? '' });
  await fillModel(database.forSchema<ClearanceTables>('clearance'), STUDENTS);
  await database.close();
  // Reading so many for the first time takes a busy machine longer than a page waits.
  await modelComplete(pages);
});

async function openExports(
  person: { readonly sub: string },
  options: Parameters<typeof visit>[3] = {},
): Promise<Visitor & { readonly page: Page }> {
  const visitor = await visit(browser, pages, person, options);
  const page = await visitor.context.newPage();
  await page.goto('/reports');
  await panel(page).waitFor();
  return { ...visitor, page };
}

const panel = (page: Page) => page.getByRole('region', { name: '导出明细', exact: true });
const row = (page: Page, purpose: string) => panel(page).locator('tbody tr', { hasText: purpose });

async function order(page: Page, purpose: string, which = '全部学生') {
  const form = panel(page);
  await form.getByLabel('哪些学生').selectOption(which);
  await form.getByLabel('用途').fill(purpose);
  await form.getByRole('button', { name: '开始导出' }).click();
  await row(page, purpose).first().waitFor();
}

test('a registrar orders the class, watches it, comes back, downloads the file, and deletes it', async () => {
  const { page, complaints } = await openExports(registrar);
  await panel(page).getByText('还没有导出').waitFor();
  await order(page, '核对领证名单');
  const one = row(page, '核对领证名单');
  await one.getByText('导出中').waitFor();
  await one.getByRole('progressbar', { name: '进度：核对领证名单' }).waitFor();
  await one.getByText(/^[1-9]\d* \/ 30\d{3} 行，\d{1,2}%$/).waitFor();
  await one.getByText(/^约剩 \d+ 秒$/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.reload();
  await one.getByText(/^(导出中|已完成)$/).waitFor();
  await one.getByText('已完成').waitFor({ timeout: 60_000 });
  const progress = await one.getByText(/行，100%$/).innerText();
  const total = Number(/^(\d+) \/ (\d+)/.exec(progress)?.[2]);
  expect(total).toBeGreaterThan(STUDENTS);
  const file = await downloaded(page, () => one.getByRole('link', { name: /^下载：clearances-/ }).click());
  expect(file.name).toMatch(/^clearances-\d{4}-\d{2}-\d{2}-[0-9a-f]{8}\.csv$/);
  const text = file.bytes.toString('utf8');
  expect(text.slice(0, 80)).toContain(
    '\ufeff学号 (studentId),姓名 (name),学院 (college),专业 (major),总结论 (outcome)',
  );
  expect(text.trimEnd().split('\r\n')).toHaveLength(total + 1);
  expect(text).toContain('学生30000');

  await one.getByRole('button', { name: /^删除文件：/ }).click();
  await one.getByText('已取消').waitFor();
  await panel(page).getByText('文件已删除。').waitFor();
  expect(await one.getByRole('link').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a download after the file’s time, or after the session, is a page that says so and leads back', async () => {
  const { page, expire } = await openExports(registrar);
  await order(page, '过期之后再下载', '可提交、尚未提交的');
  const link = row(page, '过期之后再下载').getByRole('link', { name: /^下载：/ });
  await link.waitFor();
  const database = openDatabase({ kind: 'postgres', url: pages.graph.env.DATABASE_URL ?? '' });
  const due = database.forSchema<ClearanceTables>('clearance');
  await due
    .updateTable('export_job')
    .set({ expires_at: new Date(0) })
    .where('purpose', '=', '过期之后再下载')
    .execute();
  await database.close();
  await link.click();
  await page.getByRole('heading', { name: '没有这个文件' }).waitFor();
  await page.getByText('There is no such file').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: /回到统计报表/ }).click();
  await panel(page).waitFor();

  await order(page, '退出之后再下载', '可提交、尚未提交的');
  const other = row(page, '退出之后再下载').getByRole('link', { name: /^下载：/ });
  await other.waitFor();
  await expire();
  await other.click();
  await page.getByRole('heading', { name: '请重新登录' }).waitFor();
  await page.getByText('Your login has ended').waitFor();
  await page.getByRole('link', { name: /^登录/ }).click();
  // The university knows the reader still, who is back at the list with the file in it.
  const file = await downloaded(page, () => other.click());
  expect(file.name).toMatch(/\.csv$/);
});

test('an export is cancelled while it is being written, and another can begin', async () => {
  const { page } = await openExports(registrar);
  await order(page, '先试一下再取消');
  const one = row(page, '先试一下再取消');
  await one.getByRole('progressbar').waitFor();
  // One at a time: the service says so, and what was written stays in the form.
  await panel(page).getByLabel('用途').fill('第二个导出');
  await panel(page).getByRole('button', { name: '开始导出' }).click();
  await panel(page).getByText('您有一个导出正在进行').waitFor();
  expect(await panel(page).getByLabel('用途').inputValue()).toBe('第二个导出');
  await one.getByRole('button', { name: '取消导出：先试一下再取消' }).click();
  await one.getByText('已取消').waitFor();
  await order(page, '取消之后的导出', '可提交、尚未提交的');
  await row(page, '取消之后的导出').getByText('已完成').waitFor();
});

test('staff export who does not pass at their own department, of the class year above, as JSONL', async () => {
  const { page } = await openExports(library);
  await page.getByRole('combobox', { name: '届', exact: true }).selectOption('2020届');
  await page.getByRole('button', { name: '统计', exact: true }).click();
  await panel(page).getByLabel('格式').selectOption('JSONL（程序）');
  await order(page, '图书馆催还图书', '未通过的');
  const one = row(page, '图书馆催还图书');
  await one.getByText('已完成').waitFor({ timeout: 60_000 });
  const file = await downloaded(page, () => one.getByRole('link', { name: /^下载：/ }).click());
  type Row = { name: string; departments: { code: string; outcome: string; reasons: string[] | null }[] };
  const rows = file.bytes
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  expect(rows.length).toBeGreaterThan(STUDENTS / 6);
  for (const { departments } of rows) {
    const own = departments.find(({ code }) => code === 'library');
    expect(own?.outcome).toBe('NOT_PASSED');
    expect(departments.filter(({ reasons }) => reasons !== null)).toEqual([own]);
  }
});

test('a query of one’s own is exported, one that does not fit is refused with what to change', async () => {
  const { page } = await openExports(registrar);
  await panel(page).getByText('查看或修改查询').click();
  const text = panel(page).getByLabel('导出的查询（GraphQL）');
  const written = await text.inputValue();
  await text.fill(written.replace('studentId', 'student { id }'));
  await panel(page).getByLabel('用途').fill('自己写的查询');
  await panel(page).getByRole('button', { name: '开始导出' }).click();
  await panel(page)
    .getByText(/student.*不能导出|逐个询问/)
    .first()
    .waitFor();
  expect(await row(page, '自己写的查询').count()).toBe(0);
  await text.fill(
    '{ clearances(filter: { outcomes: NOT_PASSED, classYears: 2020 }) { nodes { number: studentId } } }',
  );
  await panel(page).getByRole('button', { name: '开始导出' }).click();
  const one = row(page, '自己写的查询');
  await one.getByText('已完成').waitFor({ timeout: 60_000 });
  const file = await downloaded(page, () => one.getByRole('link', { name: /^下载：/ }).click());
  expect(file.bytes.toString('utf8').split('\r\n')[0]).toBe('\ufeff学号 (number)');
  await panel(page).getByRole('button', { name: '恢复' }).click();
  expect(await text.inputValue()).toBe(written);
});

test('nothing is ordered without saying what for', async () => {
  const { page, requested } = await openExports({ sub: 'SAMPLE-FINANCE-1' });
  await panel(page).getByText('还没有导出').waitFor();
  await page.getByRole('region', { name: '主要原因', exact: true }).locator('table').waitFor();
  await panel(page).getByLabel('用途').fill('名单');
  const before = requested.length;
  await panel(page).getByRole('button', { name: '开始导出' }).click();
  expect(
    await panel(page)
      .getByLabel('用途')
      .evaluate((input) => (input as unknown as { validity: { tooShort: boolean } }).validity.tooShort),
  ).toBe(true);
  expect(requested.length).toBe(before);
});

test('analysts, who may see nobody, have no exports; on paper nobody has', async () => {
  const { context } = await visit(browser, pages, { sub: 'SAMPLE-ANALYST-1' });
  const page = await context.newPage();
  await page.goto('/reports');
  await page.getByRole('region', { name: '主要原因', exact: true }).locator('table').waitFor();
  expect(await panel(page).count()).toBe(0);
  const other = await openExports(registrar);
  await other.page.emulateMedia({ media: 'print' });
  expect(await panel(other.page).count()).toBe(0);
});

test('is in English for readers of English, and fits a phone', async () => {
  const { page } = await openExports(registrar, { viewport: phone });
  await order(page, '在手机上看的名单', '可提交、尚未提交的');
  await page.getByRole('button', { name: 'English' }).click();
  const english = page.getByRole('region', { name: 'Export of students', exact: true });
  await english.getByRole('button', { name: 'Start the export' }).waitFor();
  await english.locator('tbody tr').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  }
});
