import { type ReactElement, useState } from 'react';
import { ExpiredDialog } from '../app/shell/expired-dialog.tsx';
import type { Lang } from '../texts/language.ts';
import { ChoiceForm } from './choice-form.tsx';
import { collegesReport } from './colleges-report.ts';
import { departmentsReport } from './departments-report.ts';
import { ExportsPanel, mayExport } from './exports/exports-panel.tsx';
import { funnelReport } from './funnel-report.ts';
import { reasonsReport } from './reasons-report.ts';
import type { Choice, Report } from './report.ts';
import { ReportBlock } from './report-block.tsx';
import { trendReport } from './trend-report.ts';

const reports: readonly Report[] = [
  funnelReport,
  departmentsReport,
  collegesReport,
  trendReport,
  reasonsReport,
];

/** The reports one below the other, over what the reader chooses; below them exports, for whoever may see people. */
export function ReportsWork({
  lang,
  who,
}: {
  lang: Lang;
  who: { readonly role: string | null; readonly csrfToken: string };
}): ReactElement {
  const [choice, setChoice] = useState<Choice>({ filter: {}, interval: 'DAY' });
  return (
    <>
      <ChoiceForm lang={lang} csrfToken={who.csrfToken} onChoose={setChoice} />
      {reports.map((report) => (
        <ReportBlock
          key={report.name}
          report={report}
          choice={choice}
          lang={lang}
          hasGraphiql={who.role === 'analyst'}
          isFirst={report === reports[0]}
        />
      ))}
      {mayExport(who.role) && <ExportsPanel lang={lang} role={who.role} filter={choice.filter} />}
      <ExpiredDialog />
    </>
  );
}
