import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { untilShown } from '../app/open-page.ts';
import { accessibilityFaults } from '../kit/accessible.ts';
import { openBrowser, phone, visit } from '../kit/browse.ts';
import { type Pages, startPages } from '../kit/start-pages.ts';
import { submitted } from '../kit/submitted.ts';

let pages: Pages;
let browser: Browser;
let serial: string;

beforeAll(async () => {
  [pages, browser] = await Promise.all([startPages({ LOG_LEVEL: 'info' }), openBrowser()]);
  ({ serial } = await submitted(pages, 'TS2020S1'));
}, 600_000);

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
});

afterAll(async () => {
  await browser?.close();
  await pages?.end();
});

const SIX = ['83592137', '83592058', '83592101', '83590327', '83590233', '83590335'].map(
  (number) => `tel:+86-516-${number}`,
);

/** Runs in the page: tables whose cells are not told apart by headers that say of what they are. */
const TABLES_WITHOUT_HEADERS = `[...document.querySelectorAll('table')]
  .filter((table) => table.querySelectorAll('th[scope]').length === 0 || table.querySelector('th:not([scope])') !== null)
  .map((table) => table.outerHTML.slice(0, 200))`;

/** Who opens it, and where; the path of a submitted service is known once it is. */
const everyPage: readonly (readonly [name: string, person: string | null, path: () => string])[] = [
  ['entry', null, () => '/'],
  ['service guide', 'TS2020S1', () => '/guide'],
  ['clearance', 'TS2020F4', () => '/clearance'],
  ['completed services', 'TS2020S1', () => '/completed'],
  ['a completed service', 'TS2020S1', () => `/completed/${serial}`],
  ['somebody else’s service', 'TS2020S2', () => `/completed/${serial}`],
  ['the desk', 'SAMPLE-DESK-1', () => '/desk'],
  ['verifying', null, () => '/v'],
  ['plain entry', null, () => '/plain'],
  ['plain guide', 'TS2020S1', () => '/plain/guide'],
  ['plain clearance', 'TS2020F4', () => '/plain/clearance'],
  ['plain cancelling', 'TS2020F6C', () => '/plain/cancel-card'],
  ['plain submitting', 'TS2020S2', () => '/plain/submit'],
  ['plain result', 'TS2020S2', () => '/plain/submit/result?of=SubmissionShed'],
  ['plain receipt', 'TS2020S1', () => `/plain/receipt/${serial}`],
  ['plain completed services', 'TS2020S1', () => '/plain/completed'],
  ['a plain completed service', 'TS2020S1', () => `/plain/completed/${serial}`],
  ['plain verifying', null, () => '/plain/verify'],
  ['no such plain page', null, () => '/plain/nowhere'],
];

describe.each(everyPage)('%s', (_, person, path) => {
  test('has all six telephone numbers at its foot, and asks 360 browsers and IE for their newest engine', async () => {
    const { context } = await visit(browser, pages, person === null ? null : { sub: person }, {
      viewport: phone,
    });
    const page = await context.newPage();
    const answer = await page.goto(path());
    await untilShown(page);
    expect(answer?.headers()['x-ua-compatible']).toBe('IE=edge');
    expect(await page.locator('meta[name=renderer]').getAttribute('content')).toBe('webkit');
    const numbers = page.locator('footer .contacts a.phone');
    await numbers.first().waitFor();
    expect(await numbers.evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(SIX);
    expect(await page.evaluate(TABLES_WITHOUT_HEADERS)).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
