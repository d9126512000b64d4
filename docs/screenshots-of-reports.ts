import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { visit } from '../test/web/kit/browse.ts';

const analyst = { sub: 'SAMPLE-ANALYST-1' };
const registrar = { sub: 'SAMPLE-REGISTRAR-1' };

/** Two keys, and numbers large enough to be told to analysts. */
const OF_DEPARTMENTS =
  'query DepartmentOutcomes { clearanceReport(groupBy: [DEPARTMENT, OUTCOME]) { groups { keys { dimension label { zh en } } students { count } } } }';

/** Draws a product that runs at `url` with its sample class: the charts of the reports, GraphiQL with a table and with a chart; a registrar's exports. */
export async function drawReports(browser: Browser, url: string, folder: string): Promise<void> {
  await drawCharts(browser, url, folder);
  await drawExports(browser, url, folder);
  await drawGraphiqlViews(browser, url, folder);
}

async function drawExports(browser: Browser, url: string, folder: string): Promise<void> {
  const { context } = await visit(browser, { url }, registrar, { viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto('/reports');
  const panel = page.getByRole('region', { name: '导出明细', exact: true });
  for (const purpose of ['通知学院催办', '核对领证名单']) {
    await panel.getByLabel('用途').fill(purpose);
    await panel.getByRole('button', { name: '开始导出' }).click();
    await panel.locator('tbody tr', { hasText: purpose }).getByText('已完成').waitFor();
  }
  await panel.screenshot({ path: join(folder, 'exports-pc.png') });
  await context.close();
}

/** Two columns of about the same height. */
const CHARTS = [
  ['办理进度', '各部门结论', '趋势'],
  ['各学院结论', '主要原因'],
];

/** The five charts of the page with their headings, beside each other: the page itself is too long to be read in a README. */
async function drawCharts(browser: Browser, url: string, folder: string): Promise<void> {
  // As narrow as the charts stay whole, so that they can be read when the picture is made smaller.
  const viewport = { width: 640, height: 900 };
  const { context } = await visit(browser, { url }, registrar, { viewport });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  // The figures of a class that was imported a moment ago fill up.
  do {
    await page.goto('/reports');
    await page.locator('.basis').waitFor();
  } while ((await page.locator('.basis .panel').count()) > 0);
  const columns: string[] = [];
  for (const names of CHARTS) {
    const pictures: string[] = [];
    for (const name of names) pictures.push(await chartOf(page, name));
    columns.push(`<div>${pictures.join('')}</div>`);
  }
  const sheet = await context.newPage();
  await sheet.setViewportSize({ width: 2 * viewport.width, height: 900 });
  await sheet.setContent(
    `<style>body{margin:0;display:flex;background:#fff}img{display:block}</style>${columns.join('')}`,
  );
  await sheet.screenshot({ path: join(folder, 'reports-pc.png'), fullPage: true });
  await context.close();
}

/** A report down to the end of its chart, as an image for a page. */
async function chartOf(page: Page, name: string): Promise<string> {
  const report = page.getByRole('region', { name, exact: true });
  await report.locator('table').waitFor();
  const chart = report.getByRole('img', { name });
  await chart.locator('svg').first().waitFor();
  // Bars grow for a while.
  await page.waitForTimeout(2_000);
  const [whole, end] = [await report.boundingBox(), await chart.boundingBox()];
  if (!whole || !end) throw new Error(`${name} is not shown.`);
  const clip = { x: 0, y: whole.y, width: 640, height: end.y + end.height - whole.y };
  const picture = await page.screenshot({ clip, fullPage: true });
  return `<img alt="" src="data:image/png;base64,${picture.toString('base64')}">`;
}

async function drawGraphiqlViews(browser: Browser, url: string, folder: string): Promise<void> {
  const viewport = { width: 1680, height: 860 };
  const { context } = await visit(browser, { url }, analyst, { viewport });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto('/graphiql/?report=reasons');
  // Before it has read the schema it runs nothing.
  await page.waitForLoadState('networkidle');
  await page.locator('.graphiql-tab-active', { hasText: 'ReportReasons' }).waitFor();
  await page.getByRole('button', { name: '现成报表 Ready reports' }).click();
  await run(page);
  await page.getByRole('tab', { name: '表格', exact: true }).click();
  await page.getByLabel('列表').selectOption('clearanceReport.reasons');
  await page.locator('.result-view tbody tr').first().waitFor();
  const isCut = await page.locator('.sheet').evaluate((sheet) => sheet.scrollWidth > sheet.clientWidth);
  if (isCut) throw new Error('The table is wider than its panel: its numbers would not be in the picture');
  await page.screenshot({ path: join(folder, 'graphiql-table.png') });
  await page.getByRole('button', { name: 'New tab' }).click();
  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(OF_DEPARTMENTS);
  await page.locator('.graphiql-tab-active', { hasText: 'DepartmentOutcomes' }).waitFor();
  await page.getByRole('button', { name: /^Prettify query/ }).click();
  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.press('Control+Home');
  await run(page);
  await page.getByRole('tab', { name: '图表', exact: true }).click();
  // Last of the chart.
  const legend = page.locator('.result-view .recharts-legend-item').last();
  await legend.waitFor();
  const { y = 0 } = (await legend.boundingBox()) ?? {};
  await page.setViewportSize({ ...viewport, height: Math.max(viewport.height, Math.ceil(y) + 60) });
  await page.screenshot({ path: join(folder, 'graphiql-chart.png') });
  await context.close();
}

async function run(page: Page): Promise<void> {
  const answered = page.waitForResponse('**/graphql');
  await page.getByRole('button', { name: /execute query/i }).click();
  await answered;
}
