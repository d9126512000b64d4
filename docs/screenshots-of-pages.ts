import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { changeAnswers } from '../test/web/app/change-answers.ts';
import { desktop, phone, visit } from '../test/web/kit/browse.ts';
import { readQrCode } from '../test/web/kit/read-qr-code.ts';

/** A picture: who looks at which page with what, and what is done to it before it is drawn. */
interface Picture {
  /** Of the file, without `.png`. */
  readonly name: string;
  /** Number of a student or account of staff; null: nobody is logged in. */
  readonly sub: string | null;
  readonly path: string;
  /** What the page shows once it has its data: without it, nothing is drawn. */
  readonly shows: string;
  readonly on: keyof typeof windows;
  /** `window`: what is seen without scrolling; `page`: all of it. */
  readonly extent: 'window' | 'page';
  readonly lang?: 'zh-CN' | 'en';
  readonly arrange?: (page: Page) => Promise<unknown>;
}

const windows = {
  pc: { viewport: desktop },
  phone: { viewport: phone, hasTouch: true, isMobile: true },
  /** As many dots as a real one has. */
  finePhone: { viewport: phone, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  /** Paper of 210 by 297 mm at 96 dots an inch. */
  a4: { viewport: { width: 794, height: 1123 } },
} as const;

/** S9 passes everything and has submitted nothing before these pictures; S8 submits for them. */
const READY = 'TS2020S9';
const SUBMITS = 'TS2020S8';
const OPEN = 'TS2020F4';

const before: readonly Picture[] = [
  { name: 'entry-pc', sub: null, path: '/', shows: '.help', on: 'pc', extent: 'window' },
  { name: 'entry-phone', sub: null, path: '/', shows: '.help', on: 'phone', extent: 'window' },
  { name: 'guide-pc', sub: OPEN, path: '/guide', shows: '.guide-fields', on: 'pc', extent: 'window' },
  { name: 'clearance-pc', sub: OPEN, path: '/clearance', shows: '.card', on: 'pc', extent: 'window' },
  {
    name: 'clearance-phone',
    sub: OPEN,
    path: '/clearance',
    shows: '.card',
    on: 'finePhone',
    extent: 'window',
  },
  {
    name: 'clearance-phone-en',
    sub: OPEN,
    path: '/clearance',
    shows: '.card',
    on: 'phone',
    extent: 'window',
    lang: 'en',
  },
  {
    name: 'arrears-phone',
    sub: 'TS2020F10',
    path: '/clearance',
    shows: '.card',
    on: 'phone',
    extent: 'page',
  },
  { name: 'ready-phone', sub: READY, path: '/clearance', shows: '.card', on: 'finePhone', extent: 'window' },
  {
    name: 'department-down-pc',
    sub: READY,
    path: '/clearance',
    shows: '.card',
    on: 'pc',
    extent: 'page',
    arrange: takeDown,
  },
  { name: 'plain-pc', sub: OPEN, path: '/plain/clearance', shows: '.card', on: 'pc', extent: 'window' },
];

/**
 * Draws the pages of a product that runs at `url` with its sample class and development login, as PNG files in `folder`.
 * One sample student submits for it, and the diploma desk looks at the form.
 */
export async function drawPages(browser: Browser, url: string, folder: string): Promise<void> {
  const draw = (picture: Picture) => drawOne(browser, url, folder, picture);
  for (const picture of before) await draw(picture);
  await draw({
    name: 'submitted-phone',
    sub: SUBMITS,
    path: '/clearance',
    shows: '.card',
    on: 'finePhone',
    extent: 'window',
    arrange: submit,
  });
  let serial = '';
  await draw({
    name: 'completed-pc',
    sub: SUBMITS,
    path: '/completed',
    shows: '.completed',
    on: 'pc',
    extent: 'window',
    arrange: async (page) => {
      const view = page.locator('a[href^="/completed/"]').first();
      serial = (await view.getAttribute('href'))?.split('/').at(-1) ?? '';
    },
  });
  const receipt = `/completed/${serial}`;
  await draw({
    name: 'receipt-phone',
    sub: SUBMITS,
    path: receipt,
    shows: '#submitted-title',
    on: 'phone',
    extent: 'window',
  });
  let code = '';
  await draw({
    name: 'form-a4',
    sub: SUBMITS,
    path: `${receipt}/print`,
    shows: '.form-sheet',
    on: 'a4',
    extent: 'window',
    arrange: async (page) => {
      await page.emulateMedia({ media: 'print' });
      // Paper has a margin, which a picture of the page knows nothing of.
      await page.evaluate("document.body.style.padding = '11mm 15mm'");
      code = (await readQrCode(await page.screenshot())) ?? '';
      if (code === '') throw new Error('The QR code of the printed form cannot be read.');
    },
  });
  await draw({
    name: 'verify-phone',
    sub: null,
    path: code,
    shows: '[data-verdict]',
    on: 'phone',
    extent: 'window',
  });
  await draw({
    name: 'desk-pc',
    sub: 'SAMPLE-DESK-1',
    path: '/desk',
    shows: '#scan',
    on: 'pc',
    extent: 'window',
    arrange: (page) => scanAtDesk(page, code),
  });
}

async function drawOne(browser: Browser, url: string, folder: string, picture: Picture): Promise<void> {
  const { name, sub, path, shows, on, extent, lang, arrange } = picture;
  const { context } = await visit(browser, { url }, sub === null ? null : { sub }, windows[on]);
  if (lang) await context.addCookies([{ name: 'lang', value: lang, url }]);
  const page = await context.newPage();
  await page.goto(path);
  await page.locator(shows).first().waitFor();
  await arrange?.(page);
  await page.locator(shows).first().waitFor();
  await untilStill(page);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: extent === 'page' });
  await context.close();
}

async function untilStill(page: Page): Promise<void> {
  // Data come by themselves, and a page tells nobody that it has all of them: until two pictures in a row are the same.
  let last = await page.screenshot();
  for (let tries = 0; tries < 40; tries++) {
    await wait(250);
    const next = await page.screenshot();
    if (next.equals(last)) return;
    last = next;
  }
}

/** As the graph answers while the apartment office's subgraph is down. */
async function takeDown(page: Page): Promise<void> {
  await changeAnswers(page, ({ data }) => {
    if (data?.clearance)
      Object.assign(data.clearance, {
        apartment: null,
        passed: null,
        outcome: 'UNKNOWN',
        state: 'IN_PROGRESS',
      });
  });
  await page.reload();
}

async function submit(page: Page): Promise<void> {
  await page.locator('#submit button').click();
  await page.getByRole('dialog').getByRole('button').first().click();
  await page.locator('.receipt').waitFor();
  await page.evaluate('scrollTo(0, 0)');
}

/** The desk has its name; a hand scanner reads the form, then the student's card. */
async function scanAtDesk(page: Page, code: string): Promise<void> {
  const scan = async (text: string) => {
    await page.locator('#scan').focus();
    await page.keyboard.insertText(text);
    await page.keyboard.press('Enter');
  };
  await page.getByLabel('窗口名称').fill('2号窗口');
  await page.keyboard.press('Enter');
  await page.getByText('窗口：2号窗口').waitFor();
  await scan(code);
  await page.locator('[data-verdict=VALID]').waitFor();
  await scan(SUBMITS);
  await page.getByText('校园卡学号一致').waitFor();
}
