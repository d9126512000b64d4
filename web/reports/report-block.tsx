import { type ReactElement, useEffect } from 'react';
import type { NoData } from '../app/graph/answer.ts';
import { expired } from '../app/session.ts';
import { FaultPanel } from '../app/shell/fault-panel.tsx';
import { Chart } from '../result/chart.tsx';
import { csvOf } from '../result/csv.ts';
import { saveFile } from '../result/download.ts';
import { SheetTable } from '../result/sheet-table.tsx';
import { dayOf } from '../show/when.ts';
import { fill, type Lang, say } from '../texts/language.ts';
import { readyReportTexts } from '../texts/ready-reports.ts';
import { reportsTexts } from '../texts/reports.ts';
import { Basis } from './basis.tsx';
import { QueryText } from './query-text.tsx';
import type { Choice, ReadReport, Report } from './report.ts';
import { useReport } from './use-report.ts';

/** One report: its picture, its table, its file and its query. */
export function ReportBlock({
  report,
  choice,
  lang,
  hasGraphiql,
  isFirst,
}: {
  report: Report;
  choice: Choice;
  lang: Lang;
  /** Whether the reader may open GraphiQL. */
  hasGraphiql: boolean;
  /** What all of them are about is said once. */
  isFirst: boolean;
}): ReactElement {
  const [state, retry] = useReport(report, choice);
  const name = say(lang, readyReportTexts[report.name].name);
  const id = `report-${report.name}`;
  return (
    <>
      {isFirst && state.kind === 'shown' && <Basis basis={state.report.basis} lang={lang} />}
      <section aria-labelledby={id} className="report" aria-busy={state.kind === 'reading'}>
        <h2 id={id}>{name}</h2>
        <p className="small">{say(lang, readyReportTexts[report.name].about)}</p>
        {state.kind === 'reading' && <p role="status">{say(lang, reportsTexts.reading)}</p>}
        {state.kind === 'fault' && <Fault fault={state.fault} onRetry={retry} lang={lang} />}
        {state.kind === 'shown' && (
          <Shown
            report={report}
            read={state.report}
            name={name}
            variables={JSON.stringify(report.variables(choice))}
            hasGraphiql={hasGraphiql}
            lang={lang}
          />
        )}
      </section>
    </>
  );
}

function Shown({
  report,
  read,
  name,
  variables,
  hasGraphiql,
  lang,
}: {
  report: Report;
  read: ReadReport;
  name: string;
  /** JSON. */
  variables: string;
  hasGraphiql: boolean;
  lang: Lang;
}): ReactElement {
  const { sheet, chart } = read.draw(lang);
  if (sheet.rows.length === 0) return <p>{say(lang, reportsTexts.empty)}</p>;
  const day = dayOf(read.basis.generatedAt);
  const download = () =>
    saveFile({ name: `${name}-${day}.csv`, type: 'text/csv;charset=utf-8', text: csvOf(sheet) });
  return (
    <>
      <Chart {...chart} title={name} />
      <SheetTable sheet={sheet} caption={fill(lang, reportsTexts.tableOf, { name })} lang={lang} />
      <p className="actions">
        <button
          type="button"
          className="button button-small"
          aria-label={fill(lang, reportsTexts.csvOf, { name })}
          data-report={report.name}
          onClick={download}
        >
          {say(lang, reportsTexts.csv)}
        </button>
        {hasGraphiql && (
          <a
            className="button button-small"
            href={`/graphiql/?${new URLSearchParams({ report: report.name, variables })}`}
            aria-label={fill(lang, reportsTexts.openQueryOf, { name })}
          >
            {say(lang, reportsTexts.openQuery)}
          </a>
        )}
      </p>
      {!hasGraphiql && <QueryText name={name} query={report.query} variables={variables} lang={lang} />}
    </>
  );
}

function Fault({ fault, onRetry, lang }: { fault: NoData; onRetry: () => void; lang: Lang }): ReactElement {
  useEffect(() => {
    if (fault.kind === 'logged-out') expired.set(true);
  }, [fault]);
  if (fault.kind === 'refused' && /FORBIDDEN|BAD_USER_INPUT/.test(fault.code))
    return <p className="panel panel-notice">{say(lang, reportsTexts.refused)}</p>;
  return <FaultPanel fault={fault} onRetry={onRetry} />;
}
