import type { Browser } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { desktop, phone, strangers } from '../kit/browse.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';
import { changeAnswers } from './change-answers.ts';
import { card, openPage, seenTexts, untilShown } from './open-page.ts';

let pages: Pages;
let browser: Browser;

withPages((opened) => {
  ({ pages, browser } = opened);
});

describe('figure 4, on a PC', () => {
  test('shows basic information in the order of the PC page', async () => {
    const { page } = await open('TS2020F4', desktop);
    expect(await seenTexts(page, '.basic dt')).toEqual([
      '姓名',
      '学号',
      '性别',
      '现在年级',
      '学院',
      '专业',
      '入学日期',
      '离校类别',
    ]);
    expect((await seenTexts(page, '.basic dd')).slice(1)).toEqual([
      'TS2020F4',
      '男',
      '2017',
      '信息与控制工程学院',
      '信息与通信工程',
      '2017-09-08',
      '毕业离校',
    ]);
    expect(await page.locator('.as-of').textContent()).toMatch(/^申请时间：\d{4}-\d\d-\d\d$/);
  });

  test('shows unit and outcome at the left of each table', async () => {
    const { page } = await open('TS2020F4', desktop);
    expect(await seenTexts(page, '.card h3')).toEqual([
      '图书馆',
      '档案馆',
      '总务部公寓与物业中心',
      '财务处收费管理办公室',
    ]);
    expect(await seenTexts(page, '.card .verdict')).toEqual(['未通过', '未通过', '未通过', '通过']);
    const head = await card(page, 'library').locator('.card-head').boundingBox();
    const body = await card(page, 'library').locator('.card-body').boundingBox();
    expect((head?.x ?? 0) + (head?.width ?? 0)).toBeLessThanOrEqual(body?.x ?? 0);
  });

  test('shows every row of the library, with the labels of the figure', async () => {
    const { page } = await open('TS2020F4', desktop);
    expect(await seenTexts(page, '#item-library .facts th')).toEqual([
      expect.stringMatching(/^图书状态\s*未还册数$/),
      expect.stringMatching(/^欠费情况\s*欠款金额\(元\)$/),
      '违章状态',
      '证件状态',
      '论文提交状态',
    ]);
    expect(await seenTexts(page, '#item-library .facts td')).toEqual(['0', '0', '0', '已注销', '未审核']);
    expect(await card(page, 'library').locator('.guidance').textContent()).toContain(
      '注销之后，无法借阅图书，但可正常进出图书馆。如误操作，可至图书馆一层借阅大厅前台办理恢复手续。',
    );
    expect(await card(page, 'library').getByRole('button', { name: '已注销' }).isDisabled()).toBe(true);
  });

  test('links the notices of the class, and shows the total blank where nothing is owed', async () => {
    const { page } = await open('TS2020F4', desktop);
    expect(await card(page, 'apartment').locator('.notices').textContent()).toContain('2020届毕业生退宿通知');
    expect(await card(page, 'finance').locator('.notices').textContent()).toContain('2020届毕业生缴费通知');
    expect(await seenTexts(page, '#item-finance tfoot')).toEqual([
      expect.stringMatching(/^总计欠款\(元\)\s*$/),
    ]);
  });
});

describe('figure 5, on a phone', () => {
  test('moves 现在年级 behind 入学日期', async () => {
    const { page } = await open('TS2020F4', phone);
    const rows = page.locator('.basic > div');
    const seen: { name: string; y: number }[] = [];
    for (const row of await rows.all())
      seen.push({ name: await row.locator('dt').innerText(), y: (await row.boundingBox())?.y ?? 0 });
    expect(seen.sort((a, b) => a.y - b.y).map(({ name }) => name)).toEqual([
      '姓名',
      '学号',
      '性别',
      '学院',
      '专业',
      '入学日期',
      '现在年级',
      '离校类别',
    ]);
  });

  test('uses the labels of the phone page, with the outcome in the row of the unit', async () => {
    const { page } = await open('TS2020F4', phone);
    expect((await seenTexts(page, '.card h3'))[0]).toBe('图书馆-图书借阅');
    expect((await seenTexts(page, '#item-library .facts th')).slice(0, 2)).toEqual([
      '图书-未还册数',
      '欠款金额(元)',
    ]);
    const name = await page.locator('#item-library h3').boundingBox();
    const verdict = await page.locator('#item-library .verdict').boundingBox();
    expect(
      Math.abs((name?.y ?? 0) + (name?.height ?? 0) / 2 - (verdict?.y ?? 0) - (verdict?.height ?? 0) / 2),
    ).toBeLessThan(12);
  });
});

describe('figures 6 to 11', () => {
  test('figure 6: a library that passes, with nothing to do; figure 11: no charges, and the total blank', async () => {
    const { page } = await open('TS2020F6B', desktop);
    expect(await seenTexts(page, '#item-library .verdict')).toEqual(['通过']);
    expect(await seenTexts(page, '#item-library .facts td')).toEqual([
      '0',
      '0',
      '0',
      '已注销',
      '记录审核通过',
    ]);
    expect(await card(page, 'library').locator('.why').count()).toBe(0);
    expect(await seenTexts(page, '#item-finance .verdict')).toEqual(['通过']);
    expect(await page.locator('#item-finance tfoot').innerText()).toMatch(/^总计欠款\(元\)\s*$/);
  });

  test('figure 8: a room without checkout shows both cells empty, and where to go', async () => {
    const { page } = await open('TS2020F8', desktop);
    expect(await seenTexts(page, '#item-apartment tbody td')).toEqual([
      '（空）',
      '梅苑 梅1楼',
      'A3071',
      '（空）',
      '（空）',
    ]);
    expect(await card(page, 'apartment').locator('.why').textContent()).toContain('各宿舍公寓管理员处');
    expect(await card(page, 'apartment').locator('.why a.phone').getAttribute('href')).toMatch(
      /^tel:\+86-516-83590327$/,
    );
  });

  test('figure 9: date and handler of the checkout', async () => {
    const { page } = await open('TS2020F9', desktop);
    expect(await seenTexts(page, '#item-apartment tbody td')).toEqual([
      '（空）',
      '梅苑 梅1楼',
      'A3061',
      '2020-06-05',
      '测试员甲',
    ]);
    expect(await seenTexts(page, '#item-archives td')).toEqual(['已审核']);
  });

  test('not living on campus passes with a sentence that says so', async () => {
    const { page } = await open('TS2020F9B', desktop);
    expect(await seenTexts(page, '#item-apartment .verdict')).toEqual(['通过']);
    expect(await card(page, 'apartment').textContent()).toContain('未在校住宿');
  });

  test('what is unknown is grey, not red, and says that the office answered', async () => {
    const { page } = await open('TS2020F9C', desktop);
    expect(await seenTexts(page, '#item-apartment .verdict')).toEqual(['无法核对']);
    const ground = "getComputedStyle(document.querySelector('#item-apartment .verdict')).backgroundColor";
    const failing = await open('TS2020F8', desktop);
    const [unknown, failed] = await Promise.all([page.evaluate(ground), failing.page.evaluate(ground)]);
    expect(unknown).not.toBe(failed);
    expect(await card(page, 'apartment').textContent()).toContain('无法据此判断是否通过');
  });

  test('figure 10: three rows and the total', async () => {
    const { page } = await open('TS2020F10', desktop);
    const rows = page.locator('#item-finance tbody tr');
    expect((await rows.allInnerTexts()).map((row) => row.split(/\s+/)).sort()).toEqual([
      ['TS2020F10', '2018', '代收取暖费', '60'],
      ['TS2020F10', '2019', '代收取暖费', '72.4'],
      ['TS2020F10', '2019', '学分学费', '550'],
    ]);
    expect(await page.locator('#item-finance tfoot').innerText()).toMatch(/总计欠款\(元\)\s+682\.4/);
  });

  test('every outcome is text, icon and colour', async () => {
    const { page } = await open('TS2020F4', desktop);
    for (const verdict of await page.locator('.card .verdict').all()) {
      expect(await verdict.innerText()).toMatch(/通过|未通过/);
      expect(await verdict.locator('svg[aria-hidden="true"]').count()).toBe(1);
    }
  });
});

describe('every page', () => {
  test('says at its foot whom to call, all six, with links that dial', async () => {
    const { page } = await open('TS2020F4', phone);
    expect(
      await page
        .locator('.contacts a.phone')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    ).toEqual(
      ['83592137', '83592058', '83592101', '83590327', '83590233', '83590335'].map(
        (number) => `tel:+86-516-${number}`,
      ),
    );
  });

  test('asks no other host and breaks no rule of the policy', async () => {
    const { page, visitor } = await open('TS2020F4', phone);
    await page.getByRole('link', { name: '首页' }).click();
    await page.getByRole('heading', { name: '办理步骤' }).waitFor();
    expect(strangers(visitor, pages)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });

  test('shows times of Asia/Shanghai on a device that is elsewhere', async () => {
    const { page } = await open('TS2020F4', desktop);
    const shown = await card(page, 'finance').locator('.checked').innerText();
    const [, hour] = /核对时间 (?:\d{4}-\d\d-\d\d )?(\d\d):\d\d/.exec(shown) ?? [];
    const now = new Date(Date.now() + 8 * 3600_000).getUTCHours();
    expect([now, (now + 23) % 24]).toContain(Number(hour));
  });

  test('remembers the language that was chosen, and says it to readers of the screen', async () => {
    const { page } = await open('TS2020F4', phone);
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.reload();
    await untilShown(page);
    expect(await page.locator('h1').innerText()).toBe('Graduate clearance');
    expect(await seenTexts(page, '.card .verdict')).toEqual([
      'Not passed',
      'Not passed',
      'Not passed',
      'Passed',
    ]);
  });

  test('says from when to when the class may submit, in Beijing time, while it may not', async () => {
    const { page } = await open('TS2020F4', phone);
    await changeAnswers(page, ({ data }) => {
      const submissionWindow = { opensAt: '2030-06-01T00:00:00.000Z', closesAt: '2030-06-30T16:00:00.000Z' };
      if (data?.clearance) Object.assign(data.clearance, { state: 'NOT_OPEN', submissionWindow });
    });
    await page.reload();
    const panel = page.locator('.panel', { hasText: '离校服务尚未开放提交' });
    await panel.getByText('开始时间：2030-06-01 08:00（北京时间）').waitFor();
    await panel.getByText('截止时间：2030-07-01 00:00（北京时间）').waitFor();
    expect(await page.locator('.card').count()).toBe(4);
  });

  test('leaves somebody who is not on the roster with a sentence and the number to call', async () => {
    const { page } = await open('TS2020F4', phone);
    await changeAnswers(page, ({ data }) => {
      if (data && 'clearance' in data) data.clearance = null;
    });
    await page.reload();
    await page.getByRole('heading', { name: '您不在办理名单中' }).waitFor();
    expect(await page.locator('main a.phone').getAttribute('href')).toBe('tel:+86-516-83590335');
    expect(await page.locator('.card').count()).toBe(0);
  });
});

describe.each([
  ['library', '图书馆', '0516-83592058'],
  ['archives', '档案馆', '0516-83592101'],
  ['apartment', '总务部公寓与物业中心', '0516-83590327'],
  ['finance', '财务处收费管理办公室', '0516-83590233'],
] as const)('while %s is down', (code, unit, number) => {
  test('its card says so and whom to call, looks like no fail, and the others show', async () => {
    const { proxy } = pages.graph.subgraphs[code];
    proxy.fault = 'refuse';
    try {
      const { page } = await open('TS2020S1', phone);
      const down = card(page, code);
      expect(await down.locator('.verdict').innerText()).toBe('连接不上');
      expect(await down.textContent()).toContain(`暂时连接不上${unit}的系统`);
      expect(await down.textContent()).toContain('这不表示您没有通过');
      expect(await down.locator('a.phone').innerText()).toBe(number);
      expect(await page.locator('.card-passed').count()).toBe(3);
      expect(await page.locator('.card-not-passed').count()).toBe(0);
      await page.getByRole('button', { name: '提交离校服务' }).dispatchEvent('click');
      const alert = page.getByRole('alert');
      expect(await alert.textContent()).toContain('暂时无法核对（不是未通过）');
      expect(await alert.textContent()).toContain(number);
    } finally {
      proxy.fault = 'none';
    }
  });

  test('its button brings it back as soon as it answers', async () => {
    const { proxy } = pages.graph.subgraphs[code];
    proxy.fault = 'refuse';
    const { page } = await open('TS2020S1', phone).finally(() => {
      proxy.fault = 'none';
    });
    await expect
      .poll(
        async () => {
          await card(page, code).getByRole('button', { name: '重新核对' }).click({ force: true });
          return card(page, code).locator('.verdict').innerText();
        },
        { interval: 1_000 },
      )
      .toBe('通过');
  });
});

test('a department asked again says so; asked too often, it says when', async () => {
  const { page } = await open('TS2020S1', phone);
  await card(page, 'finance').getByRole('button', { name: '重新核对' }).click();
  await page.getByRole('status').getByText('已重新核对。').waitFor();
  await page.route('**/graphql', async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    await route.fulfill({
      response,
      json: { ...answer, extensions: { freshness: { retryAfterMs: 4_200 } } },
    });
  });
  await card(page, 'finance').getByRole('button', { name: '重新核对' }).click();
  await page.getByRole('status').getByText('请过 5 秒再试').waitFor();
});

describe('while the page is open', () => {
  test('a change at a department shows by itself, and is told to readers of the screen', async () => {
    const { page } = await open('TS2020F7', phone);
    expect(await page.locator('.live-live').count()).toBe(1);
    await pages.change(
      'staff:archives',
      'recordArchivesThesis(input: { studentId: "TS2020F7", label: "未审核" })',
    );
    await card(page, 'archives').locator('.verdict-not-passed').waitFor();
    const told = await page.locator('[aria-live="polite"]').textContent();
    expect(told).toBe('档案馆：未通过。4 项中已通过 3 项，还有 1 项要办理');
    await pages.change(
      'staff:archives',
      'recordArchivesThesis(input: { studentId: "TS2020F7", label: "已审核" })',
    );
    await card(page, 'archives').locator('.verdict-passed').waitFor();
  });

  test('it asks now and then where nothing comes through by itself', async () => {
    const { page } = await openPage(browser, pages, { student: 'TS2020F8', path: '/guide', viewport: phone });
    await page.route('**/graphql/stream', (route) => route.abort());
    await page.getByRole('link', { name: '我要办理' }).click();
    await page.locator('.live-polling').waitFor();
    await pages.change(
      'staff:apartment',
      'setResidency(input: { studentId: "TS2020F8", residency: UNKNOWN })',
    );
    await pages.change(
      'staff:archives',
      'recordArchivesThesis(input: { studentId: "TS2020F8", label: "退回" })',
    );
    await card(page, 'archives').locator('.verdict-not-passed').waitFor();
  });
});

function open(student: string, viewport: typeof phone) {
  return openPage(browser, pages, { student, path: '/clearance', viewport });
}
