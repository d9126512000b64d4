import type { ReactElement } from 'react';
import { ClearancePageDocument } from '../graph.generated/graphql.ts';
import { BasicInformation } from '../show/basic-information.tsx';
import type { ClearanceStudent } from '../show/graph-types.ts';
import { Items } from '../show/items.tsx';
import { Overview } from '../show/overview.tsx';
import { PhoneLink } from '../show/phone-link.tsx';
import { allPass, standingsOf } from '../show/standings.ts';
import { WindowDates } from '../show/window-dates.tsx';
import { basicTexts } from '../texts/basic-information.ts';
import { type Lang, say } from '../texts/language.ts';
import { stateTexts } from '../texts/outcome.ts';
import { cardTexts, plainTexts, submitTexts } from '../texts/plain.ts';
import { siteTexts } from '../texts/site.ts';
import { type Around, readAround, showPage } from './layout.tsx';
import { unread } from './trouble-page.tsx';
import { ask, type Page, personOf } from './visit.ts';

const CARD_RESULTS = { cancelled: cardTexts.done, already: cardTexts.already };

/** Figures 4 to 11: who it is, every item with its reasons and telephone numbers, and the way to submit. */
export const clearancePage: Page = async (visit) => {
  const { lang, ports, request } = visit;
  const [around, said] = await Promise.all([
    readAround(visit),
    ask(visit, ClearancePageDocument, { studentId: personOf(visit) }),
  ]);
  const student = said.data?.clearance;
  if (!student && !said.codes.includes('NOT_FOUND')) return unread(visit, said);
  if (!student || student.state === 'NOT_ON_ROSTER')
    return showPage(
      visit,
      { title: say(lang, plainTexts.notOnRoster), around },
      <NotOnRoster {...{ lang, around }} />,
    );
  const standings = standingsOf(student, around?.site ?? null);
  const ready = allPass(standings);
  const panel = <SubmitPanel student={student} ready={ready} lang={lang} />;
  // What is to be done stands before the items; where they have to be settled first, behind them.
  const isFirst = ready || student.submission !== null || student.state === 'NOT_OPEN';
  const colon = lang === 'zh' ? '：' : ': ';
  const card = CARD_RESULTS[request.query.card as keyof typeof CARD_RESULTS];
  return showPage(
    visit,
    { title: say(lang, siteTexts.service), around },
    <>
      {card && <p className="panel panel-passed">{say(lang, card)}</p>}
      <p>
        {say(lang, basicTexts.asOfDate)}
        {colon}
        {student.asOfDate}
        {student.state && (
          <>
            {' · '}
            {say(lang, plainTexts.state)}
            {colon}
            <strong>{say(lang, stateTexts[student.state])}</strong>
          </>
        )}
      </p>
      {isFirst && panel}
      <Overview standings={standings} isSubmitted={student.submission !== null} lang={lang} />
      {!isFirst && panel}
      <p className="small">
        <a href="/plain/clearance">{say(lang, plainTexts.reload)}</a>{' '}
        {say(lang, plainTexts.notCompletedByItself)}
      </p>
      <section aria-labelledby="basic-title">
        <h2 id="basic-title">{say(lang, basicTexts.heading)}</h2>
        <BasicInformation of={student} lang={lang} />
      </section>
      <Items {...{ student, standings, lang }} now={ports.now()} cardAction={cardAction(student, lang)} />
    </>,
  );
};

/** What can be done now: submit, look why not, or see what was submitted. */
function SubmitPanel({
  student,
  ready,
  lang,
}: {
  student: ClearanceStudent;
  ready: boolean;
  lang: Lang;
}): ReactElement {
  const { state, submission, submissionWindow } = student;
  if (submission)
    return (
      <div className="panel panel-passed">
        <p>
          <strong>{say(lang, plainTexts.submittedHead)}</strong>
        </p>
        <p>
          <a className="button" href={`/plain/completed/${submission.serial}`}>
            {say(lang, submitTexts.toPrint)}
          </a>
        </p>
      </div>
    );
  if (state === 'NOT_OPEN')
    return (
      <div className="panel">
        <p>
          <strong>{say(lang, plainTexts.notOpen)}</strong>
        </p>
        <p>{say(lang, plainTexts.notOpenText)}</p>
        {submissionWindow && <WindowDates {...submissionWindow} lang={lang} />}
      </div>
    );
  return (
    <div className={ready ? 'panel panel-passed' : 'panel'}>
      <p>
        <a className={ready ? 'button' : 'button button-quiet'} href="/plain/submit">
          {say(lang, plainTexts.toSubmit)}
        </a>
      </p>
      <p className="small">{say(lang, submitTexts.once)}</p>
    </div>
  );
}

/** 注销 leads to the page that asks; a card that is cancelled shows the button of the figures, dead. */
function cardAction({ library }: ClearanceStudent, lang: Lang): ReactElement | null {
  if (!library) return null;
  if (library.cardStatus === 'CANCELLED')
    return (
      <button type="button" className="quiet" disabled>
        {say(lang, cardTexts.cancelled)}
      </button>
    );
  return library.canCancelCard ? <a href="/plain/cancel-card">{say(lang, cardTexts.open)}</a> : null;
}

/** 不在办理名单 */
export function NotOnRoster({ lang, around }: { lang: Lang; around: Around }): ReactElement {
  const office = around?.site.contacts.at(-1);
  return (
    <p>
      {say(lang, plainTexts.notOnRosterText)}
      {office && (
        <>
          {say(lang, office.unitName)} <PhoneLink phone={office.phone} />
        </>
      )}
    </p>
  );
}
