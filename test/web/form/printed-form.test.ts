import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFontFile } from '../../../gateway/pages/font-file.ts';
import type { PageApp } from '../../../gateway/pages/page-app.ts';
import { openBrowser } from '../kit/browse.ts';
import { fakePorts, htmlOf, openPageApp, requestFor } from '../kit/page-app.ts';
import { pictureDifference } from '../kit/picture-difference.ts';
import { readQrCode } from '../kit/read-qr-code.ts';
import { longest, type SampleForm, sampleForm } from '../kit/sample-form.ts';

const folder = mkdtempSync(join(tmpdir(), 'clearance-form-'));
let pageApp: PageApp;
let browser: Browser;
beforeAll(async () => {
  // Installs the font, too.
  [pageApp, browser] = await Promise.all([openPageApp(), openBrowser()]);
}, 600_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function answerTo(path: string, given: SampleForm) {
  const answers = { ClearanceForm: { clearanceForm: await sampleForm(given) } };
  return pageApp.answer(requestFor(path), fakePorts(answers, { fontFile: findFontFile(undefined) }));
}

/** The print page in a browser, with the files that it names. */
async function openPrintPage(given: SampleForm = {}, scripts = true): Promise<Page> {
  const html = htmlOf(await answerTo('/completed/x/print', given));
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    viewport: { width: 1000, height: 1400 },
  });
  const page = await context.newPage();
  await page.route('**', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/print') return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    const file = await pageApp.answer(requestFor(pathname), fakePorts({}));
    if (file.kind !== 'file') return route.abort();
    return route.fulfill({ contentType: file.type, body: Buffer.from(file.body) });
  });
  await page.goto('http://form.test/print');
  return page;
}

async function pdfOf(given: SampleForm = {}): Promise<Buffer> {
  const answer = await answerTo('/completed/x/form.pdf', given);
  if (answer.kind !== 'file') throw new Error(`No PDF, but ${answer.kind}`);
  expect(answer).toMatchObject({ type: 'application/pdf', name: 'lixiao-3DWY1FWVB9YSSF7FWM884H65VT.pdf' });
  return Buffer.from(answer.body);
}

/** A PDF as Chromium shows it, one page filling the window. */
async function showPdf(pdf: Buffer): Promise<Buffer> {
  const file = join(folder, `${Math.random()}.pdf`);
  writeFileSync(file, pdf);
  const page = await browser.newPage({ viewport: { width: 1000, height: 1414 } });
  await page.goto(`file://${file}#toolbar=0&navpanes=0&view=Fit`);
  // The viewer is a page of its own that tells nobody when it has drawn: until two pictures are the same.
  let before: Buffer = Buffer.alloc(0);
  await expect
    .poll(async () => {
      const now = await page.screenshot();
      const isStill = now.equals(before) && now.length > 40_000;
      before = now;
      return isStill;
    })
    .toBe(true);
  await page.close();
  return before;
}

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length;
const cases: [string, SampleForm][] = [
  ['an ordinary form', {}],
  ['the longest form', longest],
];

describe.each(cases)('%s', (_, given) => {
  test('is printed on exactly one page of A4', async () => {
    const page = await openPrintPage(given);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pagesOf(pdf)).toBe(1);
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[\s*0 0 59[45][\d.]* 84[12]/);
    await page.context().close();
  });

  test('is downloaded as one page of A4', async () => {
    const pdf = await pdfOf(given);
    expect(pagesOf(pdf)).toBe(1);
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 595\.28 841\.89\]/);
    expect(pdf.length).toBeLessThan(400_000);
  });

  test('has a QR code that a scanner reads from the paper and from the PDF', async () => {
    const { text } = (await sampleForm()).qr;
    const page = await openPrintPage(given);
    await page.emulateMedia({ media: 'print' });
    expect(await readQrCode(await page.screenshot({ fullPage: true }))).toBe(text);
    await page.context().close();
    expect(await readQrCode(await showPdf(await pdfOf(given)))).toBe(text);
  });

  test('shows everything within the paper', async () => {
    const page = await openPrintPage(given);
    const wide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
    expect(wide).toBe(false);
    await page.context().close();
  });
});

test('more downloads at once than can be drawn in some seconds are told to use the print page', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => answerTo('/completed/x/form.pdf', {})));
  const drawn = answers.filter(({ kind }) => kind === 'file');
  const busy = answers.filter((answer) => answer.kind === 'html' && answer.status === 503);
  expect([drawn.length, busy.length]).toEqual([16, 4]);
});

test('carries serial, person, times of Beijing, units with telephones, edition and diploma sentence', async () => {
  const page = await openPrintPage();
  const text = (await page.locator('.form-sheet').innerText()).replace(/\s+/g, ' ');
  for (const part of [
    '研究生离校流程单',
    '3DWY 1FWV B9YS SF7F WM88 4H65 VT',
    '2020届',
    '第 1 版',
    '申请时间 Submitted 2020-06-16 01:30',
    '打印时间 Printed 2020-06-17 09:02',
    '样例学生',
    'TS2020S1',
    '信息与控制工程学院',
    '毕业离校',
    '总务部公寓与物业中心',
    '0516-83590327',
    '领取毕业证、学位证',
    'https://lixiao.cumt.edu.cn/v',
  ])
    expect(text).toContain(part);
  expect(await page.locator('.form-overprint').count()).toBe(0);
  await page.context().close();
});

test.each([
  [
    'VOID',
    { watermark: '已作废 VOID', submission: { state: 'VOID', voidedAt: '2020-06-18T01:00:00.000Z' } },
    '已作废 VOID',
  ],
  ['DEMO KEY', { watermark: '演示密钥 DEMO KEY 仅供演示' }, 'DEMO KEY'],
  [
    'ISSUED',
    {
      submission: {
        state: 'DIPLOMA_ISSUED',
        diploma: { handedOverAt: '2020-06-18T02:32:00.000Z', desk: '2号窗口', collectedBy: 'SELF' },
      },
    },
    '已领证 ISSUED',
  ],
])('says %s across the paper and in a line of its own', async (_, given, words) => {
  const page = await openPrintPage(given);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.form-overprint').getAttribute('data-words')).toContain(words);
  expect(await page.locator('.form-marks').innerText()).toContain(words);
  expect((await page.locator('.form-overprint').boundingBox())?.height).toBeGreaterThan(40);
  await page.context().close();
});

test('says when, where and how the diploma was handed over, in place of the signatures', async () => {
  const page = await openPrintPage({
    submission: {
      state: 'DIPLOMA_ISSUED',
      diploma: { handedOverAt: '2020-06-18T02:32:00.000Z', desk: '2号窗口', collectedBy: 'DELEGATE' },
    },
  });
  expect(await page.locator('.form-sheet').innerText()).toContain(
    '已于 2020-06-18 10:32 在 2号窗口 领取（委托他人领取）',
  );
  expect(await page.locator('.form-signatures').count()).toBe(0);
  await page.context().close();
});

test('needs neither colour nor backgrounds', async () => {
  const page = await openPrintPage();
  await page.emulateMedia({ media: 'print' });
  const colours: string[] = await page.evaluate(`
    [...document.querySelectorAll('.form-sheet, .form-sheet *')].flatMap((element) => {
      const { color, backgroundColor, borderTopColor } = getComputedStyle(element);
      return [color, backgroundColor, borderTopColor];
    })`);
  const coloured = colours.filter((text) => {
    const [red, green, blue] = text.match(/[\d.]+/g)?.map(Number) ?? [];
    return red !== green || green !== blue;
  });
  expect(coloured).toEqual([]);
  await page.context().close();
});

test('offers the button where scripts run, and only the keys where they do not', async () => {
  const scripted = await openPrintPage();
  await scripted.evaluate("window.print = () => document.body.setAttribute('data-printed', '')");
  await scripted.getByRole('button', { name: '打印' }).click();
  expect(await scripted.locator('body[data-printed]').count()).toBe(1);
  await scripted.context().close();
  const plain = await openPrintPage({}, false);
  expect(await plain.locator('#print').isVisible()).toBe(false);
  expect(await plain.locator('.tools').innerText()).toContain('Ctrl+P');
  await plain.context().close();
});

test('looks as it did when somebody last looked at it', async () => {
  const page = await openPrintPage({ watermark: '演示密钥 DEMO KEY 仅供演示' });
  await page.emulateMedia({ media: 'print' });
  const now = await page.locator('.form-sheet').screenshot();
  const kept = join(import.meta.dirname, 'printed-form.png');
  if (process.env.UPDATE_PICTURES === '1') writeFileSync(kept, now);
  expect(await pictureDifference(page, readFileSync(kept), now)).toBeLessThan(0.02);
  await page.context().close();
});
