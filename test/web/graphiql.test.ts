import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureWebBuild } from '../../web/build.ts';
import { chromiumArguments, ensureChromium } from '../kit/chromium.ts';
import { type GraphiqlServer, startGraphiqlServer } from './graphiql-server.ts';

let server: GraphiqlServer;
let browser: Browser;
let page: Page;
const requested: string[] = [];
const complaints: string[] = [];

// Chromium may have to be installed first.
beforeAll(async () => {
  const [build, executablePath] = await Promise.all([ensureWebBuild(), ensureChromium()]);
  if (build.kind === 'unavailable') throw new Error(build.reason);
  server = await startGraphiqlServer(join(build.directory, 'graphiql'));
  browser = await chromium.launch({ executablePath, args: [...chromiumArguments] });
  page = await openPage(browser, `${server.origin}/graphiql/`);
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

describe('GraphiQL in a browser, under the policy of the gateway', () => {
  test('shows the sample queries as tabs, titled in Chinese', async () => {
    expect(await page.title()).toBe('离校服务 GraphiQL');
    expect(await page.getAttribute('html', 'lang')).toBe('zh-CN');
    expect(await page.locator('.graphiql-tab-button').allTextContents()).toEqual([
      'Clearance',
      'Card',
      'CollegeStudents',
      'GuideAndSite',
      'CancelCard',
      'RecordPayment',
    ]);
  });

  test('runs the query of the first tab and shows the answer', async () => {
    await page.locator('.graphiql-execute-button').click();
    const answer = page.locator('.result-window .view-lines');
    await answer.getByText('"682.4"').waitFor();
    expect(await answer.textContent()).toContain('测试员甲');
  });

  test('sends no Authorization header until the line in the header editor is made live', async () => {
    expect(server.authorizations.length).toBeGreaterThan(0);
    expect(server.authorizations.filter((authorization) => authorization !== undefined)).toEqual([]);

    await page.locator('.graphiql-editor-tool .view-line:visible', { hasText: 'Bearer' }).click();
    await page.keyboard.press('Control+/'); // takes the comment mark away
    const answered = page.waitForResponse('**/graphql');
    await page.locator('.graphiql-execute-button').click();
    await answered;
    expect(server.authorizations.at(-1)).toBe('Bearer <token>');
  });

  test('marks a field that the schema does not have, so its workers run', async () => {
    await page.getByRole('button', { name: 'Card', exact: true }).click();
    const editor = page.locator('.graphiql-query-editor');
    await editor.locator('.view-line', { hasText: 'query Card' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' nonsense');
    await editor.locator('.squiggly-error').first().waitFor();
    expect(page.workers().map((worker) => new URL(worker.url()).pathname)).toContainEqual(
      expect.stringContaining('graphql.worker'),
    );
  });

  test('shows the way to log in', async () => {
    const link = page.getByRole('link', { name: '登录 Log in' });
    expect(await link.getAttribute('href')).toBe('/login?return=%2Fgraphiql%2F');
  });

  test('asks no other host for anything', () => {
    const hosts = new Set(
      requested.filter((url) => /^https?:|^wss?:/.test(url)).map((url) => new URL(url).origin),
    );
    expect([...hosts]).toEqual([server.origin]);
  });

  test('breaks no rule of the policy and raises no error', () => {
    expect(complaints).toEqual([]);
  });
});

async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.on('request', (request) => requested.push(request.url()));
  context.on('weberror', (failure) => complaints.push(failure.error().message));
  context.on('console', (message) => {
    const isViolation = message.text().includes('Content Security Policy');
    if (message.type() === 'error' || isViolation) complaints.push(message.text());
  });
  // Below the test's own limit, so that a failure names the element that did not come.
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('.graphiql-query-editor .view-line', { hasText: 'query Clearance' }).waitFor();
  return page;
}
