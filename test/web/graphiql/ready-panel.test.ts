import type { Browser, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openQueries } from '../../../web/graphiql/ready/open-queries.ts';
import type { ReadyQuery } from '../../../web/graphiql/ready/ready-query.ts';
import { readyReports } from '../../../web/graphiql/ready/ready-reports.ts';
import { modelComplete } from '../kit/model-complete.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';
import { analyst, type GraphiqlPage, integrator, openGraphiql } from './graphiql-page.ts';

const TRIES = 10;

let pages: Pages;
let browser: Browser;
withPages((opened) => {
  ({ pages, browser } = opened);
});
beforeAll(() => modelComplete(pages));

/** Opens a query of the panel, runs it, and waits for its table: its headings. */
async function runReady({ page, query }: GraphiqlPage, { texts, document }: ReadyQuery): Promise<string[]> {
  const name = texts.name.zh;
  await page.locator('.side-panel').getByRole('button', { name, exact: true }).click();
  await expect.poll(query).toContain(texts.about.zh);
  // The editor takes a moment to see which operation it holds.
  const operation = /query (\w+)/.exec(document)?.[1] ?? '';
  await page.locator('.graphiql-tab-active', { hasText: operation }).waitFor();
  await page.getByText('还没有结果').waitFor();
  expect({ name, errors: await errorsOfRun(page) }).toEqual({ name, errors: undefined });
  await page.locator('.result-view tbody tr').first().waitFor();
  return page.locator('.result-view thead th').allTextContents();
}

/** Runs the tab in front: errors of the answer. A service that is only too busy, as on a busy machine, is asked again. */
async function errorsOfRun(page: Page): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    const answered = page.waitForResponse('**/graphql');
    await page.locator('.graphiql-execute-button').click();
    const { errors } = (await (await answered).json()) as { errors?: unknown };
    if (tries === TRIES || !JSON.stringify(errors ?? []).includes('"OVERLOADED"')) return errors;
  }
}

test('every ready report runs as it is for an analyst, and is a table', async () => {
  const graphiql = await openGraphiql(browser, pages, analyst);
  await graphiql.side('现成报表 Ready reports');
  await graphiql.page.getByRole('tab', { name: '表格', exact: true }).click();
  const reports = readyReports();
  expect(await graphiql.page.locator('.side-panel li').count()).toBe(reports.length);
  for (const report of reports) await runReady(graphiql, report);
  expect(graphiql.complaints).toEqual([]);
});

test('every ready query runs as it is for an integrator, with its plan, and is a table', async () => {
  const graphiql = await openGraphiql(browser, pages, integrator);
  const { page } = graphiql;
  await graphiql.side('现成查询 Ready queries');
  await page.getByRole('tab', { name: '表格', exact: true }).click();
  expect(await page.locator('.side-panel li').count()).toBe(openQueries.length);
  // The first last, to see its plan.
  for (const ready of openQueries.toReversed()) {
    const heads = await runReady(graphiql, ready);
    expect(heads.some((head) => /name|code/i.test(head))).toBe(true);
  }
  await page.getByRole('tab', { name: '查询计划', exact: true }).click();
  const asked = await page.locator('.result-view tbody tr td:nth-child(2)').allTextContents();
  expect(asked.sort()).toEqual(['clearance', 'registry']);
  expect(graphiql.complaints).toEqual([]);
});
