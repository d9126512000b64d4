import type { ReactElement } from 'react';
import type { ClearanceStudent } from '../../show/graph-types.ts';
import { PhoneLink } from '../../show/phone-link.tsx';
import { sentences } from '../../show/sentences.ts';
import type { Standing } from '../../show/standings.ts';
import { clearanceTexts } from '../../texts/clearance.ts';
import { type Bilingual, type Lang, say } from '../../texts/language.ts';
import { submitTexts } from '../../texts/submit.ts';
import { useFocusOnShow } from '../shell/use-focus-on-show.ts';
import { useLang } from '../shell/use-lang.ts';

/** Why it cannot be submitted now: what fails, and apart from it what could not be checked; each leads to its card. */
export function Blocked({
  student,
  standings,
}: {
  student: ClearanceStudent;
  standings: readonly Standing[];
}): ReactElement {
  const lang = useLang();
  const place = useFocusOnShow<HTMLDivElement>(null);
  const failed = standings.filter(({ shown }) => shown === 'NOT_PASSED');
  const unchecked = standings.filter(({ shown }) => shown === 'UNKNOWN' || shown === 'DOWN');
  return (
    <div className="panel panel-failed" role="alert" tabIndex={-1} ref={place}>
      <h3>{say(lang, submitTexts.blockedTitle)}</h3>
      {student.state === 'NOT_OPEN' && <p>{say(lang, clearanceTexts.notOpenText)}</p>}
      <Group title={submitTexts.blockedFailed} standings={failed} lang={lang} />
      <Group title={submitTexts.blockedUnknown} standings={unchecked} lang={lang} withPhones />
    </div>
  );
}

function Group({
  title,
  standings,
  lang,
  withPhones = false,
}: {
  title: Bilingual;
  standings: readonly Standing[];
  lang: Lang;
  withPhones?: boolean;
}): ReactElement | null {
  if (standings.length === 0) return null;
  return (
    <>
      <p>{say(lang, title)}</p>
      <ul>
        {standings.map(({ code, unitName, reasons, phones }) => (
          <li key={code}>
            <a href={`#item-${code}`}>{say(lang, unitName)}</a>
            {reasons.length > 0 &&
              `${lang === 'zh' ? '：' : ': '}${sentences(
                reasons.map(({ text }) => say(lang, text)),
                lang,
              )}`}
            {withPhones && phones.map((phone) => <PhoneLink key={phone.uri} phone={phone} />)}
          </li>
        ))}
      </ul>
    </>
  );
}
