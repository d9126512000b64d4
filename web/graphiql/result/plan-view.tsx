import type { ReactElement } from 'react';
import { SheetTable } from '../../result/sheet-table.tsx';
import { fill, type Lang, say } from '../../texts/language.ts';
import { resultTexts } from '../../texts/result.ts';
import type { ResultPlan } from './parsed-result.ts';

const columns = [
  'number',
  'subgraph',
  'at',
  'startMs',
  'ms',
  'representations',
  'cached',
  'calls',
  'failed',
] as const;

/** How a query was answered: its fetches with their times, and the plan. */
export function PlanView({ plan, lang }: { plan: ResultPlan | null; lang: Lang }): ReactElement {
  if (plan === null) return <p>{say(lang, resultTexts.noPlan)}</p>;
  const caption = say(lang, resultTexts.planFetches);
  return (
    <>
      <h3>{caption}</h3>
      {plan.ms !== null && <p>{fill(lang, resultTexts.planMs, { ms: plan.ms })}</p>}
      <SheetTable
        sheet={{
          columns: columns.map((column) => say(lang, resultTexts[column])),
          rows: plan.fetches.map((fetch) => columns.map((column) => fetch[column])),
        }}
        caption={caption}
        lang={lang}
      />
      <h3>{say(lang, resultTexts.planText)}</h3>
      <pre className="plan-text">{plan.text}</pre>
    </>
  );
}
