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
        <p>
          {say(lang, itemTexts.downMeaning)}
          {/* Where there is no button to ask again, nothing asks again by itself either. */}
          {lang === 'en' && ' '}
          {say(lang, frame.tools ? itemTexts.downRetried : itemTexts.downReload)}
        </p>
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
