import { beforeAll, describe, expect, test } from 'vitest';
import type { PageApp } from '../../../gateway/pages/page-app.ts';
import { submitResultTexts, submitTexts } from '../../../web/texts/plain.ts';
import { payloads, type SubmitPayload } from '../app/submit-payloads.ts';
import { fakePorts, htmlOf, openPageApp, requestFor } from '../kit/page-app.ts';
import { sampleForm } from '../kit/sample-form.ts';

const KEY = 'a-key-of-this-test-1';
const site = {
  departments: [],
  sso: { name: '统一身份认证', email: null },
  contacts: [
    {
      unitName: { zh: '研究生院', en: 'Graduate School' },
      phone: { display: '0516-83590335', uri: 'tel:+86-516-83590335' },
    },
  ],
};

let pageApp: PageApp;
beforeAll(async () => {
  pageApp = await openPageApp();
}, 300_000);

/** Presses 确认提交离校服务, is answered with `payload`, and goes where the answer leads; the text of that page. */
async function submitAndRead(payload: SubmitPayload, lang: 'zh' | 'en'): Promise<string> {
  const { submission } = await sampleForm();
  const ports = fakePorts({
    SubmitClearance: { submitClearance: payload },
    CompletedService: { completedService: submission },
    ServiceGuide: { site, serviceGuide: null },
  });
  const cookies = { lang: lang === 'zh' ? 'zh-CN' : 'en' };
  const led = await pageApp.answer(requestFor('/plain/submit', { form: { key: KEY }, cookies }), ports);
  if (led.kind !== 'redirect') throw new Error(`No redirect, but ${led.kind}`);
  const html = htmlOf(await pageApp.answer(requestFor(led.to, { cookies }), ports));
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#x27;', '’')
    .replaceAll('&amp;', '&');
}

/** The words that belong to a member and to no other. */
function wordsOf(payload: SubmitPayload) {
  if (payload.__typename !== 'ClearanceSubmitted') return submitResultTexts[payload.__typename];
  return payload.replayed ? submitTexts.replayed : submitTexts.successText;
}

const replayed = payloads.flatMap((payload) =>
  payload.__typename === 'ClearanceSubmitted' ? [{ ...payload, replayed: true }] : [],
);
const members = [...payloads, ...replayed].map((payload) => ({
  payload,
  name: `${payload.__typename}${'replayed' in payload && payload.replayed ? ', a second time' : ''}`,
}));
const allWords = members.map(({ payload }) => wordsOf(payload));

describe.each(['zh', 'en'] as const)('in %s, by forms alone', (lang) => {
  test.each(members)('$name leads to words of its own, and to no others’', async ({ payload }) => {
    const text = await submitAndRead(payload, lang);
    const words = wordsOf(payload);
    expect(text).toContain(words[lang]);
    for (const other of allWords) if (other !== words) expect(text).not.toContain(other[lang]);
    expect(text).not.toContain(words[lang === 'zh' ? 'en' : 'zh']);
  });

  test('a window that is closed is told with its dates, in Beijing time', async () => {
    const text = await submitAndRead(find('ClearanceWindowClosed'), lang);
    expect(text).toContain('2026-06-01 08:00');
    expect(text).toContain('2026-07-01 00:00');
    expect(text).toContain(lang === 'zh' ? '北京时间' : 'Beijing time');
  });

  test('who is not on the roster is told whom to call', async () => {
    expect(await submitAndRead(find('StudentNotOnRoster'), lang)).toContain('0516-83590335');
  });
});

test('every member of the payload is among them', () => {
  // The mapped page of each is a property of the type: a new member does not compile without words.
  const written = new Set<string>(Object.keys(submitResultTexts).filter((name) => name !== 'fault'));
  expect(
    new Set(payloads.map(({ __typename }) => __typename).filter((name) => name !== 'ClearanceSubmitted')),
  ).toEqual(written);
});

function find(name: SubmitPayload['__typename']): SubmitPayload {
  const found = payloads.find((payload) => payload.__typename === name);
  if (found === undefined) throw new Error(name);
  return found;
}
