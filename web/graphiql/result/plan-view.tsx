import type { ReactElement } from 'react';
import { SheetTable } from '../../result/sheet-table.tsx';
import { type Lang, say } from '../../texts/language.ts';
import { resultTexts } from '../../texts/result.ts';
import type { ResultPlan } from './parsed-result.ts';

/** How a query was answered: the calls with their times, and the plan. */
export function PlanView({ plan, lang }: { plan: ResultPlan | null; lang: Lang }): ReactElement {
  if (plan === null) return <p>{say(lang, resultTexts.noPlan)}</p>;
  const columns = ['subgraph', 'milliseconds', 'representations', 'cached'] as const;
  const sheet = {
    columns: columns.map((column) => say(lang, resultTexts[column])),
    rows: plan.fetches.map(({ subgraph, ms, representations, cached }) => [
      subgraph,
      Math.round(ms * 10) / 10,
      representations,
      cached,
    ]),
  };
  return (
    <>
      <h3>{say(lang, resultTexts.planFetches)}</h3>
      <SheetTable sheet={sheet} caption={say(lang, resultTexts.planFetches)} lang={lang} />
      <h3>{say(lang, resultTexts.planText)}</h3>
      <pre className="plan-text">{plan.text}</pre>
    </>
  );
}
