import type { ReactElement } from 'react';
import { apartmentTexts, itemTexts, residencyTexts } from '../texts/departments.ts';
import { type Lang, say } from '../texts/language.ts';
import { AnsweredCard, type CardFrame } from './department-card.tsx';
import type { ApartmentItem } from './graph-types.ts';

type Stay = ApartmentItem['stays'][number];

/** 总务部公寓与物业中心, figures 8 and 9: one row for each room; without a room, what the office says instead. */
export function ApartmentCard({ item, ...frame }: CardFrame & { item: ApartmentItem }): ReactElement {
  const { lang } = frame;
  const residency = item.residencyLabel ?? say(lang, residencyTexts[item.residency]);
  return (
    <AnsweredCard {...frame} item={item}>
      {item.stays.length === 0 ? (
        <table className="facts">
          <tbody>
            <tr className={item.residency === 'NON_RESIDENT' ? undefined : 'open'}>
              <th scope="row">{say(lang, apartmentTexts.residency)}</th>
              <td>{lang === 'zh' ? residency : say(lang, residencyTexts[item.residency])}</td>
            </tr>
          </tbody>
        </table>
      ) : (
        <Stays stays={item.stays} lang={lang} />
      )}
    </AnsweredCard>
  );
}

function Stays({ stays, lang }: { stays: readonly Stay[]; lang: Lang }): ReactElement {
  return (
    <table className="rows">
      <caption className="visually-hidden">{say(lang, apartmentTexts.caption)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(lang, apartmentTexts.campus)}</th>
          <th scope="col">{say(lang, apartmentTexts.building)}</th>
          <th scope="col">{say(lang, apartmentTexts.room)}</th>
          <th scope="col">{say(lang, apartmentTexts.checkoutDate)}</th>
          <th scope="col">{say(lang, apartmentTexts.checkoutHandler)}</th>
        </tr>
      </thead>
      <tbody>
        {stays.map((stay) => (
          <tr key={stay.id}>
            <Cell value={stay.campus} lang={lang} />
            <Cell value={placeOf(stay)} lang={lang} />
            <Cell value={stay.room} lang={lang} />
            <Cell value={stay.checkoutDate} lang={lang} open />
            <Cell value={stay.checkoutHandler?.name ?? null} lang={lang} open />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function placeOf({ compound, building }: Stay): string | null {
  return [compound, building].filter(Boolean).join(' ') || null;
}

/** @param open whether an empty cell is what keeps the item from passing */
function Cell({
  value,
  lang,
  open = false,
}: {
  value: string | null;
  lang: Lang;
  open?: boolean;
}): ReactElement {
  if (value !== null && value !== '') return <td>{value}</td>;
  return (
    <td className={open ? 'open' : undefined}>
      <span className="blank">{say(lang, itemTexts.blank)}</span>
    </td>
  );
}
