import type { ReactElement } from 'react';
import { type Lang, say } from '../texts/language.ts';
import { overviewTexts } from '../texts/overview.ts';
import { progressOf } from './progress.ts';
import type { Standing } from './standings.ts';
import { Verdict } from './verdict.tsx';

/** All items at a glance, each leading to its card: how many pass, and what is open about the others. */
export function Overview({ standings, lang }: { standings: readonly Standing[]; lang: Lang }): ReactElement {
  return (
    <section className="overview" aria-labelledby="overview-title">
      <h2 id="overview-title" className="visually-hidden">
        {say(lang, overviewTexts.heading)}
      </h2>
      <p className="count">{progressOf(standings, lang)}</p>
      <ul>
        {standings.map(({ code, shown, unitName, reasons }) => (
          <li key={code}>
            <a href={`#item-${code}`}>
              <span className="unit">{say(lang, unitName)}</span>
              {shown !== 'PASSED' && reasons[0] && (
                <span className="hint">
                  {reasons.map(({ text }) => say(lang, text)).join(lang === 'zh' ? '；' : '; ')}
                </span>
              )}
            </a>
            <Verdict shown={shown} lang={lang} />
          </li>
        ))}
      </ul>
    </section>
  );
}
