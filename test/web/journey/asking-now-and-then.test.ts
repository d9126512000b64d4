import type { Browser, Page, Request } from 'playwright-core';
import { expect, test } from 'vitest';
import { ClearancePageDocument } from '../../../web/graph.generated/graphql.ts';
import { untilShown } from '../app/open-page.ts';
import { phone, visit } from '../kit/browse.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';

let pages: Pages;
let browser: Browser;

withPages((opened) => {
  ({ pages, browser } = opened);
});

const MINUTE = 60_000;

test('where no stream comes through, the page asks less and less often, and not at one moment for all', async () => {
  const { page, asked } = await openWithoutStream('TS2020F8');
  await pass(page, 10 * MINUTE);
  const gaps = asked.map((at, index) => at - (asked[index - 1] ?? 0)).slice(1);
  expect(asked.length).toBeGreaterThanOrEqual(5);
  expect(asked.length).toBeLessThanOrEqual(16);
  expect(Math.max(...gaps)).toBeGreaterThan(30_000);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * MINUTE + 10_000);
  expect(gaps.at(-1)).toBeGreaterThan(gaps[0] ?? Number.POSITIVE_INFINITY);
});

test('a page that nobody looks at asks nothing, and asks again as soon as somebody does', async () => {
  const { page, asked } = await openWithoutStream('TS2020F8');
  await look(page, 'hidden');
  const before = asked.length;
  await pass(page, 10 * MINUTE);
  // What was under way when the page was left may end.
  expect(asked.length - before).toBeLessThanOrEqual(1);
  const meanwhile = asked.length;
  await look(page, 'visible');
  await pass(page, MINUTE);
  expect(asked.length).toBeGreaterThan(meanwhile);
});

test('a page on which everything passes asks nothing', async () => {
  const { page, asked } = await openWithoutStream('TS2020S1');
  const before = asked.length;
  await pass(page, 10 * MINUTE);
  expect(asked.length).toBe(before);
});

/** The clearance page with a clock that the test turns; `asked`: when the page asked, milliseconds of that clock. */
async function openWithoutStream(student: string) {
  const { context } = await visit(browser, pages, { sub: student }, { viewport: phone });
  const page = await context.newPage();
  await page.clock.install();
  await page.addInitScript(
    `window.seen = 'visible';
     Object.defineProperty(document, 'visibilityState', { get: () => window.seen });`,
  );
  await page.route('**/graphql/stream', (route) => route.abort());
  await page.goto('/clearance');
  await untilShown(page);
  await page.locator('.live-polling').waitFor();
  const start: number = await page.evaluate('Date.now()');
  await page.clock.pauseAt(start + 1_000);
  const asked: number[] = [];
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes(String(ClearancePageDocument.__meta__?.hash)))
      asked.push((await page.evaluate<number>('Date.now()')) - start);
    return route.fallback();
  });
  return { page, asked };
}

/** Turns the clock on in steps; what is asked at each is answered before the next, however long that takes by the wall. */
async function pass(page: Page, milliseconds: number): Promise<void> {
  const STEP = 5_000;
  const asking = new Set<Request>();
  const begun = (request: Request) => void asking.add(request);
  const over = (request: Request) => void asking.delete(request);
  page.on('request', begun).on('requestfinished', over).on('requestfailed', over);
  for (let passed = 0; passed < milliseconds; passed += STEP) {
    await page.clock.runFor(STEP);
    // What the page asks, or has heard, just now is under way before this is answered.
    await page.evaluate("fetch('/livez').then((answer) => answer.text())");
    await expect.poll(() => asking.size).toBe(0);
    await page.evaluate("fetch('/livez').then((answer) => answer.text())");
  }
  page.off('request', begun).off('requestfinished', over).off('requestfailed', over);
}

async function look(page: Page, how: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate(`window.seen = '${how}'; document.dispatchEvent(new Event('visibilitychange'))`);
}
