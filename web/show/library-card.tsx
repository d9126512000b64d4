import type { ReactElement, ReactNode } from 'react';
import { cardStatusTexts, depositStatusTexts, itemTexts, libraryTexts } from '../texts/departments.ts';
import { type Bilingual, type Lang, say } from '../texts/language.ts';
import { AnsweredCard, type CardFrame } from './department-card.tsx';
import type { LibraryItem } from './graph-types.ts';

/**
 * 图书馆, figures 4 to 6: the five rows of its table and what cancelling the card means.
 *
 * @param cardAction the button or form 注销, beside the state of the card
 */
export function LibraryCard({
  item,
  cardAction,
  ...frame
}: CardFrame & { item: LibraryItem; cardAction?: ReactNode }): ReactElement {
  const { lang } = frame;
  const { unreturnedBookCount, feeOwed, violationCount, violationLabel, cardStatusLabel, cardStatus } = item;
  return (
    <AnsweredCard {...frame} item={item} mobileName={libraryTexts.mobileLabel}>
      <table className="facts">
        <tbody>
          <Row
            lang={lang}
            group={libraryTexts.bookState}
            name={libraryTexts.unreturned}
            mobile={libraryTexts.mobileUnreturned}
            bad={unreturnedBookCount > 0}
          >
            {unreturnedBookCount}
          </Row>
          <Row lang={lang} group={libraryTexts.feeState} name={libraryTexts.feeOwed} bad={feeOwed.fen > 0}>
            {feeOwed.yuan}
          </Row>
          <Row lang={lang} name={libraryTexts.violations} bad={violationCount !== 0}>
            {violationCount ?? violationLabel ?? say(lang, itemTexts.blank)}
          </Row>
          <Row lang={lang} name={libraryTexts.card} bad={cardStatus !== 'CANCELLED'}>
            <span className="with-action">
              {!(cardAction && isCancelledAsSaid(item)) && (
                <span>{labelled(lang, cardStatusLabel, cardStatusTexts[cardStatus])}</span>
              )}
              {cardAction}
            </span>
          </Row>
          <Row lang={lang} name={libraryTexts.thesis} bad={!isDeposited(item)}>
            {labelled(lang, item.thesisDepositLabel, depositStatusTexts[item.thesisDepositStatus])}
          </Row>
        </tbody>
      </table>
      <p className="guidance">
        <b>{say(lang, libraryTexts.guidance)}</b> {say(lang, item.guidance)}
      </p>
    </AnsweredCard>
  );
}

/** The department's own text in Chinese; in English what it stands for, with the text beside it. */
function labelled(lang: Lang, raw: string | null, meaning: Bilingual): ReactNode {
  const text = raw?.trim() ?? '';
  if (lang === 'zh') return text === '' ? meaning.zh : text;
  return text === '' ? meaning.en : `${meaning.en} (${text})`;
}

/** Then the button says 已注销 itself. */
function isCancelledAsSaid({ cardStatus, cardStatusLabel }: LibraryItem): boolean {
  return cardStatus === 'CANCELLED' && (cardStatusLabel ?? '') === libraryTexts.cardCancelled.zh;
}

function isDeposited({ thesisDepositStatus: status }: LibraryItem): boolean {
  return status === 'APPROVED' || status === 'EXEMPT';
}

function Row({
  lang,
  group,
  name,
  mobile = name,
  bad,
  children,
}: {
  lang: Lang;
  group?: Bilingual;
  name: Bilingual;
  mobile?: Bilingual;
  /** Whether this row keeps the item from passing. */
  bad: boolean;
  children: ReactNode;
}): ReactElement {
  return (
    <tr className={bad ? 'open' : undefined}>
      <th scope="row">
        <span className="on-pc">
          {group && <span className="group">{say(lang, group)}</span>}
          {say(lang, name)}
        </span>
        <span className="on-phone">{say(lang, mobile)}</span>
      </th>
      <td>{children}</td>
    </tr>
  );
}
