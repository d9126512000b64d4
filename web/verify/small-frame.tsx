import { type ReactElement, type ReactNode, useEffect } from 'react';
import { chooseLanguage } from '../app/language.ts';
import { useLang } from '../app/shell/use-lang.ts';
import { readSite, siteState } from '../app/site.ts';
import { useStore } from '../app/use-store.ts';
import { Contacts } from '../show/contacts.tsx';
import { type Bilingual, langTags, say } from '../texts/language.ts';
import { siteTexts } from '../texts/site.ts';

/** A page by itself, without the navigation of students: its name, the other language, whom to call, its plain sister. */
export function SmallFrame({
  title,
  plain,
  children,
}: {
  title: Bilingual;
  plain?: readonly [path: string, text: Bilingual];
  children: ReactNode;
}): ReactElement {
  const lang = useLang();
  const site = useStore(siteState);
  const other = lang === 'zh' ? 'en' : 'zh';
  useEffect(() => void readSite(), []);
  useEffect(() => {
    document.title = say(lang, title);
  }, [lang, title]);
  return (
    <>
      <header className="small-top">
        <a className="small-skip" href="#main">
          {say(lang, siteTexts.skip)}
        </a>
        <span className="small-brand">{say(lang, siteTexts.service)}</span>
        <button
          type="button"
          className="button button-small"
          lang={langTags[other]}
          onClick={() => chooseLanguage(other)}
        >
          {say(lang, siteTexts.otherLanguage)}
        </button>
      </header>
      <main id="main" className="small-main" tabIndex={-1}>
        <h1>{say(lang, title)}</h1>
        {children}
      </main>
      <footer className="small-foot">
        {site.kind === 'shown' && <Contacts site={site.site} lang={lang} />}
        {plain && (
          <p>
            <a href={plain[0]}>{say(lang, plain[1])}</a>
          </p>
        )}
      </footer>
    </>
  );
}
