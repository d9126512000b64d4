import type { ReactElement } from 'react';
import { itemTexts } from '../texts/departments.ts';
import { type Bilingual, fill, say } from '../texts/language.ts';
import { type CardFrame, DepartmentCard } from './department-card.tsx';
import type { PhoneNumber } from './graph-types.ts';
import { PhoneLink } from './phone-link.tsx';

/** A department that could not be asked: not a fail, and looking like none; says whom to call. */
export function DownCard({
  unitName,
  phones,
  ...frame
}: CardFrame & { unitName: Bilingual; phones: readonly PhoneNumber[] }): ReactElement {
  const { lang } = frame;
  return (
    <DepartmentCard {...frame} shown="DOWN" unitName={unitName}>
      <div className="why why-down">
        <p>
          <strong>{fill(lang, itemTexts.downTitle, { unit: say(lang, unitName) })}</strong>
        </p>
        <p>{say(lang, itemTexts.downMeaning)}</p>
        {phones.length > 0 && (
          <p>
            {say(lang, itemTexts.downAction)}
            {phones.map((phone) => (
              <PhoneLink key={phone.uri} phone={phone} />
            ))}
          </p>
        )}
      </div>
    </DepartmentCard>
  );
}
