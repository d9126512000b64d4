import type { ReactElement } from 'react';
import { itemTexts } from '../texts/departments.ts';
import { type Bilingual, fill, type Lang, say } from '../texts/language.ts';
import type { PhoneNumber } from './graph-types.ts';
import { Icon } from './icon.tsx';
import { PhoneLink } from './phone-link.tsx';

/** A reason of a verdict, of a blocked submission or of a card that cannot be cancelled. */
export interface ShownReason {
  readonly code: string;
  readonly text: Bilingual;
  readonly action: Bilingual;
  readonly where?: Bilingual | null;
  readonly phone?: PhoneNumber | null;
  readonly url?: string | null;
}

/** Each reason with what to do, where to go and whom to call. */
export function Reasons({ reasons, lang }: { reasons: readonly ShownReason[]; lang: Lang }): ReactElement {
  return (
    <ul className="reasons">
      {reasons.map((reason) => (
        <li key={`${reason.code} ${reason.text.zh}`}>
          <strong>{say(lang, reason.text)}</strong>
          <ReasonSteps reason={reason} lang={lang} />
        </li>
      ))}
    </ul>
  );
}

function ReasonSteps({ reason, lang }: { reason: ShownReason; lang: Lang }): ReactElement {
  const { action, where, phone, url } = reason;
  return (
    <p>
      {say(lang, action)}
      {where && (
        <span className="step">
          <Icon name="place" />
          {fill(lang, itemTexts.where, { place: say(lang, where) })}
        </span>
      )}
      {phone && (
        <span className="step">
          {say(lang, itemTexts.phone)} <PhoneLink phone={phone} />
        </span>
      )}
      {url && (
        <span className="step">
          <a href={url}>{say(lang, itemTexts.moreOnPage)}</a>
        </span>
      )}
    </p>
  );
}
