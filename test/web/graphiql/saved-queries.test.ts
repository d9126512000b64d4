import type { Browser } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { accessibilityFaults } from '../kit/accessible.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';
import { analyst, colleague, type GraphiqlPage, openGraphiql } from './graphiql-page.ts';

let pages: Pages;
let browser: Browser;
let mine: GraphiqlPage;
withPages((opened) => {
  ({ pages, browser } = opened);
});

const SAVED = '我的查询 My queries';

beforeEach(async () => {
  mine = await openGraphiql(browser, pages, analyst);
});

async function saveAs(graphiql: GraphiqlPage, name: string, query: string) {
  const panel = await graphiql.side(SAVED);
  await graphiql.write(query);
  await panel.getByRole('textbox').fill(name);
  await panel.getByRole('button', { name: '保存', exact: true }).click();
  await panel.getByText(`已保存“${name}”。`).waitFor();
  return panel;
}

test('a query is saved on the server, and opened again after everything in the browser is gone', async () => {
  await saveAs(mine, '届别', 'query ClassYear { site { classYear } }');
  await mine.context.close();
  const again = await openGraphiql(browser, pages, analyst);
  const panel = await again.side(SAVED);
  await panel.getByRole('button', { name: '届别', exact: true }).click();
  await again.page.getByRole('button', { name: 'ClassYear', exact: true }).waitFor();
  expect(await again.query()).toContain('site { classYear }');
  await again.run();
  await again.page.locator('.result-window').getByText('classYear').first().waitFor();
  expect(again.complaints).toEqual([]);
});

test('a share link opens the query for another analyst, who may read and run it, and save it as their own', async () => {
  const panel = await saveAs(mine, '分享的', 'query Shared { site { title } }');
  await panel.getByRole('button', { name: '复制链接: 分享的' }).click();
  await panel.getByText('链接已复制').waitFor();
  const link = String(await mine.page.evaluate('navigator.clipboard.readText()'));
  expect(link.startsWith(`${pages.url}/graphiql/?saved=`)).toBe(true);

  const theirs = await openGraphiql(browser, pages, colleague, link);
  await theirs.page.getByText('已打开同事分享的查询“分享的”').waitFor();
  expect(await theirs.query()).toContain('query Shared');
  await theirs.run();
  await theirs.page.locator('.result-window').getByText('研究生').first().waitFor();
  const list = await theirs.side(SAVED);
  await list.getByText('还没有保存的查询').waitFor();
  expect(theirs.page.url()).not.toContain('saved=');
});

test('renaming, replacing and deleting show at once, and the link of a deleted query says so', async () => {
  const panel = await saveAs(mine, '旧名', 'query Old { site { title } }');
  await panel.getByRole('button', { name: '复制链接: 旧名' }).click();
  await panel.getByText('链接已复制').waitFor();
  const link = String(await mine.page.evaluate('navigator.clipboard.readText()'));
  await panel.getByRole('button', { name: '改名: 旧名' }).click();
  await panel.getByLabel('新名称').fill('新名');
  await panel.getByLabel('新名称').press('Enter');
  await panel.getByText('已改名为“新名”。').waitFor();
  await mine.write('query Replaced { site { classYear } }');
  await panel.getByRole('button', { name: '用当前标签页替换: 新名' }).click();
  await panel.getByText('“新名”已替换为当前的查询。').waitFor();
  const theirs = await openGraphiql(browser, pages, colleague, link);
  await theirs.page.getByText('已打开同事分享的查询“新名”').waitFor();
  expect(await theirs.query()).toContain('query Replaced');
  await panel.getByRole('button', { name: '删除: 新名' }).click();
  await panel.getByRole('button', { name: '确定删除: 新名' }).click();
  await panel.getByText('已删除。').waitFor();
  expect(await panel.getByRole('button', { name: '新名', exact: true }).count()).toBe(0);
  const late = await openGraphiql(browser, pages, colleague, link);
  await late.page.getByText('这个链接的查询不存在，或已被删除。').waitFor();
});

test('a query that was run is found in the history of this browser, and runs again', async () => {
  await mine.write('query RunOnce { site { classYear } }');
  await mine.run();
  await mine.write('query Since { site { title } }');
  await expect.poll(() => mine.page.evaluate('JSON.stringify(localStorage)')).toContain('Since');
  await mine.page.reload();
  await mine.page.locator('.graphiql-tab-active', { hasText: 'Since' }).waitFor();
  await mine.page.getByRole('button', { name: 'Show History' }).click();
  const history = mine.page.locator('.graphiql-history');
  const labels = history.locator('.graphiql-history-item-label');
  await labels.filter({ hasText: 'RunOnce' }).click();
  // What was only written was never run.
  expect(await labels.allTextContents()).toEqual(['RunOnce']);
  await expect.poll(mine.query).toContain('site { classYear }');
  await mine.run();
  await mine.page.locator('.result-window').getByText('classYear').first().waitFor();
});

test('what the service refuses is said in a sentence, and nothing that was typed is lost', async () => {
  const panel = await saveAs(mine, '重名', 'query Once { site { title } }');
  await panel.getByRole('textbox').fill('重名');
  await panel.getByRole('button', { name: '保存', exact: true }).click();
  await panel.getByText('您已有同名的查询').waitFor();
  expect(await panel.getByRole('textbox').inputValue()).toBe('重名');
  await mine.write('query {');
  await panel.getByRole('textbox').fill('坏的');
  await panel.getByRole('button', { name: '保存', exact: true }).click();
  await panel.getByText('不是完整的 GraphQL 查询').waitFor();
});

test('what we add to the page breaks no rule of accessibility', async () => {
  await saveAs(mine, '无障碍', 'query A { site { title } }');
  const faults = await accessibilityFaults(mine.page, '.side-panel, .result-panel');
  expect(faults).toEqual([]);
});
