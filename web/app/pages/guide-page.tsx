import { type ReactElement, useEffect } from 'react';
import { GuideFields } from '../../show/guide-fields.tsx';
import { guideActionTexts } from '../../texts/guide.ts';
import { say } from '../../texts/language.ts';
import { siteTexts } from '../../texts/site.ts';
import { goTo } from '../navigation.ts';
import { FaultPanel } from '../shell/fault-panel.tsx';
import { PageTitle } from '../shell/page-title.tsx';
import { useLang } from '../shell/use-lang.ts';
import { readSite, siteState } from '../site.ts';
import { useStore } from '../use-store.ts';
import { FavoriteButton } from './favorite-button.tsx';

/** 服务指南 (figure 3): 18 fields, 我要办理 and 我要收藏. The older profile has none and goes on. */
export function GuidePage(): ReactElement {
  const lang = useLang();
  const state = useStore(siteState);
  const isMissing = state.kind === 'shown' && state.guide === null;
  useEffect(() => {
    if (isMissing) goTo('/clearance');
  }, [isMissing]);
  const guide = state.kind === 'shown' ? state.guide : null;
  return (
    <>
      <PageTitle title={say(lang, siteTexts.service)} />
      {state.kind === 'fault' && <FaultPanel fault={state.fault} onRetry={() => void readSite()} />}
      {state.kind === 'reading' && <div className="bone bone-guide" aria-busy="true" />}
      {guide && (
        <>
          <div className="actions guide-actions">
            <a className="button button-main" href={guide.startUrl}>
              {say(lang, guideActionTexts.start)}
            </a>
            <FavoriteButton guide={guide} />
          </div>
          <section aria-labelledby="guide-title">
            <h2 id="guide-title">{say(lang, guideActionTexts.heading)}</h2>
            <GuideFields guide={guide} lang={lang} />
          </section>
        </>
      )}
    </>
  );
}
