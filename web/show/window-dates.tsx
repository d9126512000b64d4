import type { ReactElement } from 'react';
import { fill, type Lang } from '../texts/language.ts';
import { windowTexts } from '../texts/window.ts';
import { minuteWithZone } from './when.ts';

/** When a class may submit: the bounds that there are, each on a line of its own, in Beijing time. */
export function WindowDates({
  opensAt,
  closesAt,
  lang,
}: {
  opensAt: string | null;
  closesAt: string | null;
  lang: Lang;
}): ReactElement {
  return (
    <>
      {opensAt !== null && <p>{fill(lang, windowTexts.opensAt, { time: minuteWithZone(opensAt, lang) })}</p>}
      {closesAt !== null && (
        <p>{fill(lang, windowTexts.closesAt, { time: minuteWithZone(closesAt, lang) })}</p>
      )}
    </>
  );
}
