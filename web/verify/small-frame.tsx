import { type ReactElement, type ReactNode, useEffect } from 'react';
import { chooseLanguage } from '../app/language.ts';
import { useLang } from '../app/shell/use-lang.ts';
import { type Bilingual, langTags, say } from '../texts/language.ts';
import { siteTexts } from '../texts/site.ts';

/** A page by itself, without the navigation of students: its name, the other language, its plain sister. */
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
  const other = lang === 'zh' ? 'en' : 'zh';
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
      {plain && (
        <footer className="small-foot">
          <a href={plain[0]}>{say(lang, plain[1])}</a>
        </footer>
      )}
    </>
  );
}
