import type { ReactElement } from 'react';
import { say } from '../../texts/language.ts';
import { siteTexts } from '../../texts/site.ts';
import { useLang } from '../shell/use-lang.ts';

/** The page before its data: boxes of about the size of what comes, so that nothing jumps. */
export function ClearanceSkeleton(): ReactElement {
  const lang = useLang();
  return (
    <div className="skeleton" aria-busy="true">
      <p className="visually-hidden" role="status">
        {say(lang, siteTexts.loading)}
      </p>
      <div className="bone bone-line" />
      <div className="bone bone-overview" />
      <div className="bone bone-basic" />
      <div className="bone bone-card" />
      <div className="bone bone-card" />
      <div className="bone bone-card" />
      <div className="bone bone-card" />
    </div>
  );
}
