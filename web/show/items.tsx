import type { ReactElement, ReactNode } from 'react';
import { itemTexts } from '../texts/departments.ts';
import { type Lang, say } from '../texts/language.ts';
import { ApartmentCard } from './apartment-card.tsx';
import { ArchivesCard } from './archives-card.tsx';
import { type CardFrame, DepartmentCard } from './department-card.tsx';
import { DownCard } from './down-card.tsx';
import { FinanceCard } from './finance-card.tsx';
import type { ClearanceStudent } from './graph-types.ts';
import { LibraryCard } from './library-card.tsx';
import { PhoneLink } from './phone-link.tsx';
import type { Standing } from './standings.ts';

/** What the cards show, and the buttons in them. */
export interface ItemsProps {
  readonly student: ClearanceStudent;
  readonly standings: readonly Standing[];
  readonly lang: Lang;
  readonly now: Date;
  /** 注销 beside the state of the library card. */
  readonly cardAction?: ReactNode;
  /** The button that asks a department again. */
  readonly tools?: (standing: Standing) => ReactNode;
}

/** 离校事项: a card for each department that the class requires, in the order of the page. */
export function Items({ student, standings, lang, now, cardAction, tools }: ItemsProps): ReactElement {
  return (
    <section className="items" aria-labelledby="items-title">
      <h2 id="items-title">{say(lang, itemTexts.heading)}</h2>
      {standings.map((standing) => {
        const frame = { code: standing.code, lang, now, tools: tools?.(standing) };
        return <Item key={standing.code} {...{ student, standing, frame, cardAction }} />;
      })}
    </section>
  );
}

function Item({
  student,
  standing,
  frame,
  cardAction,
}: {
  student: ClearanceStudent;
  standing: Standing;
  frame: CardFrame;
  cardAction: ReactNode;
}): ReactElement {
  const { library, archives, apartment, finance } = student;
  const { code, unitName, phones, shown } = standing;
  if (shown === 'DOWN') return <DownCard {...frame} unitName={unitName} phones={phones} />;
  if (code === 'library' && library) return <LibraryCard {...frame} item={library} cardAction={cardAction} />;
  if (code === 'archives' && archives) return <ArchivesCard {...frame} item={archives} />;
  if (code === 'apartment' && apartment) return <ApartmentCard {...frame} item={apartment} />;
  if (code === 'finance' && finance) return <FinanceCard {...frame} item={finance} />;
  return (
    <DepartmentCard {...frame} shown={shown} unitName={unitName}>
      <p>
        {say(frame.lang, itemTexts.unknownMeaning)}{' '}
        {phones.map((phone) => (
          <PhoneLink key={phone.uri} phone={phone} />
        ))}
      </p>
    </DepartmentCard>
  );
}
