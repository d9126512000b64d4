import type { ReactElement } from 'react';
import { financeTexts } from '../texts/departments.ts';
import { type Bilingual, type Lang, langTags, say } from '../texts/language.ts';
import { AnsweredCard, type CardFrame } from './department-card.tsx';
import type { FinanceItem } from './graph-types.ts';

/** 财务处收费管理办公室, figures 10 and 11: what is owed row by row, and the total as the guide prints it. */
export function FinanceCard({ item, ...frame }: CardFrame & { item: FinanceItem }): ReactElement {
  const { lang } = frame;
  return (
    <AnsweredCard {...frame} item={item}>
      <Charges rows={item.charges} caption={financeTexts.caption} lang={lang} total={item} />
      {item.credits.length > 0 && (
        <>
          <h4 className="credits">{say(lang, financeTexts.credits)}</h4>
          <Charges rows={item.credits} caption={financeTexts.credits} lang={lang} />
        </>
      )}
    </AnsweredCard>
  );
}

function Charges({
  rows,
  caption,
  lang,
  total,
}: {
  rows: FinanceItem['charges'];
  caption: Bilingual;
  lang: Lang;
  total?: FinanceItem;
}): ReactElement {
  return (
    <table className="rows">
      <caption className="visually-hidden">{say(lang, caption)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(lang, financeTexts.studentId)}</th>
          <th scope="col">{say(lang, financeTexts.academicYear)}</th>
          <th scope="col">{say(lang, financeTexts.chargeItemName)}</th>
          <th scope="col" className="amount">
            {say(lang, financeTexts.amountOwed)}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{row.studentId}</td>
            <td>{row.academicYear}</td>
            <td lang={langTags.zh}>{row.chargeItemName}</td>
            <td className="amount">{row.amountOwed.yuan}</td>
          </tr>
        ))}
        {rows.length === 0 && (
          <tr>
            <td colSpan={4} className="blank">
              {say(lang, financeTexts.noCharges)}
            </td>
          </tr>
        )}
      </tbody>
      {total && (
        <tfoot>
          <tr className={total.totalOwed.fen > 0 ? 'open' : undefined}>
            <th scope="row" colSpan={3}>
              {say(lang, financeTexts.total)}
            </th>
            <td className="amount">{total.totalOwedText}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
