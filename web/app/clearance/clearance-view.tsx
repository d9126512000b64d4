import { type ReactElement, useMemo, useRef } from 'react';
import { BasicInformation } from '../../show/basic-information.tsx';
import type { ClearanceStudent } from '../../show/graph-types.ts';
import { Items } from '../../show/items.tsx';
import { Overview } from '../../show/overview.tsx';
import { type Standing, standingsOf } from '../../show/standings.ts';
import { WindowDates } from '../../show/window-dates.tsx';
import { basicTexts } from '../../texts/basic-information.ts';
import { clearanceTexts } from '../../texts/clearance.ts';
import { say } from '../../texts/language.ts';
import { submitTexts } from '../../texts/submit.ts';
import { useLang } from '../shell/use-lang.ts';
import { siteState } from '../site.ts';
import { useStore } from '../use-store.ts';
import { announcementOf } from './announcement.ts';
import { CancelCard } from './cancel-card.tsx';
import { mode } from './clearance-model.ts';
import type { ClearanceShown } from './clearance-state.ts';
import { ReceiptPanel } from './receipt-panel.tsx';
import { RefreshButton, RefreshNote } from './refresh-button.tsx';
import { SubmitSection } from './submit-section.tsx';

/** The clearance of a student on the roster: where it stands, basic information, the items, and 提交离校服务. */
export function ClearanceView({ student, faults }: ClearanceShown): ReactElement {
  const lang = useLang();
  const site = useStore(siteState);
  const standings = useMemo(
    () => standingsOf(student, site.kind === 'shown' ? site.site : null, faults),
    [student, site, faults],
  );
  const { submission, state, library } = student;
  const now = new Date();
  return (
    <>
      <p className="as-of">
        {say(lang, basicTexts.asOfDate)}
        {lang === 'zh' ? '：' : ': '}
        {student.asOfDate}
      </p>
      <Announcer standings={standings} />
      {submission && <ReceiptPanel submission={submission} />}
      {state === 'NOT_OPEN' && <NotOpen student={student} />}
      <Overview standings={standings} isSubmitted={submission !== null} lang={lang} />
      {state === 'READY' && (
        <p>
          <a className="button button-main button-submit" href="#submit">
            {say(lang, submitTexts.goTo)}
          </a>
        </p>
      )}
      <LiveNote />
      <section aria-labelledby="basic-title">
        <h2 id="basic-title">{say(lang, basicTexts.heading)}</h2>
        <BasicInformation of={student} lang={lang} />
      </section>
      <Items
        student={student}
        standings={standings}
        lang={lang}
        now={now}
        cardAction={library && <CancelCard library={library} />}
        tools={({ code, unitName }) => <RefreshButton code={code} unitName={unitName} />}
      />
      <RefreshNote />
      {!submission && <SubmitSection student={student} standings={standings} />}
    </>
  );
}

/** Tells what changed to people who cannot see it. */
function Announcer({ standings }: { standings: readonly Standing[] }): ReactElement {
  const lang = useLang();
  const last = useRef(standings);
  const said = useRef('');
  if (last.current !== standings) {
    said.current = announcementOf(last.current, standings, lang) || said.current;
    last.current = standings;
  }
  return (
    <p className="visually-hidden" aria-live="polite">
      {said.current}
    </p>
  );
}

function LiveNote(): ReactElement {
  const lang = useLang();
  const now = useStore(mode);
  return <p className={`live live-${now}`}>{say(lang, clearanceTexts[now])}</p>;
}

function NotOpen({ student: { submissionWindow } }: { student: ClearanceStudent }): ReactElement {
  const lang = useLang();
  return (
    <div className="panel panel-unknown">
      <h2>{say(lang, clearanceTexts.notOpenTitle)}</h2>
      <p>{say(lang, clearanceTexts.notOpenText)}</p>
      {submissionWindow && <WindowDates {...submissionWindow} lang={lang} />}
    </div>
  );
}
