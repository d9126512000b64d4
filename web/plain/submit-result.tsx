import type { ReactElement } from 'react';
import {
  ClearancePageDocument,
  SubmitClearanceDocument,
  type SubmitClearanceMutation,
} from '../graph.generated/graphql.ts';
import type { ClearanceStudent } from '../show/graph-types.ts';
import { Items } from '../show/items.tsx';
import { type Standing, standingsOf } from '../show/standings.ts';
import { WindowDates } from '../show/window-dates.tsx';
import { type Lang, say } from '../texts/language.ts';
import { plainTexts, submitResultTexts, submitTexts } from '../texts/plain.ts';
import { NotOnRoster } from './clearance-page.tsx';
import { PostForm } from './form-of.tsx';
import { readAround, showPage } from './layout.tsx';
import type { PageAnswer } from './page-app.ts';
import { KEY } from './submit-page.tsx';
import { ask, goTo, goToLogin, type Page, personOf, type Visit } from './visit.ts';

type Payload = NonNullable<SubmitClearanceMutation['submitClearance']>;
type Result = keyof typeof submitResultTexts;

/** Not worth repeating as it is: something must change first, or a page must be opened anew. */
const FINAL: readonly Result[] = ['ClearanceWindowClosed', 'StudentNotOnRoster', 'IdempotencyKeyReused'];

/** 提交离校服务, then to the page that says what became of it: reloading that one submits nothing. */
export const submit: Page = async (visit) => {
  const { key = '' } = visit.request.form;
  if (!KEY.test(key)) return goTo('/plain/submit');
  const { data, codes } = await ask(visit, SubmitClearanceDocument, { input: { idempotencyKey: key } });
  if (codes.includes('UNAUTHENTICATED')) return goToLogin({ here: `/plain/submit?key=${key}` });
  const payload = data?.submitClearance;
  return payload ? resultPage(payload, key) : goTo('/plain/submit/result', { of: 'fault', key });
};

function resultPage(payload: Payload, key: string): PageAnswer {
  const of = payload.__typename;
  switch (of) {
    case 'ClearanceSubmitted':
      return goTo(`/plain/receipt/${payload.submission.serial}`, {
        how: payload.replayed ? 'replayed' : 'new',
      });
    case 'ClearanceAlreadySubmitted':
      return goTo(`/plain/receipt/${payload.submission.serial}`, { how: 'already' });
    case 'ClearanceWindowClosed':
      return goTo('/plain/submit/result', { of, opens: payload.opensAt, closes: payload.closesAt });
    default:
      return goTo('/plain/submit/result', { of, key });
  }
}

/** What a submission that stored nothing met: its own sentence, then the items as they are now. */
export const submitResultPage: Page = async (visit) => {
  const { lang, request } = visit;
  const of = resultOf(request.query.of);
  const [around, { data }] = await Promise.all([
    readAround(visit),
    ask(visit, ClearancePageDocument, { studentId: personOf(visit) }),
  ]);
  const student = data?.clearance ?? null;
  const open = student
    ? standingsOf(student, around?.site ?? null).filter(({ shown }) => shown !== 'PASSED')
    : [];
  return showPage(
    visit,
    { title: say(lang, submitTexts.result), around },
    <>
      <p className="panel panel-failed" data-result={of}>
        <strong>{say(lang, submitResultTexts[of])}</strong>
      </p>
      {of === 'ClearanceWindowClosed' && <Window query={request.query} lang={lang} />}
      {of === 'StudentNotOnRoster' && <NotOnRoster {...{ lang, around }} />}
      <Next visit={visit} of={of} />
      {student && !FINAL.includes(of) && open.length > 0 && <Open {...{ visit, student, open }} />}
    </>,
  );
};

function resultOf(text: string | undefined): Result {
  return text !== undefined && Object.hasOwn(submitResultTexts, text) ? (text as Result) : 'fault';
}

/** The same intention again, with its key; a new one only where the key is spent. */
function Next({ visit: { lang, ports, request }, of }: { visit: Visit; of: Result }): ReactElement {
  const { key = '' } = request.query;
  const mayRepeat = !FINAL.includes(of) && KEY.test(key);
  return (
    <>
      {mayRepeat && (
        <PostForm
          action="/plain/submit"
          ports={ports}
          fields={{ key }}
          button={say(lang, submitTexts.again)}
        />
      )}
      {of === 'IdempotencyKeyReused' && (
        <p>
          <a className="button" href="/plain/submit">
            {say(lang, plainTexts.toSubmit)}
          </a>
        </p>
      )}
      <p>
        <a href="/plain/clearance">{say(lang, plainTexts.back)}</a>
      </p>
    </>
  );
}

function Open({
  visit: { lang, ports },
  student,
  open,
}: {
  visit: Visit;
  student: ClearanceStudent;
  open: readonly Standing[];
}): ReactElement {
  return <Items student={student} standings={open} lang={lang} now={ports.now()} />;
}

/** Dates came through the address: whatever is none is left out. */
function Window({ query, lang }: { query: Readonly<Record<string, string>>; lang: Lang }): ReactElement {
  return <WindowDates opensAt={instantIn(query.opens)} closesAt={instantIn(query.closes)} lang={lang} />;
}

function instantIn(text = ''): string | null {
  return Number.isNaN(Date.parse(text)) ? null : text;
}
