import { type Bilingual, fill, type Lang } from '../texts/language.ts';
import { overviewTexts } from '../texts/overview.ts';
import { allPass, type Standing } from './standings.ts';

/** `4 项中已通过 1 项，还有 3 项要办理`, for eyes and for the live region. */
export function progressOf(standings: readonly Standing[], lang: Lang): string {
  const total = standings.length;
  if (allPass(standings)) return fill(lang, overviewTexts.allPassed, { total });
  const count = (...shown: string[]) => standings.filter((one) => shown.includes(one.shown)).length;
  const [passed, open, unchecked] = [count('PASSED'), count('NOT_PASSED'), count('UNKNOWN', 'DOWN')];
  return [
    fill(lang, overviewTexts.passedOf, { total, passed }),
    ...(open > 0 ? [fill(lang, overviewTexts.open, { count: open })] : []),
    ...(unchecked > 0 ? [fill(lang, overviewTexts.unchecked, { count: unchecked })] : []),
  ].join(lang === 'zh' ? '，' : ', ');
}

/** The one thing to do next, unless everything passes: then the page has its button. Whoever can act is told before who waits. */
export function nextStepOf(standings: readonly Standing[]): Bilingual | null {
  const has = (shown: Standing['shown']) => standings.some((one) => one.shown === shown);
  if (has('NOT_PASSED')) return overviewTexts.next;
  if (has('UNKNOWN')) return overviewTexts.nextUnknown;
  return has('DOWN') ? overviewTexts.nextDown : null;
}
