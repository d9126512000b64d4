import type { Browser, Page, Request } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { SubmitClearanceDocument } from '../../../web/graph.generated/graphql.ts';
import { openPage, untilShown } from '../app/open-page.ts';
import { desktop, phone, visit } from '../kit/browse.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';
import { serialOn, submitAndConfirm, untilPrinted } from './settle.ts';

let pages: Pages;
let browser: Browser;

withPages((opened) => {
  ({ pages, browser } = opened);
});

describe('on the full pages', () => {
  test('a submission whose answer was lost as the session ended is not made twice, and its receipt is there after the login', async () => {
    const { page, visitor } = await open('TS2020S1');
    const keys = keysOf(page);
    let stored: string | null = null;
    await page.route('**/graphql', async (route) => {
      if (stored !== null || !isSubmission(route.request())) return route.fallback();
      const { data } = await (await route.fetch()).json();
      stored = data.submitClearance.submission.serial;
      await visitor.expire();
      return route.abort('connectionreset');
    });
    await page.getByRole('button', { name: '提交离校服务' }).click();
    await page.getByRole('button', { name: '确认提交' }).click();
    // The same key is asked with once more before anybody can be sent to the login.
    await expect.poll(() => keys.length).toBe(2);
    await page.getByRole('dialog', { name: '登录已过期' }).getByRole('link', { name: '重新登录' }).click();
    await page.getByText('离校服务已提交').waitFor();
    expect(await serialOn(page)).toBe(stored);
    expect(new Set(keys).size).toBe(1);
    expect(await completedOf(page)).toEqual([stored]);
  });

  test('going back after submitting, by whatever page, shows the receipt and submits nothing', async () => {
    const { page } = await open('TS2020S2', desktop);
    const keys = keysOf(page);
    const serial = await submitAndConfirm(page);
    await page.getByRole('link', { name: '打印离校流程单' }).click();
    await untilPrinted(page);
    await page.goBack();
    await page.getByText('离校服务已提交').waitFor();
    await page.reload();
    await page.getByText('离校服务已提交').waitFor();
    await page.getByRole('link', { name: '查看', exact: true }).click();
    await page.getByText('以下为提交时的信息').waitFor();
    await page.goBack();
    await page.getByText('离校服务已提交').waitFor();
    expect(await serialOn(page)).toBe(serial);
    expect(await page.getByRole('button', { name: '提交离校服务' }).count()).toBe(0);
    await page.goForward();
    await page.getByText('以下为提交时的信息').waitFor();
    expect(keys).toHaveLength(1);
  });

  test('a phone and a PC that submit at the same moment end in one receipt', async () => {
    const [one, other] = await Promise.all([open('TS2020S3', phone), open('TS2020S3', desktop)]);
    for (const { page } of [one, other]) {
      await page.route('**/graphql/stream', (route) => route.abort());
      await page.reload();
      await untilShown(page);
      await page.getByRole('button', { name: '提交离校服务' }).click();
      await page.getByRole('dialog').waitFor();
    }
    const serials = await Promise.all(
      [one, other].map(async ({ page }) => {
        await page.getByRole('button', { name: '确认提交' }).click();
        await page.getByText('离校服务已提交').waitFor();
        return serialOn(page);
      }),
    );
    expect(serials[0]).toBe(serials[1]);
    expect(await completedOf(one.page)).toEqual([serials[0]]);
  });

  test('a second window that does not know that the card is cancelled is told so, and nothing is written again', async () => {
    const { page } = await open('TS2020F6C');
    const { page: second } = await open('TS2020F6C');
    await second.route('**/graphql/stream', (route) => route.abort());
    await second.reload();
    await untilShown(second);
    await second.getByRole('button', { name: '注销' }).click();
    await page.getByRole('button', { name: '注销' }).click();
    await page.getByRole('button', { name: '确认注销' }).click();
    await page.getByText('借书证已注销。').waitFor();
    await second.getByRole('button', { name: '确认注销' }).click();
    await second.getByText('借书证此前已注销，没有重复操作。').waitFor();
  });
});

describe('on the plain pages', () => {
  const openPlain = async (student: string) => {
    const visitor = await visit(browser, pages, { sub: student }, { javaScriptEnabled: false });
    const page = await visitor.context.newPage();
    await page.goto('/plain/submit');
    return { page, visitor };
  };
  const confirm = (page: Page) => page.getByRole('button', { name: '确认提交离校服务' }).click();
  const serialIn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1);
  const keyIn = (page: Page) => new URL(page.url()).searchParams.get('key');

  test('a session that ends before the button is pressed leads to the login and back, with the key of the same intention', async () => {
    const { page, visitor } = await openPlain('TS2020S4');
    const key = keyIn(page);
    await visitor.expire();
    await confirm(page);
    await page.waitForURL(/\/plain\/submit\?/);
    expect(keyIn(page)).toBe(key);
    await confirm(page);
    const serial = serialIn(page);
    expect(await page.locator('[data-receipt]').getAttribute('data-receipt')).toBe('new');
    // The page with the form is still in the history: it has nothing to offer but the receipt.
    await page.goBack();
    expect(serialIn(page)).toBe(serial);
    expect(await page.getByRole('button', { name: '确认提交离校服务' }).count()).toBe(0);
    expect(visitor.complaints).toEqual([]);
  });

  test('a session that ends after the submission was stored ends in its receipt', async () => {
    const { page, visitor } = await openPlain('TS2020S5');
    const key = keyIn(page);
    // The server stores it, the reader sees nothing of it.
    let stored = '';
    await page.route('**/plain/submit', async (route) => {
      if (route.request().method() !== 'POST' || stored !== '') return route.fallback();
      stored = (await route.fetch({ maxRedirects: 0 })).headers().location?.split(/[/?]/)[3] ?? '';
      await visitor.expire();
      return route.fulfill({ status: 502, contentType: 'text/html', body: '<title>502</title>' });
    });
    await confirm(page);
    expect(stored).toMatch(/^[0-9A-Z]{26}$/);
    await page.goto(`/plain/submit?key=${key}`);
    expect(serialIn(page)).toBe(stored);
  });

  test('two windows that show the button end in the same receipt', async () => {
    const { page, visitor } = await openPlain('TS2020S6');
    const second = await visitor.context.newPage();
    await second.goto('/plain/submit');
    expect(keyIn(second)).not.toBe(keyIn(page));
    await confirm(page);
    await confirm(second);
    expect(serialIn(second)).toBe(serialIn(page));
    expect(await second.locator('[data-receipt]').getAttribute('data-receipt')).toBe('already');
  });
});

function open(student: string, viewport = phone) {
  return openPage(browser, pages, { student, path: '/clearance', viewport });
}

function isSubmission(request: Request): boolean {
  return request.postData()?.includes(String(SubmitClearanceDocument.__meta__?.hash)) === true;
}

/** The key of every submission that the page sends from now on. */
function keysOf(page: Page): string[] {
  const keys: string[] = [];
  page.on('request', (request) => {
    if (isSubmission(request)) keys.push(request.postDataJSON().variables.input.idempotencyKey);
  });
  return keys;
}

/** Serials of everything that this student has submitted. */
async function completedOf(page: Page): Promise<string[]> {
  await page.goto('/completed');
  await page.locator('table.completed').waitFor();
  const shown = await page.locator('table.completed tbody .serial').allInnerTexts();
  return shown.map((serial) => serial.replaceAll(' ', ''));
}
