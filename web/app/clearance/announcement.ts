import { progressOf } from '../../show/progress.ts';
import type { Standing } from '../../show/standings.ts';
import { clearanceTexts } from '../../texts/clearance.ts';
import { fill, type Lang, say } from '../../texts/language.ts';
import { outcomeTexts } from '../../texts/outcome.ts';

/** What to tell people who cannot see that an item changed: each change, then where the whole stands; empty: nothing changed. */
export function announcementOf(before: readonly Standing[], after: readonly Standing[], lang: Lang): string {
  const changed = after.filter(({ code, shown }) =>
    before.some((one) => one.code === code && one.shown !== shown),
  );
  if (changed.length === 0) return '';
  const sentences = changed.map(({ unitName, shown }) =>
    fill(lang, clearanceTexts.changed, {
      unit: say(lang, unitName),
      outcome: say(lang, outcomeTexts[shown]),
    }),
  );
  return [...sentences, progressOf(after, lang)].join(lang === 'zh' ? '。' : '. ');
}
