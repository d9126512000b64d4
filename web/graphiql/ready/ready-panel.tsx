import type { ReactElement } from 'react';
import { mayReadReports } from '../../app/may-read-reports.ts';
import { useLang } from '../../app/shell/use-lang.ts';
import { useRole } from '../../app/shell/use-role.ts';
import { readyTexts } from '../../texts/graphiql.ts';
import { say } from '../../texts/language.ts';
import { useOpenInTab } from '../open-in-tab.ts';
import { readyFor } from './ready-for.ts';

/** 现成报表, or 现成查询 for who may see no report: each opens in a tab. */
export function ReadyPanel(): ReactElement {
  const lang = useLang();
  const role = useRole();
  const open = useOpenInTab();
  const { heading, intro } = mayReadReports(role) ? readyTexts.reports : readyTexts.queries;
  return (
    <section className="side-panel" aria-labelledby="ready-heading">
      <h2 id="ready-heading">{say(lang, heading)}</h2>
      <p>{say(lang, intro)}</p>
      <ul>
        {readyFor(role).map((query) => (
          <li key={query.name}>
            <button
              type="button"
              className="side-open"
              disabled={open === null}
              onClick={() => open?.(query)}
            >
              {say(lang, query.texts.name)}
            </button>
            <p className="side-note">{say(lang, query.texts.about)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
