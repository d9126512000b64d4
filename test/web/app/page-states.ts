import type { Page } from 'playwright-core';
import type { Lang } from '../../../web/texts/language.ts';
import type { Visitor } from '../kit/browse.ts';
import { answerSubmissions, changeAnswers } from './change-answers.ts';
import { card, untilShown } from './open-page.ts';
import { payloads, receipt } from './submit-payloads.ts';

/** A page of the app in one of its states. */
export interface PageState {
  readonly name: string;
  /** Who is logged in; null: nobody. */
  readonly student: string | null;
  readonly path: string;
  /** What brings it into the state, once it is shown. */
  readonly arrange?: (page: Page, visitor: Visitor, lang: Lang) => Promise<unknown>;
}

/** Every page and state that a graduate may meet. */
export const pageStates: readonly PageState[] = [
  { name: 'entry, nobody logged in', student: null, path: '/' },
  { name: 'entry', student: 'TS2020F4', path: '/' },
  { name: 'service guide', student: 'TS2020F4', path: '/guide' },
  { name: 'no such page', student: 'TS2020F4', path: '/guide', arrange: goNowhere },
  { name: 'three fail', student: 'TS2020F4', path: '/clearance' },
  { name: 'arrears', student: 'TS2020F10', path: '/clearance' },
  { name: 'unknown', student: 'TS2020F9C', path: '/clearance' },
  { name: 'card can be cancelled', student: 'TS2020F6C', path: '/clearance', arrange: openCard },
  { name: 'card cannot be cancelled', student: 'TS2020F6D', path: '/clearance', arrange: openCard },
  { name: 'all pass', student: 'TS2020S9', path: '/clearance' },
  { name: 'about to submit', student: 'TS2020S9', path: '/clearance', arrange: (page) => press(page) },
  { name: 'blocked', student: 'TS2020F4', path: '/clearance', arrange: (page) => press(page) },
  { name: 'two departments down', student: 'TS2020S9', path: '/clearance', arrange: takeDown },
  { name: 'not open', student: 'TS2020S9', path: '/clearance', arrange: closeWindow },
  { name: 'submitted', student: 'TS2020S9', path: '/clearance', arrange: showReceipt },
  { name: 'not on the roster', student: 'TS2020F4', path: '/clearance', arrange: takeOffRoster },
  { name: 'session ended', student: 'TS2020S9', path: '/clearance', arrange: endSession },
  { name: 'graph not to be reached', student: 'TS2020S9', path: '/guide', arrange: loseNetwork },
  { name: 'nothing completed', student: 'TS2020S9', path: '/completed' },
  { name: 'one completed', student: 'TS2020S9', path: '/completed', arrange: showCompleted },
  {
    name: 'a completed service',
    student: 'TS2020S9',
    path: `/completed/${receipt.serial}`,
    arrange: showOne,
  },
  { name: 'no such completed service', student: 'TS2020S9', path: '/completed/AAAA' },
  ...payloads.map((payload) => ({
    name: `answer ${payload.__typename}`,
    student: 'TS2020S9',
    path: '/clearance',
    arrange: async (page: Page) => {
      await answerSubmissions(page, payload);
      await press(page);
      await page.getByRole('dialog').getByRole('button').first().click();
      await page.locator('.receipt, [role="alert"]').waitFor();
    },
  })),
];

const service = {
  ...receipt,
  serviceName: '研究生离校服务',
  serviceCode: '1067',
  voidedAt: null,
  departments: receipt.departments.map((department) => ({ ...department, notices: [] })),
  diplomaNotice: {
    zh: '研究生凭打印出的离校流程单领取毕业证、学位证。',
    en: 'The form is exchanged for the diploma.',
  },
  diploma: { handedOverAt: '2026-06-20T02:32:00.000Z', desk: '2号窗口', collectedBy: 'SELF' },
};

async function press(page: Page): Promise<void> {
  await page.locator('#submit button').dispatchEvent('click');
  await page.locator('dialog, [role="alert"]').waitFor();
}

async function openCard(page: Page): Promise<void> {
  await card(page, 'library').locator('.facts button').click();
  await page.getByRole('dialog').waitFor();
}

async function goNowhere(page: Page): Promise<void> {
  await page.evaluate(
    "history.pushState(null, '', '/nowhere'); dispatchEvent(new PopStateEvent('popstate'))",
  );
  await page.getByRole('link', { name: /回到首页|Back to the start/ }).waitFor();
}

async function takeDown(page: Page): Promise<void> {
  await changed(page, ({ data }) => {
    if (data?.clearance)
      Object.assign(data.clearance, {
        library: null,
        finance: null,
        passed: null,
        outcome: 'UNKNOWN',
        state: 'IN_PROGRESS',
      });
  });
}

async function closeWindow(page: Page): Promise<void> {
  await changed(page, ({ data }) => {
    if (data?.clearance) data.clearance.state = 'NOT_OPEN';
  });
}

async function takeOffRoster(page: Page): Promise<void> {
  await changed(page, ({ data }) => {
    if (data?.clearance) data.clearance.state = 'NOT_ON_ROSTER';
  });
}

async function showReceipt(page: Page): Promise<void> {
  await changed(page, ({ data }) => {
    if (data?.clearance) Object.assign(data.clearance, { state: 'SUBMITTED', submission: receipt });
  });
}

async function showCompleted(page: Page): Promise<void> {
  await changed(page, ({ data }) => {
    if (data?.completedServices)
      data.completedServices.nodes = [service, { ...service, serial: 'VOID', state: 'VOID' }];
  });
}

async function showOne(page: Page): Promise<void> {
  await changed(page, (answer) => {
    if (answer.data && 'completedService' in answer.data)
      Object.assign(answer, { data: { completedService: service }, errors: undefined });
  });
}

async function endSession(page: Page, visitor: Visitor): Promise<void> {
  await visitor.expire();
  await page.locator('.refresh').first().click();
  await page.getByRole('dialog').waitFor();
}

async function loseNetwork(page: Page): Promise<void> {
  // The stream as well: once it comes through, the page shows what it tells, and is no such page any more.
  for (const address of ['**/graphql', '**/graphql/stream'])
    await page.route(address, (route) => route.abort());
  await page.goto('/clearance');
  await page.getByRole('alert').waitFor();
}

async function changed(page: Page, change: Parameters<typeof changeAnswers>[1]): Promise<void> {
  await changeAnswers(page, change);
  await page.reload();
  await untilShown(page);
}
