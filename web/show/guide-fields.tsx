import type { ReactElement, ReactNode } from 'react';
import { guideActionTexts, guideTexts } from '../texts/guide.ts';
import { type Lang, langTags, say } from '../texts/language.ts';
import type { Guide } from './graph-types.ts';
import { PhoneLink } from './phone-link.tsx';

const fields = Object.keys(guideTexts) as (keyof typeof guideTexts)[];

/** The 18 fields of figure 3, blank ones too: two a row on a PC, one on a phone. */
export function GuideFields({ guide, lang }: { guide: Guide; lang: Lang }): ReactElement {
  return (
    <dl className="guide-fields">
      {fields.map((field) => (
        <div key={field} className={field === 'summary' || field === 'remark' ? 'wide' : undefined}>
          <dt>{say(lang, guideTexts[field])}</dt>
          <dd lang={langTags.zh}>
            {fieldText(field, guide) || (
              <span className="visually-hidden">{say(lang, guideActionTexts.blank)}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function fieldText(field: keyof typeof guideTexts, guide: Guide): ReactNode {
  if (field === 'consultPhone') return guide.consultPhone && <PhoneLink phone={guide.consultPhone} />;
  if (field === 'supportingDepartments') return guide.supportingDepartments.join('、');
  return guide[field];
}
