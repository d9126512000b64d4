import type { ReactElement, ReactNode } from 'react';
import { itemTexts } from '../texts/departments.ts';
import { type Bilingual, fill, type Lang, say } from '../texts/language.ts';
import type { Shown } from '../texts/outcome.ts';
import type { DepartmentItem } from './graph-types.ts';
import { Notices } from './notices.tsx';
import { Reasons } from './reasons.tsx';
import { Verdict } from './verdict.tsx';
import { clockOf } from './when.ts';

/** What surrounds every item. */
export interface CardFrame {
  /** Stable code of the department; the card's anchor is `item-<code>`. */
  readonly code: string;
  readonly lang: Lang;
  readonly now: Date;
  /** A button that asks the department again; left out where there is none. */
  readonly tools?: ReactNode;
}

/** The unit and its outcome: at the left on a PC, as a row on a phone, where figure 5 writes `mobileName`. */
export function DepartmentCard({
  code,
  lang,
  shown,
  unitName,
  mobileName,
  tools,
  checked,
  children,
}: Omit<CardFrame, 'now'> & {
  shown: Shown;
  unitName: Bilingual;
  mobileName?: Bilingual | undefined;
  checked?: ReactNode;
  children: ReactNode;
}): ReactElement {
  return (
    <section
      className={`card card-${shown.toLowerCase().replace('_', '-')}`}
      id={`item-${code}`}
      aria-labelledby={`item-${code}-name`}
      tabIndex={-1}
    >
      <div className="card-head">
        <h3 id={`item-${code}-name`}>
          {mobileName ? (
            <>
              <span className="on-pc">{say(lang, unitName)}</span>
              <span className="on-phone">{say(lang, mobileName)}</span>
            </>
          ) : (
            say(lang, unitName)
          )}
        </h3>
        <Verdict shown={shown} lang={lang} />
        <p className="checked">{checked}</p>
        {tools}
      </div>
      <div className="card-body">{children}</div>
    </section>
  );
}

/** A department that answered: its table first, then why and what to do, then its notices. */
export function AnsweredCard({
  item,
  mobileName,
  children,
  ...frame
}: CardFrame & { item: DepartmentItem; mobileName?: Bilingual; children: ReactNode }): ReactElement {
  const { lang, now } = frame;
  const { outcome, reasons, asOf, contact, notices } = item;
  return (
    <DepartmentCard
      {...frame}
      shown={outcome}
      unitName={contact.unitName}
      mobileName={mobileName}
      checked={fill(lang, itemTexts.checkedAt, { time: clockOf(asOf, now) })}
    >
      {children}
      {outcome === 'UNKNOWN' && <p className="meaning">{say(lang, itemTexts.unknownMeaning)}</p>}
      {reasons.length > 0 && (
        <div className={`why why-${outcome.toLowerCase().replace('_', '-')}`}>
          <h4>{say(lang, outcome === 'PASSED' ? itemTexts.notes : itemTexts.whatToDo)}</h4>
          <Reasons reasons={reasons} lang={lang} />
        </div>
      )}
      <Notices notices={notices} lang={lang} />
    </DepartmentCard>
  );
}
