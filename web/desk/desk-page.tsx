import type { ReactElement } from 'react';
import { actAs, loginHref, readSession, session } from '../app/session.ts';
import { useLang } from '../app/shell/use-lang.ts';
import { useStore } from '../app/use-store.ts';
import { deskTexts } from '../texts/desk.ts';
import { type Bilingual, say } from '../texts/language.ts';
import { verifyTexts } from '../texts/verify.ts';
import { SmallFrame } from '../verify/small-frame.tsx';
import { DeskWork } from './desk-work.tsx';

/** 领证窗口, for whoever has the role of a desk. */
export function DeskPage(): ReactElement {
  return (
    <SmallFrame title={deskTexts.heading} plain={['/plain/verify', verifyTexts.plain]}>
      <Gate />
    </SmallFrame>
  );
}

function Gate(): ReactElement {
  const lang = useLang();
  const who = useStore(session);
  switch (who.kind) {
    case 'reading':
      return <p>{say(lang, deskTexts.reading)}</p>;
    case 'unanswered':
      return (
        <Notice text={deskTexts.noSession}>
          <button type="button" className="button" onClick={() => void readSession()}>
            {say(lang, verifyTexts.retry)}
          </button>
        </Notice>
      );
    case 'anonymous':
      return (
        <Notice text={deskTexts.needLogin}>
          <a className="button button-main" href={loginHref('/desk')}>
            {say(lang, deskTexts.login)}
          </a>
        </Notice>
      );
    case 'person':
      if (who.role === 'desk') return <DeskWork lang={lang} csrfToken={who.csrfToken} />;
      if (!who.roles.includes('desk')) return <Notice text={deskTexts.otherRole} />;
      return (
        <Notice text={deskTexts.otherRoleNow}>
          <button type="button" className="button button-main" onClick={() => void actAs('desk')}>
            {say(lang, deskTexts.actAsDesk)}
          </button>
        </Notice>
      );
    default:
      return who satisfies never;
  }
}

function Notice({ text, children }: { text: Bilingual; children?: ReactElement }): ReactElement {
  const lang = useLang();
  return (
    <div className="panel panel-notice">
      <p>{say(lang, text)}</p>
      {children}
    </div>
  );
}
