import type { Browser, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { desktop, phone, visit } from '../kit/browse.ts';
import { logIn } from '../kit/log-in.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';
import { changeAnswers } from './change-answers.ts';
import { openPage, seenTexts, untilShown } from './open-page.ts';

let pages: Pages;
let browser: Browser;

withPages((opened) => {
  ({ pages, browser } = opened);
});

describe('the entry, figures 1 and 2', () => {
  test('says what the service is, its tile, the steps, the browsers and how to log in', async () => {
    const { page } = await open(null, '/');
    expect(await page.locator('h1').innerText()).toBe('中国矿业大学研究生网上办理离校手续流程');
    expect(await page.locator('main').innerText()).toContain('本服务旨在为研究生毕业生提供离校服务。');
    expect(await page.locator('#tiles-title').innerText()).toBe('学生办事');
    expect(await page.locator('a.tile').getAttribute('href')).toBe('/guide');
    expect(await seenTexts(page, '.steps strong')).toEqual(['登录', '核对', '提交', '查看打印', '领证']);
    expect(await page.locator('.browsers').innerText()).toContain('谷歌、火狐、360');
    expect(await page.locator('.help').innerText()).toContain('首次使用新版统一身份认证需要激活账号');
    expect(await page.locator('.help a.phone').getAttribute('href')).toBe('tel:+86-516-83592123');
  });

  test('follows the profile of the older guide: its column, no guide page, no exchange of the form', async () => {
    const { page } = await open('TS2020S1', '/');
    await changeAnswers(page, ({ data }) => {
      if (!data?.site) return;
      data.serviceGuide = null;
      Object.assign(data.site, { title: null, diploma: null });
      Object.assign(data.site.portal, {
        category: '学生事务',
        mobileCompletedPath: '服务大厅-个人中心-已完成',
      });
      Object.assign(data.site.sso, { email: 'auth@cumt.edu.cn' });
    });
    await page.reload();
    await page.getByRole('heading', { name: '学生事务' }).waitFor();
    expect(await page.locator('h1').innerText()).toBe('研究生离校服务');
    expect(await page.locator('a.tile').getAttribute('href')).toBe('/clearance');
    expect(await seenTexts(page, '.steps strong')).toEqual(['登录', '核对', '提交', '查看打印']);
    expect(await page.locator('.tiles').innerText()).toContain('服务大厅-个人中心-已完成');
    expect(await page.locator('.help a[href^="mailto:"]').innerText()).toBe('auth@cumt.edu.cn');
    await page.goto('/guide');
    await page.waitForURL('**/clearance');
  });

  test('leads to what is submitted already', async () => {
    const { page } = await open('TS2020S1', '/');
    await page.getByRole('link', { name: '查看及打印已提交的离校服务' }).click();
    await page.getByText('还没有已完成的事项。').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('已完成事项');
  });

  test('sends somebody without a session to the login, and back to where they wanted', async () => {
    const { page } = await openPage(browser, pages, { student: null, path: '/', viewport: phone });
    const link = page.getByRole('link', { name: '登录并办理' });
    expect(await link.getAttribute('href')).toBe('/login?return=%2Fclearance');
    await page.goto('/clearance');
    await page.waitForURL(`${pages.idp}/interaction/*`);
    await logIn(page, 'TS2020S3');
    await page.waitForURL(`${pages.url}/clearance`);
  });
});

describe('the service guide, figure 3', () => {
  test('shows its 18 fields, blank ones too, and leads to the clearance', async () => {
    const { page } = await open('TS2020S1', '/guide');
    expect(await seenTexts(page, '.guide-fields dt')).toHaveLength(18);
    const values = Object.fromEntries(
      await page
        .locator('.guide-fields > div')
        .evaluateAll((rows) =>
          rows.map((row) => [row.querySelector('dt')?.textContent, row.querySelector('dd')?.textContent]),
        ),
    );
    expect(values).toMatchObject({
      事项编号: '1067',
      协办部门: '财务处、总务部（管理机构）、图书馆、档案馆、研究生院',
      办理时限: '工作日1-3天',
      服务简介: '供研究生毕业离校使用。',
    });
    await page.getByRole('link', { name: '我要办理' }).click();
    await untilShown(page);
    expect(new URL(page.url()).pathname).toBe('/clearance');
  });

  test('is kept as a favourite, which the entry shows, and dropped again', async () => {
    const { page } = await open('TS2020S1', '/guide');
    const button = page.locator('button.favorite');
    expect(await button.getAttribute('aria-pressed')).toBe('false');
    await button.click();
    await page.getByRole('status').getByText('已加入收藏。').waitFor();
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await page.goto('/');
    await page.locator('.favourites').getByRole('link', { name: '研究生离校服务' }).click();
    await page.locator('button.favorite[aria-pressed="true"]').click();
    await page.getByRole('status').getByText('已取消收藏。').waitFor();
  });
});

describe('completed services, figures 12 and 13', () => {
  test('shows the list, one of them as it was, and the ways to print it', async () => {
    const { page } = await open('TS2020S2', '/clearance', desktop);
    await page.getByRole('button', { name: '提交离校服务' }).click();
    await page.getByRole('button', { name: '确认提交' }).click();
    await page.locator('.receipt').waitFor();
    await page.getByRole('link', { name: '已完成事项' }).first().click();
    const row = page.locator('table.completed tbody tr');
    await row.waitFor();
    expect(await row.innerText()).toMatch(/研究生离校服务[\s\S]*\d{4}-\d\d-\d\d \d\d:\d\d[\s\S]*已提交/);
    expect(await page.locator('table.completed thead th').count()).toBe(4);
    await row.getByRole('link', { name: /^查看/ }).click();
    await page.getByText('研究生凭打印出的离校流程单领取毕业证、学位证').waitFor();
    expect(await page.locator('.basic').first().innerText()).toContain('1067');
    const serial = new URL(page.url()).pathname.split('/').at(-1);
    expect(await page.getByRole('link', { name: '打印离校流程单' }).getAttribute('href')).toBe(
      `/completed/${serial}/print`,
    );
    expect(await page.getByRole('link', { name: '下载 PDF' }).getAttribute('href')).toBe(
      `/completed/${serial}/form.pdf`,
    );
  });

  test('lead on to where the exchange for the diploma is announced, where the class year has such a page', async () => {
    const { page } = await open('TS2020S5', '/clearance');
    await page.getByRole('button', { name: '提交离校服务' }).click();
    await page.getByRole('button', { name: '确认提交' }).click();
    await page.locator('.receipt').waitFor();
    await changeAnswers(page, ({ data }) => {
      if (data?.site?.diploma) data.site.diploma.url = 'https://gs.example.edu.cn/diploma';
    });
    await page.reload();
    await page.getByRole('link', { name: '查看', exact: true }).click();
    const said = page.locator('.panel', { hasText: '凭打印出的离校流程单领取毕业证、学位证' });
    expect(await said.locator('a[href="https://gs.example.edu.cn/diploma"]').innerText()).not.toBe('');
  });

  test('of somebody else look as if there were none', async () => {
    const { page } = await open('TS2020S3', '/completed/75EJBK3T36S6F2V28J2CVWD99J');
    expect(await page.locator('h1').innerText()).toBe('没有这份流程单');
  });
});

describe('moving between pages', () => {
  test('moves the focus to the heading and names the window, also back and forward', async () => {
    const { page } = await open('TS2020F4', '/');
    await page.locator('a.tile').click();
    await page.locator('.guide-fields').waitFor();
    expect(await focused(page)).toBe('研究生离校服务');
    await page.getByRole('link', { name: '已完成事项' }).click();
    await page.getByText('还没有已完成的事项。').waitFor();
    expect(await focused(page)).toBe('已完成事项');
    expect(await page.title()).toBe('已完成事项');
    await page.goBack();
    await page.locator('.guide-fields').waitFor();
    expect(await focused(page)).toBe('研究生离校服务');
  });

  test('back to the clearance shows at once what was there', async () => {
    const { page } = await open('TS2020F4', '/clearance');
    await page.getByRole('link', { name: '已完成事项' }).click();
    await page.getByText('还没有已完成的事项。').waitFor();
    await page.route('**/graphql', (route) => route.abort());
    await page.goBack();
    await page.locator('.card').first().waitFor();
    expect(await page.locator('.card').count()).toBe(4);
  });

  test('logs out by a form, and nothing of the student stays', async () => {
    const { page } = await open('TS2020F4', '/clearance');
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('button', { name: '退出，换人登录' }).click();
    await page.getByRole('link', { name: '登录', exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    expect(await page.content()).not.toContain('TS2020F4');
  });
});

describe('by keyboard alone', () => {
  test('a student submits, from the entry to the receipt', async () => {
    const { page } = await open('TS2020S4', '/');
    await tabTo(page, '进入离校服务');
    await page.keyboard.press('Enter');
    await untilShown(page);
    await tabTo(page, '提交离校服务');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, '确认提交');
    await page.keyboard.press('Enter');
    await page.locator('.receipt').waitFor();
    await tabTo(page, '查看');
    await page.keyboard.press('Enter');
    await page.getByText('以下为提交时的信息').waitFor();
  });

  test('a student keeps the service as a favourite and changes the language', async () => {
    const { page } = await open('TS2020S7', '/guide');
    await tabTo(page, '我要收藏');
    await page.keyboard.press('Space');
    await page.getByRole('status').getByText('已加入收藏。').waitFor();
    await page.locator('a.skip').focus();
    await tabTo(page, 'English');
    await page.keyboard.press('Enter');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  test('focus is always seen', async () => {
    const { page } = await open('TS2020F6C', '/clearance');
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press('Tab');
      const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineWidth');
      expect(outline).toBe('3px');
    }
  });

  test('the first stop jumps over the header', async () => {
    const { page } = await open('TS2020F4', '/clearance');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('跳到正文');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
  });

  test('a student cancels the library card, and the focus is where it helps', async () => {
    const { page } = await open('TS2020F6C', '/clearance');
    await tabTo(page, '注销');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, '确认注销');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('借书证已注销。').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.id')).toBe('item-library');
  });
});

test('staff are told that the page is for graduates, the desk where its own is', async () => {
  const { context } = await visit(browser, pages, { sub: 'SAMPLE-DESK-1' }, { viewport: phone });
  const page = await context.newPage();
  await page.goto('/clearance');
  await page.getByRole('heading', { name: '本页供毕业研究生使用' }).waitFor();
  expect(await page.getByRole('link', { name: '前往领证窗口页面' }).getAttribute('href')).toBe('/desk');
});

test('who asked for less motion is shown none', async () => {
  const { page } = await openPage(browser, pages, {
    student: 'TS2020F4',
    path: '/clearance',
    viewport: phone,
    reducedMotion: 'reduce',
  });
  await page.route('**/graphql', () => new Promise(() => {}));
  await page.locator('.refresh').first().click();
  await page.locator('.turning').waitFor();
  expect(await page.evaluate('document.getAnimations().length')).toBe(0);
});

function open(student: string | null, path: string, viewport = phone) {
  return openPage(browser, pages, { student, path, viewport });
}

async function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.textContent');
}

/** Presses Tab until the element with this text has the focus. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)).trim() === text) return;
  }
  throw new Error(`no stop says ${text}`);
}
