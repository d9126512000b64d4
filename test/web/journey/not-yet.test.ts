import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { untilShown } from '../app/open-page.ts';
import { accessibilityFaults } from '../kit/accessible.ts';
import { openBrowser, phone, visit } from '../kit/browse.ts';
import { type Pages, startPages } from '../kit/start-pages.ts';

let pages: Pages;
let browser: Browser;

beforeAll(async () => {
  [pages, browser] = await Promise.all([startPages({ LOG_LEVEL: 'info' }), openBrowser()]);
}, 600_000);

afterEach(async () => {
  pages.graph.subgraphs.clearance.proxy.fault = 'none';
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser?.close();
  await pages?.end();
});

const languages = ['zh-CN', 'en'] as const;
type LangTag = (typeof languages)[number];

describe.each(languages)('in %s', (lang) => {
  test.each([
    ['full', '/clearance', { 'zh-CN': '离校服务尚未开放提交', en: 'Submitting is not open' }],
    [
      'plain',
      '/plain/clearance',
      { 'zh-CN': '本届离校办理尚未开放或已经结束', en: 'The clearance of this class is not open' },
    ],
  ] as const)('a class that may not submit yet is told from when to when on the %s page', async (_, path, title) => {
    theyAre({
      state: 'NOT_OPEN',
      submissionWindow: { opensAt: '2030-06-01T00:00:00.000Z', closesAt: '2030-06-30T16:00:00.000Z' },
    });
    const page = await open(path, lang);
    const panel = page.locator('.panel', { hasText: title[lang] });
    const text = await panel.innerText();
    expect(text).toContain(lang === 'en' ? 'Opens: 2030-06-01 08:00' : '开始时间：2030-06-01 08:00');
    expect(text).toContain(lang === 'en' ? 'Closes: 2030-07-01 00:00' : '截止时间：2030-07-01 00:00');
    expect(text).toContain(lang === 'en' ? 'Beijing time' : '北京时间');
    // What can be settled before is settled before; nothing invites to submit.
    expect(await page.locator('.card').count()).toBe(4);
    expect(await page.locator('main a[href$="submit"]').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test.each([
    ['full', '/clearance'],
    ['plain', '/plain/clearance'],
    ['plain submitting', '/plain/submit'],
  ])('who is on no roster is told so and whom to call on the %s page, and sees no empty form', async (_, path) => {
    theyAre({ state: 'NOT_ON_ROSTER', submissionWindow: null });
    const page = await open(path, lang);
    const text = await page.locator('main').innerText();
    expect(text).toMatch(lang === 'en' ? /not on the roster/ : /不在.*办理名单/);
    expect(await page.locator('main a.phone').getAttribute('href')).toBe('tel:+86-516-83590335');
    expect(await page.locator('.card, .basic, main form').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

/** What the clearance subgraph says of every student from now on. */
function theyAre(standing: { state: string; submissionWindow: object | null }): void {
  const { proxy } = pages.graph.subgraphs.clearance;
  proxy.change = (answer) => {
    // Not all of it is asked in one fetch, and what was not asked for is dropped.
    for (const entity of answer.data?._entities ?? [])
      for (const [field, value] of Object.entries(standing))
        if (entity && field in entity) entity[field] = value;
    return answer;
  };
  proxy.fault = 'changed';
}

async function open(path: string, lang: LangTag) {
  const storageState = {
    cookies: [],
    origins: [{ origin: pages.url, localStorage: [{ name: 'lang', value: lang }] }],
  };
  const { context } = await visit(browser, pages, { sub: 'TS2020S2' }, { viewport: phone, storageState });
  await context.addCookies([{ name: 'lang', value: lang, url: pages.url }]);
  const page = await context.newPage();
  // A department that is late on a busy machine is another story.
  await expect
    .poll(async () => {
      await page.goto(path);
      await untilShown(page);
      return page.locator('.verdict-down').count();
    })
    .toBe(0);
  return page;
}
