import type { Series } from '../result/chart.tsx';
import type { Cell } from '../result/sheet.ts';
import { type Lang, say } from '../texts/language.ts';
import { outcomeTexts } from '../texts/outcome.ts';
import { type Count, countCell } from './count-cell.ts';

/** Outcomes in the order of the graph, with the colours that they have everywhere. */
const outcomes = ['PASSED', 'NOT_PASSED', 'UNKNOWN'] as const;
const colors = { PASSED: '#0b6b3a', NOT_PASSED: '#b3170f', UNKNOWN: '#6d7a8c' } as const;

/** Students with one outcome. */
export interface OutcomeCount {
  readonly outcome: string;
  readonly students: Count;
}

/** Headings of the columns that `outcomeCells` gives. */
export function outcomeColumns(lang: Lang): string[] {
  return outcomes.map((outcome) => say(lang, outcomeTexts[outcome]));
}

/** A row's cells, one for each outcome; nobody where none is given. */
export function outcomeCells(counts: readonly OutcomeCount[], lang: Lang): Cell[] {
  return outcomes.map((outcome) => {
    const found = counts.find((one) => one.outcome === outcome);
    return found ? countCell(found.students, lang) : 0;
  });
}

/** One series for each outcome, over rows of counts. */
export function outcomeSeries(rows: readonly (readonly OutcomeCount[])[], lang: Lang): Series[] {
  return outcomes.map((outcome) => ({
    name: say(lang, outcomeTexts[outcome]),
    color: colors[outcome],
    values: rows.map((counts) => {
      const found = counts.find((one) => one.outcome === outcome);
      return found ? found.students.count : 0;
    }),
  }));
}
