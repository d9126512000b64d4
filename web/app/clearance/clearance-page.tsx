import { type ReactElement, useEffect } from 'react';
import { clearanceTexts } from '../../texts/clearance.ts';
import { say } from '../../texts/language.ts';
import { goToLogin, session } from '../session.ts';
import { FaultPanel } from '../shell/fault-panel.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { useLang } from '../shell/use-lang.ts';
import { useStore } from '../use-store.ts';
import { clearance, followClearance, poll, readClearance } from './clearance-model.ts';
import { ClearanceSkeleton } from './clearance-skeleton.tsx';
import { ClearanceView } from './clearance-view.tsx';
import { NotOnRoster } from './not-on-roster.tsx';

/** 离校信息查询 (figures 4 and 5) of whoever is logged in; kept current while it is open. */
export function ClearancePage(): ReactElement {
  const lang = useLang();
  const who = useStore(session);
  const isOther = who.kind === 'person' && who.role !== 'student';
  // Not known yet, or not to be learnt: the graph knows.
  const mayRead = who.kind !== 'anonymous' && !isOther;
  useEffect(() => {
    if (who.kind === 'anonymous') goToLogin();
  }, [who.kind]);
  useEffect(() => {
    if (!mayRead) return undefined;
    const until = new AbortController();
    const read = clearance.get().kind === 'shown' ? poll() : readClearance();
    void read.then(() => followClearance(until.signal));
    return () => until.abort();
  }, [mayRead]);
  if (isOther) return <ForGraduates role={who.role} />;
  return (
    <>
      <PageTitle title={say(lang, clearanceTexts.title)} />
      <Body />
    </>
  );
}

function Body(): ReactElement {
  const state = useStore(clearance);
  switch (state.kind) {
    case 'reading':
      return <ClearanceSkeleton />;
    case 'fault':
      return <FaultPanel fault={state.fault} onRetry={() => void poll()} />;
    case 'absent':
      return <NotOnRoster />;
    case 'shown':
      return state.student.state === 'NOT_ON_ROSTER' ? <NotOnRoster /> : <ClearanceView {...state} />;
    default:
      return state satisfies never;
  }
}

function ForGraduates({ role }: { role: string | null }): ReactElement {
  const lang = useLang();
  return (
    <>
      <PageTitle title={say(lang, clearanceTexts.staffTitle)} />
      <p>{say(lang, clearanceTexts.staffText)}</p>
      {role === 'desk' && (
        <p>
          <a className="button button-main" href="/desk">
            {say(lang, clearanceTexts.toDesk)}
          </a>
        </p>
      )}
    </>
  );
}
