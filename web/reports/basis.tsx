import type { ReactElement } from 'react';
import type { ReportBasisFragment } from '../graph.generated/graphql.ts';
import { minuteWithZone } from '../show/when.ts';
import { fill, type Lang, say } from '../texts/language.ts';
import { reportsTexts } from '../texts/reports.ts';
import { countCell } from './count-cell.ts';

/** What the figures are about, how complete and how old they are, and what is left out of them. */
export function Basis({ basis, lang }: { basis: ReportBasisFragment; lang: Lang }): ReactElement {
  const { generatedAt, classYears, smallestCount, students, model } = basis;
  const about = { years: classYears.join('、'), students: String(countCell(students, lang)) };
  const sentence = classYears.length > 0 ? reportsTexts.classOf : reportsTexts.allClasses;
  return (
    <div className="basis">
      <p>
        <strong>{fill(lang, sentence, about)}</strong>
      </p>
      <p className="small">
        {fill(lang, reportsTexts.basis, {
          time: minuteWithZone(generatedAt, lang),
          coverage: `${Math.floor(model.coverage * 100)}%`,
          age: ageText(model.ageSeconds, lang),
        })}
      </p>
      {model.coverage < 1 && <p className="panel panel-notice">{say(lang, reportsTexts.incomplete)}</p>}
      {smallestCount !== null && (
        <p className="small">{fill(lang, reportsTexts.smallCells, { count: smallestCount })}</p>
      )}
    </div>
  );
}

function ageText(seconds: number | null, lang: Lang): string {
  if (seconds === null) return say(lang, reportsTexts.ageUnknown);
  if (seconds < 120) return fill(lang, reportsTexts.seconds, { count: seconds });
  return fill(lang, reportsTexts.minutes, { count: Math.round(seconds / 60) });
}
