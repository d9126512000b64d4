import { beforeAll, describe, expect, test } from 'vitest';
import type { PageApp } from '../../../gateway/pages/page-app.ts';
import { submitResultTexts } from '../../../web/texts/plain.ts';
import { fakePorts, htmlOf, openPageApp, requestFor } from '../kit/page-app.ts';
import { sampleForm } from '../kit/sample-form.ts';

let pageApp: PageApp;
beforeAll(async () => {
  pageApp = await openPageApp();
}, 300_000);

const KEY = 'a-key-of-this-test-1';
const locationOf = async (path: string, given: object, answers: object = {}) => {
  const answer = await pageApp.answer(requestFor(path, given), fakePorts({ ...answers }));
  return answer.kind === 'redirect' ? answer.to : answer;
};

describe('submitting by a form', () => {
  const stored = { serial: '3DWY1FWVB9YSSF7FWM884H65VT' };
  test.each([
    [
      { __typename: 'ClearanceSubmitted', replayed: false, submission: stored },
      `/plain/receipt/${stored.serial}?how=new`,
    ],
    [
      { __typename: 'ClearanceSubmitted', replayed: true, submission: stored },
      `/plain/receipt/${stored.serial}?how=replayed`,
    ],
    [
      { __typename: 'ClearanceAlreadySubmitted', submission: stored },
      `/plain/receipt/${stored.serial}?how=already`,
    ],
    [{ __typename: 'ClearanceNotEligible' }, `/plain/submit/result?of=ClearanceNotEligible&key=${KEY}`],
    [{ __typename: 'DepartmentsUnavailable' }, `/plain/submit/result?of=DepartmentsUnavailable&key=${KEY}`],
    [{ __typename: 'SubmissionInProgress' }, `/plain/submit/result?of=SubmissionInProgress&key=${KEY}`],
    [{ __typename: 'VerdictChanged' }, `/plain/submit/result?of=VerdictChanged&key=${KEY}`],
    [{ __typename: 'IdempotencyKeyReused' }, `/plain/submit/result?of=IdempotencyKeyReused&key=${KEY}`],
    [
      { __typename: 'SubmissionOutcomeUnknown' },
      `/plain/submit/result?of=SubmissionOutcomeUnknown&key=${KEY}`,
    ],
    [{ __typename: 'SubmissionShed' }, `/plain/submit/result?of=SubmissionShed&key=${KEY}`],
    [{ __typename: 'StudentNotOnRoster' }, `/plain/submit/result?of=StudentNotOnRoster&key=${KEY}`],
    [
      { __typename: 'ClearanceWindowClosed', opensAt: '2020-06-01T00:00:00.000Z', closesAt: null },
      '/plain/submit/result?of=ClearanceWindowClosed&opens=2020-06-01T00%3A00%3A00.000Z',
    ],
    [null, `/plain/submit/result?of=fault&key=${KEY}`],
  ])('answers %o with a page of its own, by way of a GET', async (payload, to) => {
    const answers = { SubmitClearance: { submitClearance: payload } };
    expect(await locationOf('/plain/submit', { form: { key: KEY } }, answers)).toBe(to);
  });

  test.each(Object.keys(submitResultTexts))('says in both languages what %s means', async (of) => {
    const pages = await Promise.all(
      ['zh-CN', 'en'].map(async (lang) =>
        htmlOf(
          await pageApp.answer(
            requestFor(`/plain/submit/result?of=${of}&key=${KEY}`, { cookies: { lang } }),
            fakePorts({}),
          ),
        ),
      ),
    );
    const texts = submitResultTexts[of as keyof typeof submitResultTexts];
    expect(pages[0]).toContain(texts.zh);
    expect(pages[1]?.replaceAll('&#x27;', '’')).toContain(texts.en);
  });

  test('has a text of its own for every member', () => {
    const all = Object.values(submitResultTexts).flatMap(({ zh, en }) => [zh, en]);
    expect(new Set(all).size).toBe(all.length);
  });

  test.each([
    'SubmissionInProgress',
    'SubmissionOutcomeUnknown',
    'SubmissionShed',
    'ClearanceNotEligible',
  ])('%s can be repeated with the same key', async (of) => {
    const page = await pageApp.answer(requestFor(`/plain/submit/result?of=${of}&key=${KEY}`), fakePorts({}));
    expect(htmlOf(page)).toContain(`name="key" value="${KEY}"`);
  });

  test('without a key asks for one in the address, so that reloading keeps it', async () => {
    expect(await locationOf('/plain/submit', {})).toBe('/plain/submit?key=made-by-the-server-1');
    expect(await locationOf('/plain/submit?key=%3Cscript%3E', {})).toBe(
      '/plain/submit?key=made-by-the-server-1',
    );
  });

  test('with a key of another shape sends nothing on', async () => {
    expect(await locationOf('/plain/submit', { form: { key: '<b>' } })).toBe('/plain/submit');
  });
});

describe('a form without the token of the login', () => {
  test.each([
    '/plain/submit',
    '/plain/cancel-card',
    '/plain/favorite',
  ])('does nothing at %s', async (path) => {
    const asked: string[] = [];
    const ports = fakePorts(
      {},
      {
        isGenuine: () => false,
        run: async (id) => {
          asked.push(id);
          return { data: null, errors: [] };
        },
      },
    );
    const answer = await pageApp.answer(requestFor(path, { form: { key: KEY } }), ports);
    expect(answer).toMatchObject({ kind: 'html', status: 403 });
    // Only what stands around every page was read.
    expect(asked.length).toBe(1);
  });
});

describe('whoever is not logged in', () => {
  test.each([
    '/plain/clearance',
    '/plain/submit?key=a-key-of-this-test-1',
    '/completed/3DWY/print',
    '/completed/3DWY/form.pdf',
  ])('is sent to the login from %s, and back', async (path) => {
    const viewer = { kind: 'anonymous' } as const;
    expect(await locationOf(path, { viewer })).toBe(`/login?${new URLSearchParams({ return: path })}`);
  });

  test('and whose session ended in the middle of submitting comes back to the page with the form', async () => {
    const viewer = { kind: 'gone' } as const;
    expect(await locationOf('/plain/submit', { viewer, form: { key: KEY } })).toBe(
      `/login?${new URLSearchParams({ return: `/plain/submit?key=${KEY}` })}`,
    );
  });
});

describe('the language', () => {
  test.each([
    ['/plain/completed', '/plain/completed'],
    ['//evil.example/x', '/plain'],
    ['/\\evil.example', '/plain'],
    ['https://evil.example', '/plain'],
  ])('is kept in a cookie, and the way back from %s is %s', async (back, to) => {
    const query = new URLSearchParams({ to: 'en', return: back });
    const answer = await pageApp.answer(requestFor(`/plain/language?${query}`), fakePorts({}));
    expect(answer).toEqual({ kind: 'redirect', to, cookies: { lang: 'en' } });
  });
});

describe('the PDF', () => {
  test('is refused in both languages, with the way to the print page, where there is no font', async () => {
    const answers = { ClearanceForm: { clearanceForm: await sampleForm() } };
    const answer = await pageApp.answer(requestFor('/completed/3DWY/form.pdf'), fakePorts(answers));
    expect(answer).toMatchObject({ status: 503 });
    expect(htmlOf(answer)).toContain('服务器缺少中文字体');
    expect(htmlOf(answer)).toContain('no Chinese font');
    expect(htmlOf(answer)).toMatch(/href="\/completed\/\w+\/print"/);
  });

  test('of a form that is not to be seen is not there', async () => {
    const answers = { ClearanceForm: { clearanceForm: null } };
    const answer = await pageApp.answer(requestFor('/completed/3DWY/form.pdf'), fakePorts(answers));
    expect(answer).toMatchObject({ kind: 'html', status: 404 });
  });
});

test('what was typed never becomes markup', async () => {
  const nasty = '"><script>alert(1)</script>';
  const page = await pageApp.answer(
    requestFor(`/plain/verify?serial=${encodeURIComponent(nasty)}`),
    fakePorts({}),
  );
  expect(htmlOf(page)).not.toContain('<script>alert');
});
