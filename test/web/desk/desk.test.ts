import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import QRCode from 'qrcode';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityFaults } from '../kit/accessible.ts';
import { openBrowser, phone, strangers, type Visitor, visit } from '../kit/browse.ts';
import { type Pages, startPages } from '../kit/start-pages.ts';
import { submitted } from '../kit/submitted.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearance-desk-'));
const officer = { sub: 'SAMPLE-DESK-1' };
let pages: Pages;
let browser: Browser;
const opened: Visitor[] = [];

beforeAll(async () => {
  [pages, browser] = await Promise.all([startPages(), openBrowser()]);
}, 600_000);
afterAll(async () => {
  await browser?.close();
  await pages?.end();
  rmSync(folder, { recursive: true, force: true });
});

/** A desk that has its name, with the field for scanners in focus. */
async function openDesk(options: object = {}, name: string | null = '2号窗口') {
  const visitor = await visit(browser, pages, officer, options);
  opened.push(visitor);
  if (name !== null)
    await visitor.context.addInitScript(`try { localStorage.setItem('desk-name', '${name}') } catch {}`);
  const page = await visitor.context.newPage();
  await page.goto('/desk');
  await page.locator('#scan').waitFor();
  return { page, ...visitor };
}

/** What a hand scanner does: types fast into whatever has the focus, then Enter. */
async function scan(page: Page, text: string): Promise<void> {
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
}

const shown = (page: Page, verdict: string) => page.locator(`[data-verdict=${verdict}]`).waitFor();
const text = (page: Page) => page.locator('main').innerText();

describe('who may use the desk', () => {
  test('somebody who is not logged in is led to the login, and back', async () => {
    const visitor = await visit(browser, pages, null, { next: officer });
    const page = await visitor.context.newPage();
    await page.goto('/desk');
    await page.getByRole('link', { name: '登录' }).click();
    await page.locator('#scan').waitFor();
    expect(new URL(page.url()).pathname).toBe('/desk');
    await visitor.context.close();
  });

  test('somebody of several roles takes the role of the desk there', async () => {
    const visitor = await visit(browser, pages, { sub: 'SAMPLE-SEVERAL-1' });
    const page = await visitor.context.newPage();
    await page.goto('/desk');
    await page.getByRole('button', { name: '以领证窗口身份继续' }).click();
    await page.locator('#scan').waitFor();
    await visitor.context.close();
  });

  test('a student is told that it is not for them', async () => {
    const visitor = await visit(browser, pages, { sub: 'TS2020S1' });
    const page = await visitor.context.newPage();
    await page.goto('/desk');
    await page.getByText('没有领证窗口的权限').waitFor();
    expect(await page.locator('#scan').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await visitor.context.close();
  });

  test('only here may a page ask for the camera', async () => {
    const policy = async (path: string) =>
      (await fetch(`${pages.url}${path}`)).headers.get('permissions-policy');
    expect(await policy('/desk')).toContain('camera=(self)');
    for (const path of ['/', '/v', '/plain']) expect(await policy(path)).toContain('camera=()');
  });
});

describe('a form that holds', () => {
  test('is handed over once, by keyboard and hand scanner alone', async () => {
    const { code } = await submitted(pages, 'TS2020S1');
    const { page, context } = await openDesk({}, null);
    await page.getByLabel('窗口名称').focus();
    await scan(page, '2号窗口');
    await page.getByText('窗口：2号窗口').waitFor();
    await page.locator('#scan').focus();
    await scan(page, code);
    await shown(page, 'VALID');
    expect(await text(page)).toContain('样例学生S1');
    expect(await text(page)).toContain('还没有核对校园卡');
    // The focus is in the field again: the card is next.
    await scan(page, 'TS2020S1');
    await page.getByText('校园卡学号一致').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '登记领证' }).focus();
    await page.keyboard.press('Enter');
    await shown(page, 'DiplomaHandedOver');
    expect(await page.locator('[data-verdict]').innerText()).toContain('已登记，可以发证');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.locator('.recent tbody tr').first().innerText()).toContain('已登记');

    await page.keyboard.press('Escape');
    await scan(page, code);
    await shown(page, 'ALREADY_ISSUED');
    expect(await page.locator('[data-verdict]').innerText()).toMatch(
      /\d\d:\d\d 已在 2号窗口 领证（本人领取）/,
    );
    expect(await page.getByRole('button', { name: '登记领证' }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.close();
  });

  test('which another desk hands over meanwhile is told with time and desk', async () => {
    const { code } = await submitted(pages, 'TS2020S2');
    const desks = await Promise.all([openDesk(), openDesk({}, '3号窗口')]);
    for (const { page } of desks) {
      await scan(page, code);
      await shown(page, 'VALID');
      await scan(page, 'TS2020S2');
      await page.getByText('校园卡学号一致').waitFor();
    }
    const [first, second] = desks.map(({ page }) => page) as [Page, Page];
    await first.getByRole('button', { name: '登记领证' }).click();
    await shown(first, 'DiplomaHandedOver');
    await second.getByRole('button', { name: '登记领证' }).click();
    await shown(second, 'DiplomaAlreadyHandedOver');
    expect(await second.locator('[data-verdict]').innerText()).toContain('此前已领证，不能再发');
    expect(await second.locator('[data-verdict]').innerText()).toContain('2号窗口');
    for (const { context } of desks) await context.close();
  });

  test('needs the card or a document that was compared; a delegate needs a name', async () => {
    const { serial } = await submitted(pages, 'TS2020S3');
    const { page, context } = await openDesk({ viewport: phone });
    await scan(page, serial);
    await shown(page, 'VALID');
    expect(await text(page)).toContain('没有核对签名');
    const record = page.getByRole('button', { name: '登记领证' });
    await record.click();
    expect(await page.getByRole('alert').innerText()).toContain('请扫描校园卡');
    await page.getByLabel('委托他人领取').check();
    await page.getByLabel('已核对证件').check();
    await record.click();
    expect(await page.getByRole('alert').innerText()).toContain('代领人姓名');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('代领人姓名').fill('测试员乙');
    await page.getByLabel('委托书或邮寄单号').fill('320301199001011234');
    await record.click();
    expect(await page.getByRole('alert').innerText()).toContain('身份证号');
    await page.getByLabel('委托书或邮寄单号').fill('WT-1');
    await record.click();
    await shown(page, 'DiplomaHandedOver');
    expect(await page.locator('[data-verdict]').innerText()).toContain('委托他人领取');
    await context.close();
  });
});

describe('a form that does not hold', () => {
  test('since the card is another student’s', async () => {
    const { code } = await submitted(pages, 'TS2020S4');
    const { page, context } = await openDesk();
    await scan(page, code);
    await shown(page, 'VALID');
    await scan(page, 'TS2020S5');
    await shown(page, 'INVALID');
    expect(await text(page)).toContain('流程单不属于出示人');
    expect(await page.getByRole('button', { name: '登记领证' }).count()).toBe(0);
    await context.close();
  });

  test('since something changed, with the case, and again when the change comes between', async () => {
    const { code } = await submitted(pages, 'TS2020S6');
    const { page, context } = await openDesk();
    await scan(page, code);
    await shown(page, 'VALID');
    await scan(page, 'TS2020S6');
    await page.getByText('校园卡学号一致').waitFor();
    await pages.change(
      'staff:finance',
      'recordCharge(input: { studentId: "TS2020S6", academicYear: 2019, chargeItemName: "代收取暖费", amountFen: 7240, reference: "LATE-1" })',
    );
    const token = await pages.graph.token('registrar', 'R1');
    await expect
      .poll(async () => {
        const { data } = await pages.graph.query('{ reviewCases(studentId: "TS2020S6") { nodes { id } } }', {
          token,
        });
        return data.reviewCases.nodes.length;
      })
      .toBe(1);
    await page.getByRole('button', { name: '登记领证' }).click();
    await shown(page, 'ReviewCasesOpen');
    expect(await page.locator('[data-verdict]').innerText()).toContain('条件已变化，没有登记');
    expect(await page.locator('[data-verdict]').innerText()).toContain('财务处');
    await page.getByRole('button', { name: '重新核验' }).click();
    await shown(page, 'CONDITIONS_CHANGED');
    expect(await text(page)).toContain('须由研究生院处理');
    expect(await page.getByRole('button', { name: '登记领证' }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.close();
  });

  test('since it was reopened while it lay on the desk', async () => {
    const { code, serial } = await submitted(pages, 'TS2020S7');
    const { page, context } = await openDesk();
    await scan(page, code);
    await shown(page, 'VALID');
    await scan(page, 'TS2020S7');
    await page.getByText('校园卡学号一致').waitFor();
    const ask = async (sub: string, mutation: string) =>
      (await pages.graph.query(mutation, { token: await pages.graph.token('registrar', sub) })).data;
    const { requestReopening } = await ask(
      'R1',
      `mutation { requestReopening(input: { serial: "${serial}", reason: "测试" }) { ... on ReopeningRequested { reopening { id } } } }`,
    );
    await ask(
      'R2',
      `mutation { confirmReopening(input: { reopeningId: "${requestReopening.reopening.id}" }) { __typename } }`,
    );
    await page.getByRole('button', { name: '登记领证' }).click();
    await shown(page, 'FormDoesNotHold');
    expect(await page.locator('[data-verdict]').innerText()).toContain('已作废');
    await page.getByRole('button', { name: '重新核验' }).click();
    await shown(page, 'VOID');
    await context.close();
  });

  test('since it is none at all', async () => {
    const { page, context } = await openDesk();
    await scan(page, 'https://example.org/menu');
    await page.getByText('不是离校流程单').waitFor();
    await scan(page, 'TS2020S1');
    await page.getByText('请先扫描流程单').waitFor();
    await context.close();
  });
});

describe('without a network', () => {
  test('a good signature is said to be no pass, and there is nothing to hand over', async () => {
    const { code } = await submitted(pages, 'TS2020S8');
    const { page, context } = await openDesk();
    await expect.poll(() => page.evaluate("localStorage.getItem('form-keys')")).not.toBeNull();
    await context.setOffline(true);
    await scan(page, code);
    await shown(page, 'SIGNATURE_ONLY');
    expect(await page.locator('[data-verdict]').innerText()).toContain('只核对了签名，不能发证');
    expect(await page.locator('.big-verdict-go').count()).toBe(0);
    expect(await page.getByRole('button', { name: '登记领证' }).count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.setOffline(false);
    await page.getByRole('button', { name: '重新核验' }).click();
    await shown(page, 'VALID');
    await context.close();
  });

  test('a hand-over without an answer says that it may have been recorded; checking again tells', async () => {
    const { code } = await submitted(pages, 'TS2020S9');
    const { page, context } = await openDesk();
    await scan(page, code);
    await shown(page, 'VALID');
    await scan(page, 'TS2020S9');
    await page.getByText('校园卡学号一致').waitFor();
    // The service gets the request, the desk no answer.
    await page.route('**/graphql', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: '登记领证' }).click();
    await shown(page, 'unknown');
    expect(await page.locator('[data-verdict]').innerText()).toContain('可能已经登记');
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: '重新核验' }).click();
    await shown(page, 'ALREADY_ISSUED');
    await context.close();
  });
});

test('the camera reads the code, with a reader that is loaded only then', async () => {
  const { code } = await submitted(pages, 'TS2020F9');
  const film = join(folder, 'form.mjpeg');
  writeFileSync(film, await filmOf(code));
  const withCamera = await openBrowser(
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  );
  try {
    const visitor = await visit(withCamera, pages, officer, { permissions: ['camera'] });
    opened.push(visitor);
    const page = await visitor.context.newPage();
    await page.goto('/desk');
    await page.locator('#scan').waitFor();
    const before = visitor.requested.length;
    await page.getByRole('button', { name: '用摄像头扫描' }).click();
    await shown(page, 'VALID');
    expect(visitor.requested.length).toBeGreaterThan(before);
    // The camera is let go of.
    expect(await page.locator('video').count()).toBe(0);
  } finally {
    await withCamera.close();
  }
});

/** A film of one picture, as Chromium's pretended camera takes it: the code on white paper. */
async function filmOf(code: string): Promise<Buffer> {
  const svg = await QRCode.toString(code, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
  const page = await browser.newPage({ viewport: { width: 640, height: 480 } });
  await page.setContent(
    `<body style="margin:0;background:#ddd;text-align:center"><img height="470" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}"></body>`,
  );
  await page.waitForFunction('document.images[0].complete && document.images[0].naturalWidth > 0');
  const jpeg = await page.screenshot({ type: 'jpeg', quality: 95 });
  await page.close();
  return jpeg;
}

test('the list keeps the last forms through a reload, with masked names only', async () => {
  const { page, context } = await openDesk();
  const { serial } = await submitted(pages, 'TS2020F6B');
  await scan(page, serial);
  await shown(page, 'VALID');
  await page.reload();
  await page.locator('.recent tbody tr').first().waitFor();
  const line = await page.locator('.recent tbody tr').first().innerText();
  expect(line).toContain('样＊');
  expect(line).not.toContain('样例');
  await context.close();
});

test('asked no other host for anything, and broke no rule of the policy', () => {
  expect(opened.flatMap((visitor) => strangers(visitor, pages))).toEqual([]);
  expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
});
