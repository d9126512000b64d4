import type { ReactElement } from 'react';
import { Contacts } from '../../show/contacts.tsx';
import { say } from '../../texts/language.ts';
import { siteTexts } from '../../texts/site.ts';
import { siteState } from '../site.ts';
import { useStore } from '../use-store.ts';
import { useLang } from './use-lang.ts';

/** Whom to call, at the foot of every page, and the way to the plain pages. */
export function Footer(): ReactElement {
  const lang = useLang();
  const state = useStore(siteState);
  return (
    <footer className="foot">
      {state.kind === 'shown' && <Contacts site={state.site} lang={lang} />}
      <p>
        <a href="/plain">{say(lang, siteTexts.plain)}</a>
      </p>
    </footer>
  );
}
