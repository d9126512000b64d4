import type { ReactElement } from 'react';
import { apartmentTexts, itemTexts, residencyTexts } from '../texts/departments.ts';
import { type Lang, say } from '../texts/language.ts';
import { AnsweredCard, type CardFrame } from './department-card.tsx';
import type { ApartmentItem } from './graph-types.ts';

type Stay = ApartmentItem['stays'][number];
type Column = (typeof columns)[number];

const columns = ['campus', 'building', 'room', 'checkoutDate', 'checkoutHandler'] as const;

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
        <>
          <Stays stays={item.stays} lang={lang} />
          {item.stays.map((stay) => (
            <StayOnPhone key={stay.id} stay={stay} lang={lang} />
          ))}
        </>
      )}
    </AnsweredCard>
  );
}

function Stays({ stays, lang }: { stays: readonly Stay[]; lang: Lang }): ReactElement {
  return (
    <table className="rows stays">
      <caption className="visually-hidden">{say(lang, apartmentTexts.caption)}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {say(lang, apartmentTexts[column])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {stays.map((stay) => (
          <tr key={stay.id}>
            {columns.map((column) => (
              <td key={column} className={isOpen(stay, column) ? 'open' : undefined}>
                {textOf(stay, column) ?? <Blank lang={lang} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The same, label beside value as figure 5 has it: five columns do not fit on a phone. */
function StayOnPhone({ stay, lang }: { stay: Stay; lang: Lang }): ReactElement {
  return (
    <dl className="stay">
      {columns.map((column) => (
        <div key={column} className={isOpen(stay, column) ? 'open' : undefined}>
          <dt>{say(lang, apartmentTexts[column])}</dt>
          <dd>{textOf(stay, column) ?? <Blank lang={lang} />}</dd>
        </div>
      ))}
    </dl>
  );
}

function Blank({ lang }: { lang: Lang }): ReactElement {
  return <span className="blank">{say(lang, itemTexts.blank)}</span>;
}

/** Null where it is empty. */
function textOf({ campus, compound, building, room, ...stay }: Stay, column: Column): string | null {
  switch (column) {
    case 'campus':
      return campus || null;
    case 'building':
      return [compound, building].filter(Boolean).join(' ') || null;
    case 'room':
      return room || null;
    case 'checkoutDate':
      return stay.checkoutDate;
    case 'checkoutHandler':
      return stay.checkoutHandler?.name || null;
    default:
      return column satisfies never;
  }
}

/** Whether an empty cell is what keeps the item from passing. */
function isOpen(stay: Stay, column: Column): boolean {
  return (column === 'checkoutDate' || column === 'checkoutHandler') && textOf(stay, column) === null;
}
