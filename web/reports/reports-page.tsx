import type { ReactElement, ReactNode } from 'react';
import { mayReadReports } from '../app/may-read-reports.ts';
import { actAs, loginHref, readSession, session } from '../app/session.ts';
import { useLang } from '../app/shell/use-lang.ts';
import { useStore } from '../app/use-store.ts';
import { type Bilingual, fill, say } from '../texts/language.ts';
import { reportsTexts } from '../texts/reports.ts';
import { siteTexts } from '../texts/site.ts';
import { SmallFrame } from '../verify/small-frame.tsx';
import { ReportsWork } from './reports-work.tsx';

/** 离校统计报表, for analysts, registrars and staff of departments. */
export function ReportsPage(): ReactElement {
  return (
    <SmallFrame title={reportsTexts.heading}>
      <Gate />
    </SmallFrame>
  );
}

function Gate(): ReactElement {
  const lang = useLang();
  const who = useStore(session);
  switch (who.kind) {
    case 'reading':
      return <p>{say(lang, siteTexts.loading)}</p>;
    case 'unanswered':
      return (
        <Notice text={siteTexts.offline}>
          <button type="button" className="button" onClick={() => void readSession()}>
            {say(lang, siteTexts.retry)}
          </button>
        </Notice>
      );
    case 'anonymous':
      return (
        <Notice text={reportsTexts.needLogin}>
          <a className="button button-main" href={loginHref('/reports')}>
            {say(lang, reportsTexts.login)}
          </a>
        </Notice>
      );
    case 'person': {
      if (mayReadReports(who.role)) return <ReportsWork lang={lang} who={who} />;
      const others = who.roles.filter(mayReadReports);
      if (others.length === 0) return <Notice text={reportsTexts.otherRole} />;
      return (
        <Notice text={reportsTexts.otherRoleNow}>
          {others.map((role) => (
            <button key={role} type="button" className="button button-main" onClick={() => void actAs(role)}>
              {fill(lang, reportsTexts.actAs, { role })}
            </button>
          ))}
        </Notice>
      );
    }
    default:
      return who satisfies never;
  }
}

function Notice({ text, children }: { text: Bilingual; children?: ReactNode }): ReactElement {
  const lang = useLang();
  return (
    <div className="panel panel-notice">
      <p>{say(lang, text)}</p>
      <div className="actions">{children}</div>
    </div>
  );
}
