import type { ReactElement } from 'react';
import { fill, say } from '../../texts/language.ts';
import { siteTexts } from '../../texts/site.ts';
import type { NoData } from '../graph/answer.ts';
import { useLang } from './use-lang.ts';

/** Why a page has nothing to show, and a button that tries again. */
export function FaultPanel({ fault, onRetry }: { fault: NoData; onRetry: () => void }): ReactElement {
  const lang = useLang();
  return (
    <div className="panel panel-unknown" role="alert">
      <h2>{say(lang, siteTexts.faultTitle)}</h2>
      <p>{sentenceOf(fault, lang)}</p>
      <p>
        <button type="button" className="button" onClick={onRetry}>
          {say(lang, siteTexts.retry)}
        </button>
      </p>
    </div>
  );
}

function sentenceOf(fault: NoData, lang: 'zh' | 'en'): string {
  if (fault.kind === 'busy')
    return fill(lang, siteTexts.busy, { seconds: Math.ceil(fault.retryAfterMs / 1000) });
  return say(lang, fault.kind === 'unanswered' ? siteTexts.offline : siteTexts.fault);
}
