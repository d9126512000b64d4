import type { ReactElement } from 'react';
import { say } from '../../texts/language.ts';
import { siteTexts } from '../../texts/site.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { useLang } from '../shell/use-lang.ts';

/** There is no such page. */
export function NothingHere(): ReactElement {
  const lang = useLang();
  return (
    <>
      <PageTitle title={say(lang, siteTexts.notFound)} />
      <p>{say(lang, siteTexts.notFoundText)}</p>
      <p>
        <a href="/">{say(lang, siteTexts.toHome)}</a>
      </p>
    </>
  );
}
