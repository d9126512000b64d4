import type { Browser } from 'playwright-core';
import { expect, test } from 'vitest';
import { ClearancePageDocument, SubmitClearanceDocument } from '../../../web/graph.generated/graphql.ts';
import { phone } from '../kit/browse.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';
import { openPage, untilShown } from './open-page.ts';
import { payloads, receipt } from './submit-payloads.ts';

let pages: Pages;
let browser: Browser;

withPages((opened) => {
  ({ pages, browser } = opened);
});

test('an event read before the submission does not take its receipt away', async () => {
  const { page } = await openPage(browser, pages, {
    student: 'TS2020S9',
    path: '/clearance',
    viewport: phone,
  });
  const release = Promise.withResolvers<void>();
  let before: object | null = null;
  let askedAfter = 0;
  await page.route('**/graphql/stream', async (route) => {
    await release.promise;
    const event = `event: next\ndata: ${JSON.stringify({ data: { clearanceChanged: before } })}\n\n`;
    await route.fulfill({ contentType: 'text/event-stream', body: event });
  });
  await page.route('**/graphql', async (route) => {
    const sent = route.request().postData() ?? '';
    if (sent.includes(String(SubmitClearanceDocument.__meta__?.hash)))
      return route.fulfill({
        json: {
          data: {
            submitClearance: payloads.find(({ __typename: name }) => name === 'ClearanceSubmitted') ?? null,
          },
        },
      });
    if (!sent.includes(String(ClearancePageDocument.__meta__?.hash))) return route.fallback();
    const response = await route.fetch();
    const answer = await response.json();
    if (before === null) before = answer.data.clearance;
    else {
      askedAfter += 1;
      Object.assign(answer.data.clearance, { state: 'SUBMITTED', submission: receipt });
    }
    return route.fulfill({ response, json: answer });
  });
  await page.reload();
  await untilShown(page);
  await page.getByRole('button', { name: '提交离校服务' }).click();
  await page.getByRole('button', { name: '确认提交' }).click();
  await page.getByText('离校服务已提交').waitFor();

  const told = page.waitForResponse('**/graphql/stream');
  release.resolve();
  await (await told).finished();
  await expect.poll(() => askedAfter, { timeout: 10_000 }).toBe(1);
  expect(await page.locator('.receipt').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: '提交离校服务' }).count()).toBe(0);
});
