import type { ReactElement } from 'react';
import { type Lang, say } from '../texts/language.ts';
import { overviewTexts } from '../texts/overview.ts';
import { nextStepOf, progressOf } from './progress.ts';
import { sentences } from './sentences.ts';
import type { Standing } from './standings.ts';
import { Verdict } from './verdict.tsx';

/**
 * All items at a glance, each leading to its card: how many pass, what comes next, and for each that is open what to do.
 *
 * @param isSubmitted then nothing is left to do, whatever the items say now
 */
export function Overview({
  standings,
  isSubmitted,
  lang,
}: {
  standings: readonly Standing[];
  isSubmitted: boolean;
  lang: Lang;
}): ReactElement {
  const next = isSubmitted ? null : nextStepOf(standings);
  return (
    <section className="overview" aria-labelledby="overview-title">
      <h2 id="overview-title" className="visually-hidden">
        {say(lang, overviewTexts.heading)}
      </h2>
      <p className="count">{progressOf(standings, lang)}</p>
      {next && <p className="next">{say(lang, next)}</p>}
      <ul className="standings">
        {standings.map((standing) => {
          const { code, shown, unitName } = standing;
          const hint = hintOf(standing, lang);
          return (
            <li key={code}>
              <a href={`#item-${code}`}>
                <span className="unit">{say(lang, unitName)}</span>
                {hint && <span className="hint">{hint}</span>}
              </a>
              <Verdict shown={shown} lang={lang} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What to do, not what is wrong: the verdict says that it is wrong, and the card why. Empty where nothing is to do. */
function hintOf({ shown, reasons }: Standing, lang: Lang): string {
  if (shown === 'PASSED') return '';
  if (shown === 'DOWN') return say(lang, overviewTexts.downHint);
  return sentences([...new Set(reasons.map(({ action }) => say(lang, action)))], lang);
}
