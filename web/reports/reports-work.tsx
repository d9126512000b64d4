import { type FormEvent, type ReactElement, useState } from 'react';
import { ExpiredDialog } from '../app/shell/expired-dialog.tsx';
import { type Lang, say } from '../texts/language.ts';
import { reportsTexts } from '../texts/reports.ts';
import { siteTexts } from '../texts/site.ts';
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

function ChoiceForm({
  lang,
  csrfToken,
  onChoose,
}: {
  lang: Lang;
  csrfToken: string;
  onChoose: (choice: Choice) => void;
}): ReactElement {
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const year = Number(form.get('classYear'));
    onChoose({
      filter: year > 0 ? { classYears: [year] } : {},
      interval: form.get('interval') === 'HOUR' ? 'HOUR' : 'DAY',
    });
  };
  return (
    <div className="choice">
      <form onSubmit={choose} aria-label={say(lang, reportsTexts.settings)}>
        <label>
          {say(lang, reportsTexts.classYear)}
          <input name="classYear" type="number" min={1950} max={2100} step={1} />
        </label>
        <label>
          {say(lang, reportsTexts.interval)}
          <select name="interval" defaultValue="DAY">
            <option value="DAY">{say(lang, reportsTexts.day)}</option>
            <option value="HOUR">{say(lang, reportsTexts.hour)}</option>
          </select>
        </label>
        <button type="submit" className="button button-main">
          {say(lang, reportsTexts.count)}
        </button>
        <button type="button" className="button" onClick={() => print()}>
          {say(lang, reportsTexts.print)}
        </button>
      </form>
      <form method="post" action="/logout">
        <input type="hidden" name="_csrf" value={csrfToken} />
        <button type="submit" className="button button-small">
          {say(lang, siteTexts.logout)}
        </button>
      </form>
    </div>
  );
}
