import type { Browser, Page, Request } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { SubmitClearanceDocument } from '../../../web/graph.generated/graphql.ts';
import { phone } from '../kit/browse.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';
import { card, openPage, untilShown } from './open-page.ts';

let pages: Pages;
let browser: Browser;

withPages((opened) => {
  ({ pages, browser } = opened);
});

describe('cancelling the library card', () => {
  test('says in the words of the guide what it means, and keeps the card where the student thinks again', async () => {
    const { page } = await open('TS2020F6C');
    await card(page, 'library').getByRole('button', { name: '注销' }).click();
    const dialog = page.getByRole('dialog', { name: '注销借书证？' });
    expect(await dialog.textContent()).toContain('注销之后，无法借阅图书，但可正常进出图书馆。');
    expect(await dialog.textContent()).toContain('图书馆一层借阅大厅前台');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await card(page, 'library').locator('.verdict').innerText()).toBe('未通过');
  });

  test('makes the library pass, and a second click changes nothing', async () => {
    const { page } = await open('TS2020F6C');
    const other = await open('TS2020F6C');
    await cancel(page);
    await page.getByRole('status').getByText('借书证已注销。').waitFor();
    await page.getByRole('button', { name: '关闭' }).click();
    await card(page, 'library').locator('.verdict-passed').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('item-library');
    expect(await card(page, 'library').getByRole('button', { name: '已注销' }).isDisabled()).toBe(true);

    // The other window has not heard of it yet: what it sends is answered, and nothing is written.
    await other.page.route('**/graphql/stream', (route) => route.abort());
    const again = await other.page.evaluate(
      `fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', 'x-client-name': 'web' },
        body: JSON.stringify({ documentId: '${cancelId}', variables: { input: {} } }) }).then((answer) => answer.json())`,
    );
    expect(again).toMatchObject({ data: { cancelLibraryCard: { alreadyCancelled: true } } });
  });

  test('is refused with what stands in the way and whom to call', async () => {
    const { page } = await open('TS2020F6D');
    await card(page, 'library').getByRole('button', { name: '暂不能注销' }).click();
    const dialog = page.getByRole('dialog', { name: '现在不能注销借书证' });
    expect(await dialog.textContent()).toContain('有图书未归还');
    expect(await dialog.locator('a.phone').innerText()).toBe('0516-83592058');
    expect(await dialog.getByRole('button', { name: '确认注销' }).count()).toBe(0);
  });

  test('that became impossible meanwhile is refused by the library, and shown so', async () => {
    const { page } = await open('TS2020F6D');
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      const library = answer.data?.clearance?.library;
      if (library) Object.assign(library, { canCancelCard: true, cancelBlockers: [] });
      await route.fulfill({ response, json: answer });
    });
    await page.route('**/graphql/stream', (route) => route.abort());
    await page.reload();
    await untilShown(page);
    await cancel(page);
    const dialog = page.getByRole('dialog', { name: '现在不能注销借书证' });
    await dialog.waitFor();
    expect(await dialog.locator('a.phone').innerText()).toBe('0516-83592058');
  });
});

describe('a student who does not pass yet', () => {
  test('can press the button, and is told which items fail and where they are', async () => {
    const { page } = await open('TS2020F4');
    const button = page.getByRole('button', { name: '提交离校服务' });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await button.focus();
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.getByRole('link').allInnerTexts()).toEqual([
      '图书馆',
      '档案馆',
      '总务部公寓与物业中心',
    ]);
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
    await alert.getByRole('link', { name: '档案馆' }).click();
    expect(new URL(page.url()).hash).toBe('#item-archives');
  });

  test('goes from 未通过 to the receipt', async () => {
    const { page } = await open('TS2020F9C');
    expect(await card(page, 'apartment').locator('.verdict').innerText()).toBe('无法核对');
    await pages.change(
      'staff:apartment',
      'setResidency(input: { studentId: "TS2020F9C", residency: NON_RESIDENT })',
    );
    await page.getByRole('link', { name: '全部通过，去提交' }).waitFor();
    const serial = await submit(page);
    expect(await page.locator('h2:focus').innerText()).toBe('离校服务已提交');

    await page.getByRole('link', { name: '查看', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '研究生离校服务' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/completed/${serial}`);
    await page.getByText('以下为提交时的信息，此后不再变化。').waitFor();
    expect(await page.locator('.submitted-items .verdict').allInnerTexts()).toEqual([
      '通过',
      '通过',
      '通过',
      '通过',
    ]);

    await page.goBack();
    await page.getByText('离校服务已提交').waitFor();
    expect(await page.getByRole('button', { name: '提交离校服务' }).count()).toBe(0);
  });
});

describe('submitting', () => {
  test('asks before, and says that it can be done only once', async () => {
    const { page } = await open('TS2020S1');
    await page.getByRole('button', { name: '提交离校服务' }).click();
    const dialog = page.getByRole('dialog', { name: '确认提交离校服务？' });
    expect(await dialog.textContent()).toContain('离校服务只能提交一次');
    await dialog.getByRole('button', { name: '再看看' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('提交离校服务');
    await page.reload();
    await untilShown(page);
    expect(await page.getByRole('button', { name: '提交离校服务' }).count()).toBe(1);
  });

  test('clicked twice sends one key and shows one receipt', async () => {
    const { page } = await open('TS2020S1');
    const sent = submissionsOf(page);
    await page.getByRole('button', { name: '提交离校服务' }).click();
    await page.getByRole('button', { name: '确认提交' }).dblclick({ force: true });
    await page.getByText('离校服务已提交').waitFor();
    expect(new Set(sent.map(keyOf)).size).toBe(1);
    expect(await page.getByRole('status').filter({ hasText: '提交成功' }).count()).toBe(1);
  });

  test('whose answer was lost asks again with the same key, and ends in the receipt', async () => {
    const { page } = await open('TS2020S2');
    const sent = submissionsOf(page);
    let lost = 0;
    await page.route('**/graphql/stream', (route) => route.abort());
    await page.reload();
    await untilShown(page);
    await page.route('**/graphql', async (route) => {
      if (!isSubmission(route.request()) || lost > 0) return route.fallback();
      lost += 1;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await submit(page);
    expect(sent.map(keyOf)).toEqual([keyOf(sent[0]), keyOf(sent[0])]);
  });

  test('whose answer never came leaves a sentence, and after a reload the same key tells what became of it', async () => {
    const { page } = await open('TS2020S3');
    const sent = submissionsOf(page);
    await page.route('**/graphql', (route) =>
      isSubmission(route.request()) ? route.abort('connectionreset') : route.fallback(),
    );
    await page.getByRole('button', { name: '提交离校服务' }).click();
    await page.getByRole('button', { name: '确认提交' }).click();
    await page.getByRole('alert').getByText('没有收到答复，不知道是否已提交').waitFor();
    await page.unroute('**/graphql');
    await page.reload();
    await untilShown(page);
    await page.getByText('您上次的提交没有收到答复').waitFor();
    await submit(page);
    expect(new Set(sent.map(keyOf)).size).toBe(1);
  });

  test('in two tabs ends in the same receipt', async () => {
    const { page, visitor } = await open('TS2020S4');
    const second = await visitor.context.newPage();
    await second.route('**/graphql/stream', (route) => route.abort());
    await second.goto('/clearance');
    await untilShown(second);
    const serial = await submit(page);
    await second.getByRole('button', { name: '提交离校服务' }).click();
    await second.getByRole('button', { name: '确认提交' }).click();
    await second.getByText('您已经提交过，这是当时的回执').waitFor();
    expect(await serialOn(second)).toBe(serial);
  });

  test('in another tab shows in this one by itself', async () => {
    const { page, visitor } = await open('TS2020S5');
    const second = await visitor.context.newPage();
    await second.goto('/clearance');
    await untilShown(second);
    const serial = await submit(page);
    await second.getByText('离校服务已提交').waitFor();
    expect(await serialOn(second)).toBe(serial);
  });

  test('after the session ended asks to log in, and comes back with the same key', async () => {
    const { page, visitor } = await open('TS2020S6');
    const sent = submissionsOf(page);
    await page.getByRole('button', { name: '提交离校服务' }).click();
    await visitor.expire();
    await page.getByRole('button', { name: '确认提交' }).click();
    const dialog = page.getByRole('dialog', { name: '登录已过期' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(1);
    await dialog.getByRole('link', { name: '重新登录' }).click();
    await untilShown(page);
    expect(new URL(page.url()).pathname).toBe('/clearance');
    await submit(page);
    expect(sent).toHaveLength(2);
    expect(keyOf(sent[0])).toBe(keyOf(sent[1]));
  });

  test('after a fee appeared between page and click is refused, and the page shows the fee', async () => {
    const { page } = await open('TS2020S7');
    await page.route('**/graphql/stream', (route) => route.abort());
    await page.reload();
    await untilShown(page);
    const charge =
      '{ studentId: "TS2020S7", academicYear: 2019, chargeItemName: "代收取暖费", amountFen: 6000, reference: "W-1" }';
    await pages.change('staff:finance', `recordCharge(input: ${charge})`);
    await page.getByRole('button', { name: '提交离校服务' }).click();
    await page.getByRole('button', { name: '确认提交' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('没有提交：有事项未通过').waitFor();
    expect(await alert.textContent()).toContain('财务处收费管理办公室');
    await card(page, 'finance').locator('.verdict-not-passed').waitFor();
  });

  test('while a department is down is refused as not checked, with whom to call', async () => {
    const { page } = await open('TS2020S8');
    const { proxy } = pages.graph.subgraphs.archives;
    await page.getByRole('button', { name: '提交离校服务' }).click();
    proxy.fault = 'refuse';
    try {
      await page.getByRole('button', { name: '确认提交' }).click();
      const alert = page.getByRole('alert');
      await alert.getByText('没有提交：有部门暂时无法核对').waitFor();
      expect(await alert.textContent()).toContain('0516-83592101');
      expect(await alert.textContent()).toContain('这不表示您未通过');
    } finally {
      proxy.fault = 'none';
    }
  });
});

const cancelId = 'sha256:de55df5d2c897e9a94f2a9b7d035a56970b781d1a04808f6be6534e39a6f5c9b';

function open(student: string) {
  return openPage(browser, pages, { student, path: '/clearance', viewport: phone });
}

async function cancel(page: Page): Promise<void> {
  await card(page, 'library').getByRole('button', { name: '注销' }).click();
  await page.getByRole('button', { name: '确认注销' }).click();
}

/** Submits and confirms; the serial of the receipt. */
async function submit(page: Page): Promise<string> {
  await page.getByRole('button', { name: '提交离校服务' }).click();
  await page.getByRole('button', { name: '确认提交' }).click();
  await page.getByText('离校服务已提交').waitFor();
  return serialOn(page);
}

async function serialOn(page: Page): Promise<string> {
  return (await page.locator('.receipt .serial').innerText()).replaceAll(' ', '');
}

/** Every submission that the page sends from now on. */
function submissionsOf(page: Page): Request[] {
  const sent: Request[] = [];
  page.on('request', (request) => {
    if (isSubmission(request)) sent.push(request);
  });
  return sent;
}

function isSubmission(request: Request): boolean {
  return request.postData()?.includes(String(SubmitClearanceDocument.__meta__?.hash)) === true;
}

function keyOf(request: Request | undefined): string {
  return request?.postDataJSON().variables.input.idempotencyKey;
}
