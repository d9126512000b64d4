import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../kit/accessible.ts';
import { desktop, openBrowser, phone, strangers, type Visitor, visit } from '../kit/browse.ts';
import { logIn, logInByHttp } from '../kit/log-in.ts';
import { type Pages, STRANGER, startPages } from '../kit/start-pages.ts';

const WEB = join(import.meta.dirname, '../../../web');
let pages: Pages;
let browser: Browser;
let serial: string;
const opened: Visitor[] = [];

beforeAll(async () => {
  [pages, browser] = await Promise.all([startPages(), openBrowser()]);
  const page = await pageOf('TS2020S1');
  await page.goto('/plain/submit');
  await page.getByRole('button', { name: '确认提交离校服务' }).click();
  serial = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.context().close();
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await pages?.end();
});

async function pageOf(student: string | null, options: object = {}): Promise<Page> {
  const visitor = await visit(browser, pages, student === null ? null : { sub: student }, options);
  opened.push(visitor);
  return visitor.context.newPage();
}

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${pages.url}${path}`, { headers, redirect: 'manual' });

describe('every plain page', () => {
  const states: [name: string, student: string | null, path: () => string][] = [
    ['entry', null, () => '/plain'],
    ['guide', 'TS2020F10', () => '/plain/guide'],
    ['three departments open', 'TS2020F4', () => '/plain/clearance'],
    ['arrears', 'TS2020F10', () => '/plain/clearance'],
    ['something unknown', 'TS2020F9C', () => '/plain/clearance'],
    ['everything passes', 'TS2020S2', () => '/plain/clearance'],
    ['submitted', 'TS2020S1', () => '/plain/clearance'],
    ['cancelling the card', 'TS2020F6C', () => '/plain/cancel-card'],
    ['card that cannot be cancelled', 'TS2020F6D', () => '/plain/cancel-card'],
    ['submitting', 'TS2020S2', () => '/plain/submit?key=a-key-of-this-test-1'],
    ['refused', 'TS2020F4', () => '/plain/submit/result?of=ClearanceNotEligible&key=a-key-of-this-test-1'],
    ['receipt', 'TS2020S1', () => `/plain/receipt/${serial}`],
    ['nothing completed', 'TS2020S2', () => '/plain/completed'],
    ['completed', 'TS2020S1', () => '/plain/completed'],
    ['one completed service', 'TS2020S1', () => `/plain/completed/${serial}`],
    ['print', 'TS2020S1', () => `/completed/${serial}/print`],
    ['verify', null, () => '/plain/verify'],
    ['verified', null, () => `/plain/verify?serial=${serial}`],
    ['not a form', null, () => '/plain/verify?serial=0000'],
    ['another student’s form', 'TS2020S2', () => `/plain/completed/${serial}`],
    ['no such page', null, () => '/plain/nowhere'],
  ];

  test.each(
    states.flatMap(([name, ...state]) => [
      [name, 'zh-CN', ...state] as const,
      [name, 'en', ...state] as const,
    ]),
  )('is accessible: %s, in %s', async (_, lang, student, path) => {
    for (const viewport of [phone, desktop]) {
      const page = await pageOf(student, { viewport });
      await page.context().addCookies([{ name: 'lang', value: lang, url: pages.url }]);
      await page.goto(path());
      expect(await accessibilityFaults(page)).toEqual([]);
      // At 200 % a page of 1280 pixels has the width of 640; nothing may need scrolling sideways on a phone either.
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      await page.context().close();
    }
  });

  test.each(
    states,
  )('holds no script, no style of its own and no other host: %s', async (_, student, path) => {
    const page = await pageOf(student);
    const answer = await page.goto(path());
    const html = (await answer?.text()) ?? '';
    const scripts = html.match(/<script[^>]*>/g) ?? [];
    expect(
      scripts.filter((tag) => !/^<script src="\/plain\/files\/print-button-[0-9a-f]+\.js">$/.test(tag)),
    ).toEqual([]);
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/);
    expect(html).toContain('<meta name="renderer" content="webkit"/>');
    const headers = answer?.headers() ?? {};
    expect(headers['x-ua-compatible']).toBe('IE=edge');
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    // Another host only where forms lead: the login, which logging out goes on to.
    const loads = headers['content-security-policy']?.replace(`form-action 'self' ${pages.idp};`, '');
    expect(loads).not.toMatch(/unsafe|https?:/);
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['cache-control']).toBe('private, no-store');
    await page.context().close();
  });

  test('asked no other host for anything, and broke no rule of the policy', () => {
    expect(opened.flatMap((visitor) => strangers(visitor, pages))).toEqual([]);
    expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

describe('what IE 9 gets', () => {
  const ie9 = { 'user-agent': 'Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; Trident/5.0)' };

  test.each([
    ['/', '/plain'],
    ['/guide', '/plain/guide'],
    ['/clearance', '/plain/clearance'],
    ['/completed', '/plain/completed'],
    ['/completed/3DWY', '/plain/completed/3DWY'],
    ['/v', '/plain/verify'],
    ['/desk', '/plain/desk'],
  ])('instead of %s is %s', async (path, plain) => {
    const answer = await get(path, ie9);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(plain);
    expect((await get(path)).status).toBe(200);
  });

  test('is laid out without anything that it does not know', () => {
    const sheets = [
      'plain/frame.css',
      'plain/content.css',
      'plain/sizes.css',
      'plain/print.css',
      'show/form/form.css',
    ].map((file) => readFileSync(join(WEB, file), 'utf8'));
    for (const sheet of sheets)
      expect(sheet).not.toMatch(
        /display:\s*(inline-)?(flex|grid)|var\(|calc\(|@supports|:is\(|:where\(|\d(rem|vw|vh|vmin)\b/,
      );
  });
});

describe('the card of the library', () => {
  test('is cancelled after the page said what it means, and a second time changes nothing', async () => {
    const page = await pageOf('TS2020F6C', { javaScriptEnabled: false });
    await page.goto('/plain/clearance');
    await page.getByRole('link', { name: '注销借书证…' }).click();
    expect(await page.locator('main').innerText()).toContain('无法借阅图书，但可正常进出图书馆');
    await page.getByRole('button', { name: '确认注销借书证' }).click();
    expect(await page.locator('.panel-passed').first().innerText()).toBe('借书证已注销。');
    expect(await page.locator('#item-library .verdict').innerText()).toBe('通过');
    await page.goto('/plain/cancel-card');
    expect(await page.locator('.panel-passed').first().innerText()).toContain('没有重复操作');
    await page.context().close();
  });

  test('which cannot be cancelled has its reasons and a telephone number', async () => {
    const page = await pageOf('TS2020F6D');
    await page.goto('/plain/clearance');
    expect(await page.getByRole('link', { name: '注销借书证…' }).count()).toBe(0);
    await page.goto('/plain/cancel-card');
    expect(await page.locator('.panel-failed').innerText()).toContain('图书');
    expect(await page.locator('main').getByRole('link', { name: '0516-83592058' }).count()).toBeGreaterThan(
      0,
    );
    await page.context().close();
  });
});

test('a department that is down looks different from one that fails, and the others stay', async () => {
  pages.graph.subgraphs.finance.proxy.fault = 'refuse';
  const page = await pageOf('TS2020F4');
  await page.goto('/plain/clearance');
  pages.graph.subgraphs.finance.proxy.fault = 'none';
  expect(await page.locator('#item-finance .verdict').innerText()).toBe('连接不上');
  expect(await page.locator('#item-library .verdict').innerText()).toBe('未通过');
  expect(await page.locator('#item-finance').innerText()).toContain('0516-83590233');
  await page.context().close();
});

test('a form that another page made is refused, and nothing is submitted', async () => {
  const { header: cookie } = await logInByHttp(pages.url, 'TS2020S3');
  const answer = await fetch(`${pages.url}/plain/submit`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ key: 'a-key-of-this-test-2', _csrf: 'guessed' }).toString(),
    redirect: 'manual',
  });
  expect(answer.status).toBe(403);
  const completed = await fetch(`${pages.url}/plain/completed`, {
    headers: { cookie },
  });
  expect(await completed.text()).toContain('还没有已完成的事项');
});

test('a form of ours passes from a browser that does not say where it comes from, and from no page of another site', async () => {
  const { header: cookie } = await logInByHttp(pages.url, 'TS2020S3');
  const html = await (await get('/plain/guide', { cookie })).text();
  const token = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const post = (headers: Record<string, string>) =>
    fetch(`${pages.url}/plain/favorite`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({ _csrf: token, favorite: 'yes' }).toString(),
      redirect: 'manual',
    });
  // Node sends Sec-Fetch-Mode only, and neither of the two that say where a request comes from.
  expect((await post({})).status).toBe(303);
  expect((await post({ origin: pages.url })).status).toBe(303);
  expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await post({ origin: 'https://elsewhere.example' })).status).toBe(403);
});

test('forms may lead here and to the identity provider, which logging out goes on to', async () => {
  const policy = (await get('/plain')).headers.get('content-security-policy');
  expect(policy).toContain(`form-action 'self' ${pages.idp};`);
});

test('somebody whom the service does not know is told so, and whom to call', async () => {
  const visitor = await visit(browser, pages, null, { javaScriptEnabled: false });
  const page = await visitor.context.newPage();
  await page.goto('/plain/clearance');
  await logIn(page, STRANGER);
  expect(await page.locator('h1').textContent()).toContain('不在办理名单');
  expect(await page.locator('main').textContent()).toMatch(/0516-\d+/);
  await visitor.context.close();
});

test('bodies of forms are taken by plain pages only', async () => {
  const answer = await fetch(`${pages.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'query=%7B__typename%7D',
  });
  expect(answer.status).toBe(415);
});

test.each([
  '/zgkd_portal',
  '/zgkd_portal/',
  '/taskcenter/home',
])('%s, which is on paper, leads to the entry', async (path) => {
  const answer = await get(path);
  expect([answer.status, answer.headers.get('location')]).toEqual([301, '/']);
});

test('another student’s form is not there, as a page, as print and as PDF', async () => {
  const { header: cookie } = await logInByHttp(pages.url, 'TS2020S3');
  for (const path of [
    `/plain/completed/${serial}`,
    `/completed/${serial}/print`,
    `/completed/${serial}/form.pdf`,
  ]) {
    const answer = await get(path, { cookie });
    expect([path, answer.status]).toEqual([path, 404]);
  }
});

test('files have addresses that change with their content, and are kept for a year', async () => {
  const html = await (await get('/plain')).text();
  const path = /href="(\/plain\/files\/plain-[0-9a-f]{12}\.css)"/.exec(html)?.[1] ?? '';
  const file = await get(path);
  expect(file.headers.get('content-type')).toContain('text/css');
  expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});
