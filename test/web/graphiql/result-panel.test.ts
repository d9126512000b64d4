import type { Browser, Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { changeAnswers } from '../app/change-answers.ts';
import { accessibilityFaults } from '../kit/accessible.ts';
import { modelComplete } from '../kit/model-complete.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';
import { analyst, downloaded, type GraphiqlPage, integrator, openGraphiql } from './graphiql-page.ts';

let pages: Pages;
let browser: Browser;
let graphiql: GraphiqlPage;
let page: Page;
withPages((opened) => {
  ({ pages, browser } = opened);
});

const UNITS = 'query Units { site { departments { code unitName { zh en } phones { display } } } }';

beforeEach(async () => {
  graphiql = await openGraphiql(browser, pages, analyst);
  ({ page } = graphiql);
});

const tab = (name: string) => page.getByRole('tab', { name, exact: true });
const heads = () => page.locator('.result-view thead th').allTextContents();

test('a ready report opens in a tab, runs, and is shown as a table', async () => {
  await modelComplete(pages);
  const panel = await graphiql.side('现成报表 Ready reports');
  await panel.getByRole('button', { name: '各学院办理阶段', exact: true }).click();
  await page.getByRole('button', { name: 'ReportCollegeStages', exact: true }).waitFor();
  expect(await graphiql.query()).toContain('每个学院在各办理阶段的人数');
  await graphiql.run();
  await tab('表格').click();
  await page.locator('.result-view tbody tr').first().waitFor();
  expect(await heads()).toContain('keys.COLLEGE.label.zh');
  expect(await page.locator('.result-window').isVisible()).toBe(false);
  await tab('JSON').click();
  expect(await page.locator('.result-window').isVisible()).toBe(true);
  expect(graphiql.complaints).toEqual([]);
});

test('the CSV of a result is UTF-8 that Excel reads as Chinese, with every row', async () => {
  await graphiql.write(UNITS);
  await graphiql.run();
  const { name, bytes } = await downloaded(page, () =>
    page.getByRole('button', { name: '下载 CSV' }).click(),
  );
  expect(name).toBe('Units-departments.csv');
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = new TextDecoder('utf-8', { fatal: true }).decode(bytes).split('\r\n');
  expect(lines[0]).toBe('code,unitName.zh,unitName.en,phones.0.display');
  expect(lines.find((line) => line.startsWith('library'))).toContain('图书馆');
  expect(lines).toHaveLength(1 + (await rowsOf()) + 1);
});

test('JSON Lines hold each item of the list that is chosen', async () => {
  await graphiql.write(UNITS);
  await graphiql.run();
  await tab('表格').click();
  await page.getByLabel('列表').selectOption('site.departments[].phones');
  expect(await heads()).toEqual([
    'departments.code',
    'departments.unitName.zh',
    'departments.unitName.en',
    'display',
  ]);
  await page.getByLabel('列表').selectOption('site.departments');
  const { name, bytes } = await downloaded(page, () =>
    page.getByRole('button', { name: '下载 JSONL' }).click(),
  );
  expect(name).toBe('Units-departments.jsonl');
  const items = bytes
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(items[0]).toMatchObject({ code: 'library', unitName: { zh: '图书馆' } });
  await page.getByLabel('列表').selectOption('site.departments[].phones');
  const inner = await downloaded(page, () => page.getByRole('button', { name: '下载 JSONL' }).click());
  const [first] = inner.bytes.toString('utf8').split('\n');
  expect(JSON.parse(first ?? '')).toMatchObject({
    'departments.code': 'library',
    display: expect.anything(),
  });
});

test('numbers are drawn as bars or lines, by columns of choice', async () => {
  await graphiql.write('query Steps { clearanceReport { funnel { stage blockedBy } } }');
  await graphiql.run();
  await tab('图表').click();
  const chart = page.getByRole('img', { name: 'blockedBy，按 stage' });
  await chart.locator('.recharts-bar-rectangle').first().waitFor();
  await page.getByLabel('图形').selectOption('line');
  await chart.locator('.recharts-line-curve').waitFor();
  await page.getByLabel('分类列').selectOption('blockedBy');
  await page.getByRole('img', { name: 'blockedBy，按 blockedBy' }).waitFor();
  expect(await accessibilityFaults(page, '.result-panel')).toEqual([]);
  expect(graphiql.complaints).toEqual([]);
});

/** What the graph would say of so many colleges and outcomes: those of the small class of these tests are suppressed. */
const groupsOf = (colleges: number, outcomes: number) =>
  Array.from({ length: colleges * outcomes }, (_, at) => ({
    keys: [
      labelled('COLLEGE', '学院', 'College', Math.floor(at / outcomes)),
      labelled('OUTCOME', '结论', 'Outcome', at % outcomes),
    ],
    students: at === 0 ? { count: null, suppressed: true } : { count: 10 + at, suppressed: false },
  }));
const labelled = (dimension: string, zh: string, en: string, number: number) => ({
  dimension,
  value: `${number}`,
  label: { zh: `${zh}${number}`, en: `${en}${number}` },
});
const legend = () => page.locator('.recharts-legend-item-text').allTextContents();
const categories = () =>
  page.locator('.recharts-yAxis-tick-labels .recharts-cartesian-axis-tick-label').allTextContents();

test('of groups by two keys each college is drawn once, its parts told apart by colour and legend', async () => {
  await changeAnswers(page, ({ data }) => {
    if (data?.clearanceReport) data.clearanceReport.groups = groupsOf(3, 2);
  });
  const panel = await graphiql.side('现成报表 Ready reports');
  await panel.getByRole('button', { name: '各学院结论', exact: true }).click();
  await page.locator('.graphiql-tab-active', { hasText: 'ReportColleges' }).waitFor();
  await graphiql.run();
  await tab('图表').click();
  await page
    .getByRole('img', { name: 'students.count，按 keys.COLLEGE.label.zh 与 keys.OUTCOME.label.zh' })
    .waitFor();
  await expect.poll(legend).toEqual(['结论0', '结论1']);
  await expect.poll(categories).toEqual(['学院0', '学院1', '学院2']);
  const fills = await page
    .locator('.recharts-bar-rectangle path')
    .evaluateAll((bars) => bars.map((bar) => bar.getAttribute('fill')));
  expect([fills.length, new Set(fills).size]).toEqual([5, 2]);
  await page.getByText('有 1 行的数字为空（例如已隐去），图中不画。').waitFor();
  expect(await accessibilityFaults(page, '.result-panel')).toEqual([]);
  await page.getByLabel('系列列').selectOption({ label: '无' });
  await expect.poll(async () => (await categories()).length).toBe(6);
});

test('what a chart leaves out is said, and its labels are in the reader’s language', async () => {
  const answerMany = () =>
    changeAnswers(page, ({ data }) => {
      if (data?.clearanceReport) data.clearanceReport = { groups: groupsOf(41, 7) };
    });
  await answerMany();
  await graphiql.write('query Many { clearanceReport(groupBy: [COLLEGE, OUTCOME]) { classYears } }');
  await graphiql.run();
  await tab('图表').click();
  await page.getByText('图中只画前 40 个分类，共 41 个').waitFor();
  await page.getByText('图中只画前 6 个系列，共 7 个').waitFor();
  await page.unrouteAll();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('tab', { name: 'Chart', exact: true }).waitFor();
  await page.locator('.graphiql-tab-active', { hasText: 'Many' }).waitFor();
  // Before it has read the schema it runs nothing.
  await page.waitForLoadState('networkidle');
  await answerMany();
  await graphiql.run();
  await page.getByRole('tab', { name: 'Chart', exact: true }).click();
  await page.getByText('The chart shows the first 40 of 41 names').waitFor();
  await page.getByText('The chart shows the first 6 of 7 series').waitFor();
  await expect.poll(async () => (await legend())[0]).toBe('Outcome0');
  await expect.poll(async () => (await categories()).at(-1)).toBe('College39');
});

test('a result without a list, or without numbers, says what is missing', async () => {
  await tab('表格').click();
  await page.getByText('还没有结果').waitFor();
  await graphiql.write('query One { site { classYear } }');
  await graphiql.run();
  await page.getByText('结果里没有列表').waitFor();
  expect(await page.getByRole('button', { name: '下载 CSV' }).count()).toBe(0);
  await graphiql.write(UNITS);
  await graphiql.run();
  await tab('图表').click();
  await page.getByText('这个列表里没有数值列').waitFor();
});

test('the plan is shown with its calls where the server gives one, and said to be missing where not', async () => {
  await graphiql.write('query One { site { classYear } }');
  await graphiql.run();
  await tab('查询计划').click();
  await page.getByText('服务器没有随结果给出查询计划').waitFor();
  await changeAnswers(page, (answer) => {
    const fetches = [
      {
        number: 2,
        subgraph: 'registry',
        at: 'site.people[]',
        startMs: 0.4,
        ms: 3.1,
        representations: 2,
        cached: 1,
        failed: false,
        calls: [{}],
      },
    ];
    Object.assign(answer, {
      extensions: { plan: { text: 'Sequence { Fetch(registry) }', ms: 4.2, fetches } },
    });
  });
  await graphiql.run();
  await page.getByText('Sequence { Fetch(registry) }').waitFor();
  await page.getByText('共 4.2 毫秒').waitFor();
  const cells = await page.locator('.result-view tbody td').allTextContents();
  expect(cells).toEqual(['2', 'registry', 'site.people[]', '0.4', '3.1', '2', '1', '1', '否']);
  expect(await accessibilityFaults(page, '.result-panel')).toEqual([]);
});

test('an integrator is given the plan of the engine, with the times of its fetches', async () => {
  const own = await openGraphiql(browser, pages, integrator);
  await own.write('query Year { site { classYear } }');
  await own.run();
  await own.page.getByRole('tab', { name: '查询计划', exact: true }).click();
  await own.page.locator('.plan-text').waitFor();
  const cells = await own.page.locator('.result-view tbody td').allTextContents();
  expect(cells.slice(0, 3)).toEqual(['1', 'registry', '']);
  expect(await own.page.locator('.plan-text').textContent()).toMatch(/^#1 fetch registry\n/);
  expect(await own.page.getByText(/从计划到回答共 [\d.]+ 毫秒/).count()).toBe(1);
});

test('the panel speaks English to readers of English, and so does the documentation', async () => {
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('tab', { name: 'Table', exact: true }).waitFor();
  expect(await page.getAttribute('html', 'lang')).toBe('en');
});

test('documentation of the schema has both languages, the reader’s first', async () => {
  await page.getByRole('button', { name: /Documentation Explorer/ }).click();
  const docs = page.locator('.graphiql-doc-explorer');
  await docs.getByRole('link', { name: 'Query', exact: true }).click();
  await docs.getByRole('link', { name: 'savedQueries', exact: true }).click();
  await docs.getByText('PageInfo.endCursor of the page before').first().waitFor();
  await docs.locator('strong', { hasText: '游标' }).first().waitFor();
});

async function rowsOf(): Promise<number> {
  await tab('表格').click();
  return page.locator('.result-view tbody tr').count();
}
