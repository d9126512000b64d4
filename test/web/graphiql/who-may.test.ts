import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { visit } from '../kit/browse.ts';
import { logIn } from '../kit/log-in.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';
import { analyst, integrator, openGraphiql } from './graphiql-page.ts';

let pages: Pages;
let browser: Browser;
withPages((opened) => {
  ({ pages, browser } = opened);
});

test.each([analyst, integrator])('$sub uses GraphiQL by the session, without a token', async (person) => {
  const { page, write, run, complaints } = await openGraphiql(browser, pages, person);
  await page.getByText(`${person.sub} ·`).waitFor();
  await write('query Year { site { classYear } }');
  await run();
  await page.locator('.result-window').getByText('classYear').first().waitFor();
  expect(complaints).toEqual([]);
});

test('reports are linked and opened at first for analysts, not for integrators, who may see none', async () => {
  const tabs = (page: Page) => page.locator('.graphiql-tab-button').allTextContents();
  const reports = (page: Page) => page.getByRole('link', { name: '统计报表' }).count();
  const { page } = await openGraphiql(browser, pages, analyst);
  expect(await tabs(page)).toEqual(['ReportFunnel', 'ReportDepartments']);
  expect(await reports(page)).toBe(1);
  const other = await openGraphiql(browser, pages, integrator);
  expect(await tabs(other.page)).toEqual(['PlanOfTwo', 'EntryPoints']);
  expect(await reports(other.page)).toBe(0);
  expect(await other.page.getByRole('button', { name: /现成报表/ }).count()).toBe(0);
});

test('the editor comes compressed: 5 MB of it in less than 2', async () => {
  const { page } = await openGraphiql(browser, pages, analyst);
  const files = (await page.evaluate(`performance.getEntriesByType('resource')
    .filter(({ name }) => /graphiql.assets.*[.](js|css)$/.test(name))
    .map(({ name, encodedBodySize, decodedBodySize }) => ({ name, sent: encodedBodySize, size: decodedBodySize }))`)) as {
    name: string;
    sent: number;
    size: number;
  }[];
  const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
  expect(sum(files.map(({ size }) => size))).toBeGreaterThan(3_000_000);
  expect(sum(files.map(({ sent }) => sent))).toBeLessThan(2_000_000);
  // What is smaller than a packet is left as it is.
  expect(files.filter(({ sent, size }) => size > 1_024 && sent > size * 0.7)).toEqual([]);
});

test.each([
  'TS2020S1',
  'SAMPLE-REGISTRAR-1',
  'SAMPLE-DESK-1',
  'SAMPLE-LIBRARY-1',
])('%s is told that there is no such page, in both languages', async (sub) => {
  const { context } = await visit(browser, pages, { sub });
  const page = await context.newPage();
  const answer = await page.goto('/graphiql/?saved=x');
  expect(answer?.status()).toBe(404);
  const text = await page.locator('main').innerText();
  expect(text).toContain('没有这个页面');
  expect(text).toContain('There is no such page');
  expect(await page.locator('script').count()).toBe(0);
});

test('whoever is not logged in is sent to log in, and comes back to what the link opens', async () => {
  const { context } = await visit(browser, pages, null);
  const page = await context.newPage();
  await page.goto('/graphiql/?report=departments');
  await logIn(page, analyst.sub);
  await page.getByRole('button', { name: 'ReportDepartments' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/graphiql/');
});

test('what one person wrote is not shown to the next at the same computer', async () => {
  const first = await openGraphiql(browser, pages, analyst);
  await first.write('query OfTheFirst { site { classYear } }');
  await first.page.getByRole('button', { name: 'OfTheFirst' }).waitFor();
  await expect.poll(() => first.page.evaluate('JSON.stringify(localStorage)')).toContain('OfTheFirst');
  await first.page.getByRole('button', { name: '退出 Log out' }).click();
  await first.page.getByRole('button', { name: '退出，换人登录' }).click();
  await first.page.waitForURL(`${pages.url}/`);
  await first.page.goto('/graphiql/');
  await logIn(first.page, integrator.sub);
  await first.page.getByText(`${integrator.sub} ·`).waitFor();
  await first.page.getByRole('button', { name: 'PlanOfTwo' }).waitFor();
  expect(await first.page.getByRole('button', { name: 'OfTheFirst' }).count()).toBe(0);
});
