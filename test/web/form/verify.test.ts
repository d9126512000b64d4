import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VerifyFormDocument } from '../../../web/graph.generated/graphql.ts';
import { accessibilityFaults } from '../kit/accessible.ts';
import { desktop, openBrowser, phone, strangers, type Visitor, visit } from '../kit/browse.ts';
import { runAs } from '../kit/run-as.ts';
import { type Pages, startPages } from '../kit/start-pages.ts';
import { submitted } from '../kit/submitted.ts';

let pages: Pages;
let browser: Browser;
let form: { serial: string; code: string };
const opened: Visitor[] = [];

beforeAll(async () => {
  [pages, browser] = await Promise.all([startPages(), openBrowser()]);
  form = await submitted(pages, 'TS2020S1');
}, 600_000);
afterAll(async () => {
  await browser?.close();
  await pages?.end();
});

async function open(options: object = {}) {
  const visitor = await visit(browser, pages, null, options);
  opened.push(visitor);
  const page = await visitor.context.newPage();
  const verdict = async () => {
    await page.locator('[data-verdict]').waitFor();
    return page.locator('[data-verdict]').getAttribute('data-verdict');
  };
  return { page, verdict, ...visitor };
}

const told = '.checked-list';
/** The claim with another serial, and the signature of the first. */
const forged = () => {
  const [head, payload = '', signature] = form.code.split('#')[1]?.split('.') ?? [];
  const claim = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const other = Buffer.from(JSON.stringify({ ...claim, jti: '0'.repeat(26) })).toString('base64url');
  return `${pages.url}/v#${head}.${other}.${signature}`;
};

describe('the page that a QR code leads to', () => {
  test.each([
    phone,
    desktop,
  ])('says 有效, a masked name, and what was checked, at $width pixels', async (viewport) => {
    const { page, verdict, context } = await open({ viewport });
    await page.goto(form.code);
    expect(await verdict()).toBe('VALID');
    expect(await page.locator('main').innerText()).toContain('样＊');
    expect(await page.locator('main').innerText()).not.toContain('样例学生');
    expect(await page.locator('main').innerText()).not.toContain('TS2020S1');
    expect(await page.locator(told).innerText()).toContain('签名：本机已核对');
    expect(await page.locator(told).innerText()).toContain('没有核对持单人的身份');
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.close();
  });

  test('never sends the claim in an address, so that no log keeps it', async () => {
    const { page, verdict, context, requested } = await open();
    await page.goto(form.code);
    await verdict();
    const claim = form.code.split('#')[1] ?? '';
    expect(requested.filter((url) => url.replace(/#.*/, '').includes(claim.slice(0, 20)))).toEqual([]);
    await context.close();
  });

  test('says that a signature is wrong, and stays with it', async () => {
    const { page, verdict, context } = await open();
    await page.goto(forged());
    expect(await verdict()).toBe('FORGED');
    expect(await page.locator(told).innerText()).toContain('签名：不正确');
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.close();
  });

  test('says that what was scanned is no form', async () => {
    const { page, verdict, context } = await open();
    await page.goto('/v#hello');
    expect(await verdict()).toBe('INVALID');
    expect(await page.locator('main').innerText()).toContain('不是离校流程单');
    await context.close();
  });

  test('works by a typed serial, and says that no signature was checked', async () => {
    const { page, verdict, context } = await open();
    await page.goto('/v');
    await page.getByLabel('流程单编号').fill('75EJ');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').innerText()).toContain('26');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('流程单编号').fill(form.serial.toLowerCase().replace(/(.{4})/g, '$1 '));
    await page.keyboard.press('Enter');
    expect(await verdict()).toBe('VALID');
    expect(await page.locator(told).innerText()).toContain('签名：没有核对');
    await context.close();
  });

  test('without the service says that only the signature was checked, which is no pass', async () => {
    const { page, verdict, context } = await open();
    await page.goto(form.code);
    await verdict();
    await page.route('**/graphql', (route) => route.abort());
    await page.route('**/.well-known/**', (route) => route.abort());
    await page.reload();
    await page.locator('[data-verdict=SIGNATURE_ONLY]').waitFor();
    expect(await page.locator('[data-verdict]').innerText()).toContain('只核对了签名，状态未知');
    expect(await page.locator('.big-verdict-go').count()).toBe(0);
    expect(await page.locator(told).innerText()).toContain('可能已经作废');
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.close();
  });

  test('asks once more where the service is busy for a moment', async () => {
    const { page, verdict, context } = await open();
    let turnedAway = 0;
    await page.route('**/graphql', (route) => {
      // The telephone numbers at the foot are asked for, too.
      if (!route.request().postData()?.includes(String(VerifyFormDocument.__meta__?.hash)))
        return route.continue();
      return turnedAway++ === 0
        ? route.fulfill({ status: 503, headers: { 'retry-after': '1' }, json: { errors: [] } })
        : route.continue();
    });
    await page.goto(form.code);
    expect(await verdict()).toBe('VALID');
    expect(turnedAway).toBe(2);
    await context.close();
  });

  test('in a browser without Ed25519 leaves the signature to the service, and says so', async () => {
    const { page, verdict, context } = await open();
    await page.addInitScript(
      'crypto.subtle.importKey = async () => { throw new DOMException("", "NotSupportedError"); }',
    );
    await page.goto(form.code);
    expect(await verdict()).toBe('VALID');
    expect(await page.locator(told).innerText()).toContain('签名：由服务器核对');
    await context.close();
  });

  test('is in English for whoever chose it', async () => {
    const { page, verdict, context } = await open();
    await page.goto(form.code);
    await verdict();
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('h1').innerText()).toBe('Verify a clearance form');
    expect(await page.locator('[data-verdict]').innerText()).toContain('Valid');
    expect(await page.title()).toBe('Verify a clearance form');
    await context.close();
  });

  test('leads readers without JavaScript to the plain page', async () => {
    const { page, context } = await open({ javaScriptEnabled: false });
    await page.goto('/v');
    await page.locator('noscript a').click();
    await page.getByLabel('流程单编号').fill(form.serial);
    await page.getByRole('button', { name: '核验' }).click();
    expect(await page.locator('[data-verdict]').getAttribute('data-verdict')).toBe('VALID');
    await context.close();
  });

  test('says 已领证 after the hand-over', async () => {
    await runAs(pages, { role: 'desk', sub: 'D1' }, 'RecordDiplomaHandover', {
      input: {
        serial: form.serial,
        desk: '2号窗口',
        collectedBy: 'SELF',
        evidence: { document: 'STUDENT_CARD' },
      },
    });
    const { page, verdict, context } = await open();
    await page.goto(form.code);
    expect(await verdict()).toBe('ALREADY_ISSUED');
    expect(await page.locator('main').innerText()).not.toContain('2号窗口');
    await context.close();
  });

  test('asked no other host for anything, and broke no rule of the policy', () => {
    expect(opened.flatMap((visitor) => strangers(visitor, pages))).toEqual([]);
    expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
