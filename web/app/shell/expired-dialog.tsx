import type { ReactElement } from 'react';
import { say } from '../../texts/language.ts';
import { expiredTexts } from '../../texts/site.ts';
import { expired, loginHref } from '../session.ts';
import { useStore } from '../use-store.ts';
import { Dialog } from './dialog.tsx';
import { useLang } from './use-lang.ts';

/** Asks somebody whose session ended to log in again, and brings them back here. */
export function ExpiredDialog(): ReactElement | null {
  const lang = useLang();
  if (!useStore(expired)) return null;
  return (
    <Dialog title={say(lang, expiredTexts.title)}>
      <p>{say(lang, expiredTexts.text)}</p>
      <p className="actions">
        <a className="button button-main" href={loginHref(location.pathname + location.search)}>
          {say(lang, expiredTexts.login)}
        </a>
      </p>
    </Dialog>
  );
}
