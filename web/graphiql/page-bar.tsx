import type { ReactElement } from 'react';
import { chooseLanguage } from '../app/language.ts';
import { mayReadReports } from '../app/may-read-reports.ts';
import { useLang } from '../app/shell/use-lang.ts';
import { useRole } from '../app/shell/use-role.ts';
import { graphiqlTexts } from '../texts/graphiql.ts';
import { langTags, say } from '../texts/language.ts';
import { SessionLink } from './session-link.tsx';

/** The page's name, the reports for who may see them, the other language, and who is logged in. */
export function PageBar(): ReactElement {
  const lang = useLang();
  const role = useRole();
  const other = lang === 'zh' ? 'en' : 'zh';
  return (
    <>
      <span className="page-title">{say(lang, graphiqlTexts.title)}</span>
      {mayReadReports(role) && (
        <a className="page-link" href="/reports">
          {say(lang, graphiqlTexts.reports)}
        </a>
      )}
      <button
        type="button"
        className="page-link"
        lang={langTags[other]}
        onClick={() => {
          chooseLanguage(other);
          // The schema's documentation is read once, in one language.
          location.reload();
        }}
      >
        {say(lang, graphiqlTexts.otherLanguage)}
      </button>
      <SessionLink />
    </>
  );
}
