import type { Browser, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { card, untilShown } from '../app/open-page.ts';
import { desktop, phone, visit } from '../kit/browse.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';

let pages: Pages;
let browser: Browser;

withPages((opened) => {
  ({ pages, browser } = opened);
});

const departments = [
  { code: 'library', unit: '图书馆', phoneNumber: '0516-83592058', failing: 'TS2020F4' },
  { code: 'archives', unit: '档案馆', phoneNumber: '0516-83592101', failing: 'TS2020F4' },
  { code: 'apartment', unit: '总务部公寓与物业中心', phoneNumber: '0516-83590327', failing: 'TS2020F8' },
  { code: 'finance', unit: '财务处收费管理办公室', phoneNumber: '0516-83590233', failing: 'TS2020F10' },
] as const;

const kinds = [
  { kind: 'full', path: '/clearance', javaScriptEnabled: true, again: '本页会自动再试。' },
  { kind: 'plain', path: '/plain/clearance', javaScriptEnabled: false, again: '请稍后刷新本页再看。' },
] as const;

describe.each(kinds)('on the $kind page', ({ kind, path, javaScriptEnabled, again }) => {
  const open = async (student: string, viewport = phone) => {
    const { context } = await visit(browser, pages, { sub: student }, { viewport, javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(path);
    if (kind === 'full') await untilShown(page);
    return page;
  };

  test.each(departments)('$unit that is down looks in no way like one that fails', async (department) => {
    const { code, unit, phoneNumber, failing } = department;
    const failed = await looksOf(await open(failing, desktop), code);
    const down = await whileDown(code, async () => {
      const page = await open('TS2020S1', desktop);
      await untilOthersPass(page, code);
      const text = await card(page, code).innerText();
      expect(text).toContain(`暂时连接不上${unit}的系统，这一项还没有核对。`);
      expect(text).toContain('这不表示您没有通过');
      expect(text).toContain(again);
      expect(text).toContain(phoneNumber);
      expect(await page.locator('.card-not-passed').count()).toBe(0);
      return looksOf(page, code);
    });
    expect([failed.text, down.text]).toEqual(['未通过', '连接不上']);
    for (const look of ['icon', 'ground', 'className'] as const) expect(down[look]).not.toBe(failed[look]);
  });
});

test.each(
  departments,
)('without scripts, submitting while $unit is down says that nothing failed, and whom to call', async ({
  code,
  phoneNumber,
}) => {
  const { context } = await visit(browser, pages, { sub: 'TS2020S1' }, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/plain/submit');
  await whileDown(code, () => page.getByRole('button', { name: '确认提交离校服务' }).click());
  expect(await page.locator('[data-result]').getAttribute('data-result')).toBe('DepartmentsUnavailable');
  const text = await page.locator('body').innerText();
  expect(text).toContain('这不表示未通过');
  expect(text).toContain(phoneNumber);
});

test('the full page finds out by itself that a department is back, though no stream tells it', async () => {
  const { context } = await visit(browser, pages, { sub: 'TS2020S2' }, { viewport: phone });
  const page = await context.newPage();
  await whileDown('finance', async () => {
    await page.goto('/clearance');
    await card(page, 'finance').locator('.verdict-down').waitFor();
    await page.locator('.live-live').waitFor();
  });
  await card(page, 'finance').locator('.verdict-passed').waitFor({ timeout: 60_000 });
});

test('departments die one after another, and what is left still shows', async () => {
  const gone = new Set<string>();
  const { context } = await visit(browser, pages, { sub: 'TS2020S3' }, { viewport: phone });
  const { context: plainContext } = await visit(
    browser,
    pages,
    { sub: 'TS2020S3' },
    { javaScriptEnabled: false },
  );
  const opened = await Promise.all([context.newPage(), plainContext.newPage()]);
  const look = async (page: Page, path: string) => {
    await page.goto(path);
    await untilShown(page);
    return page.locator('[id^="item-"] .verdict').allInnerTexts();
  };
  for (const { code } of departments) {
    const { child } = pages.graph.subgraphs[code];
    child.signal('SIGKILL');
    await child.ended;
    gone.add(code);
    const expected = departments.map((one) => (gone.has(one.code) ? '连接不上' : '通过'));
    // One that is merely late on a busy machine is another story: then the page is asked again.
    for (const [index, path] of ['/clearance', '/plain/clearance'].entries())
      await expect.poll(() => look(opened[index] as Page, path)).toEqual(expected);
  }
});

/** Those that are not down: one may be late on a busy machine, or be left alone for a while after its own turn. */
async function untilOthersPass(page: Page, code: string): Promise<void> {
  const others = departments.filter((one) => one.code !== code);
  const verdicts = () =>
    Promise.all(others.map((one) => card(page, one.code).locator('.verdict').innerText()));
  await expect
    .poll(async () => {
      const seen = await verdicts();
      if (!seen.every((verdict) => verdict === '通过')) await page.reload();
      await untilShown(page);
      return verdicts();
    })
    .toEqual(others.map(() => '通过'));
}

async function whileDown<T>(code: (typeof departments)[number]['code'], act: () => Promise<T>): Promise<T> {
  const { proxy } = pages.graph.subgraphs[code];
  proxy.fault = 'refuse';
  try {
    return await act();
  } finally {
    proxy.fault = 'none';
  }
}

/** How a department's outcome looks: its words, its icon's lines, its colours, and the card's kind. */
async function looksOf(page: Page, code: string) {
  const verdict = card(page, code).locator('.verdict');
  return {
    text: (await verdict.innerText()).trim(),
    icon: await verdict.locator('svg, img').first().innerHTML(),
    ground: await page.evaluate(
      `(({ backgroundColor, color, borderTopColor, borderTopStyle }) => [backgroundColor, color, borderTopColor, borderTopStyle].join(' '))(getComputedStyle(document.querySelector('#item-${code} .verdict')))`,
    ),
    className: await card(page, code).getAttribute('class'),
  };
}
