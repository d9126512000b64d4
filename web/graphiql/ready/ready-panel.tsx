import type { ReactElement } from 'react';
import { useLang } from '../../app/shell/use-lang.ts';
import { readyTexts } from '../../texts/graphiql.ts';
import { say } from '../../texts/language.ts';
import { readyReportTexts } from '../../texts/ready-reports.ts';
import { useOpenInTab } from '../open-in-tab.ts';
import { readyReports } from './ready-reports.ts';

/** 现成报表: each opens in a tab. */
export function ReadyPanel(): ReactElement {
  const lang = useLang();
  const open = useOpenInTab();
  return (
    <section className="side-panel" aria-labelledby="ready-heading">
      <h2 id="ready-heading">{say(lang, readyTexts.heading)}</h2>
      <p>{say(lang, readyTexts.intro)}</p>
      <ul>
        {readyReports.map((report) => (
          <li key={report.name}>
            <button
              type="button"
              className="side-open"
              disabled={open === null}
              onClick={() => open?.(report)}
            >
              {say(lang, readyReportTexts[report.name].name)}
            </button>
            <p className="side-note">{say(lang, readyReportTexts[report.name].about)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
