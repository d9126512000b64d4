import type { Browser, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Bilingual, Lang } from '../../../web/texts/language.ts';
import { payloadAdvice, payloadTitles } from '../../../web/texts/submit.ts';
import { phone } from '../kit/browse.ts';
import type { Pages } from '../kit/start-pages.ts';
import { withPages } from '../kit/with-pages.ts';
import { answerSubmissions, changeAnswers } from './change-answers.ts';
import { openPage, untilShown } from './open-page.ts';
import { payloads, type SubmitPayload } from './submit-payloads.ts';

let pages: Pages;
let browser: Browser;

withPages((opened) => {
  ({ pages, browser } = opened);
});

const isReceipt = ({ __typename: name }: SubmitPayload) =>
  name === 'ClearanceSubmitted' || name === 'ClearanceAlreadySubmitted';

describe.each(['zh', 'en'] as const)('in %s', (lang) => {
  test.each(
    payloads.map((payload) => ({ payload, name: payload.__typename })),
  )('$name has words of its own', async ({ payload, name }) => {
    const { page } = await openReady(lang);
    await answerSubmissions(page, payload);
    await pressAndConfirm(page, lang);
    const place = isReceipt(payload) ? page.locator('.receipt') : page.getByRole('alert');
    await place.getByText(payloadTitles[name][lang], { exact: true }).waitFor();
    const text = await place.innerText();
    if ('message' in payload && !isReceipt(payload)) expect(text).toContain(payload.message[lang]);
    const advice: Partial<Record<string, Bilingual>> = payloadAdvice;
    if (advice[name]) expect(text).toContain(advice[name][lang]);
    expect(text.replaceAll(/[（(]?(北京时间|Beijing time)[)）]?/g, '')).not.toMatch(
      lang === 'zh' ? /Submit|Graduate/ : /提交|部门/,
    );
  });

  test('a window that is closed is told with its dates, in Beijing time', async () => {
    const { page } = await openReady(lang);
    await answerSubmissions(page, find('ClearanceWindowClosed'));
    await pressAndConfirm(page, lang);
    const text = await page.getByRole('alert').innerText();
    expect(text).toContain('2026-06-01 08:00');
    expect(text).toContain('2026-07-01 00:00');
    expect(text).toContain(lang === 'zh' ? '北京时间' : 'Beijing time');
  });
});

test('whoever is in the way is named with outcome, reason and number', async () => {
  const { page } = await openReady('zh');
  await answerSubmissions(page, find('DepartmentsUnavailable'));
  await pressAndConfirm(page, 'zh');
  const blocker = page.getByRole('alert').locator('.blockers > li');
  expect(await blocker.locator('.verdict').innerText()).toBe('无法核对');
  expect(await blocker.innerText()).toContain('图书馆没有及时答复。');
  expect(await blocker.locator('a.phone').first().getAttribute('href')).toBe('tel:+86-516-83592058');
});

test.each([
  'SubmissionInProgress',
  'SubmissionOutcomeUnknown',
] as const)('%s is asked about again with the same key before the student is, and by a button after', async (name) => {
  const { page } = await openReady('zh');
  const asked = await answerSubmissions(page, find(name));
  await pressAndConfirm(page, 'zh');
  await page.getByRole('alert').waitFor();
  expect(asked()).toBe(3);
  await page.getByRole('button', { name: '查询提交结果' }).click();
  await expect.poll(asked).toBe(6);
});

test('a key that is used up is replaced by another at the next press', async () => {
  const { page } = await openReady('zh');
  const keys: string[] = [];
  page.on('request', (request) => {
    const key = request.postDataJSON()?.variables?.input?.idempotencyKey;
    if (key) keys.push(key);
  });
  await answerSubmissions(page, find('IdempotencyKeyReused'));
  await pressAndConfirm(page, 'zh');
  await page.getByRole('alert').waitFor();
  await pressAndConfirm(page, 'zh');
  await expect.poll(() => keys.length).toBe(2);
  expect(keys[0]).not.toBe(keys[1]);
});

test('too many people at the gateway is told as not taken', async () => {
  const { page } = await openReady('zh');
  await page.route('**/graphql', (route) =>
    route.fulfill({ status: 503, headers: { 'retry-after': '7' }, json: {} }),
  );
  await pressAndConfirm(page, 'zh');
  await page.getByRole('alert').getByText('这次没有受理').waitFor();
});

test('a class whose window is not open sees its items, and why it cannot submit', async () => {
  const { page } = await openReady('zh');
  await changeAnswers(page, ({ data }) => {
    if (data?.clearance) data.clearance.state = 'NOT_OPEN';
  });
  await page.reload();
  await untilShown(page);
  await page.getByRole('heading', { name: '离校服务尚未开放提交' }).waitFor();
  expect(await page.locator('.card').count()).toBe(4);
  await page.getByRole('button', { name: '提交离校服务' }).dispatchEvent('click');
  await page.getByRole('alert').getByText('现在不在本届的办理时间内').waitFor();
});

function find(name: SubmitPayload['__typename']): SubmitPayload {
  const found = payloads.find((payload) => payload.__typename === name);
  if (found === undefined) throw new Error(name);
  return found;
}

async function openReady(lang: Lang) {
  const opened = await openPage(browser, pages, { student: 'TS2020S9', path: '/clearance', viewport: phone });
  if (lang === 'en') await opened.page.getByRole('button', { name: 'English' }).click();
  return opened;
}

async function pressAndConfirm(page: Page, lang: Lang): Promise<void> {
  await page.getByRole('button', { name: lang === 'zh' ? '提交离校服务' : 'Submit clearance' }).click();
  await page.getByRole('dialog').getByRole('button').first().click();
}
