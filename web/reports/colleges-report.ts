import { ReportCollegesDocument, type ReportGroupFragment } from '../graph.generated/graphql.ts';
import { type Bilingual, say } from '../texts/language.ts';
import { reportColumns } from '../texts/reports.ts';
import { type OutcomeCount, outcomeCells, outcomeColumns, outcomeSeries } from './outcome-series.ts';
import { defineReport } from './report.ts';

interface College {
  readonly code: string;
  readonly name: Bilingual;
  readonly outcomes: OutcomeCount[];
}

/** 各学院结论, in the order of their codes, so that a college keeps its place. */
export const collegesReport = defineReport({
  name: 'colleges',
  document: ReportCollegesDocument,
  text: ReportCollegesDocument.toString(),
  variables: ({ filter }) => ({ filter }),
  figures: ({ groups }) => groups,
  draw: (groups, lang) => {
    const colleges = collegesOf(groups);
    return {
      sheet: {
        columns: [say(lang, reportColumns.college), say(lang, reportColumns.code), ...outcomeColumns(lang)],
        rows: colleges.map(({ code, name, outcomes }) => [
          say(lang, name),
          code,
          ...outcomeCells(outcomes, lang),
        ]),
      },
      chart: {
        kind: 'bar',
        stacked: true,
        names: colleges.map(({ name }) => say(lang, name)),
        series: outcomeSeries(
          colleges.map(({ outcomes }) => outcomes),
          lang,
        ),
      },
    };
  },
});

function collegesOf(groups: readonly ReportGroupFragment[]): College[] {
  const found = new Map<string, College>();
  for (const { keys, students } of groups) {
    const college = keys.find(({ dimension }) => dimension === 'COLLEGE');
    const outcome = keys.find(({ dimension }) => dimension === 'OUTCOME');
    if (college === undefined || outcome === undefined) continue;
    const entry = found.get(college.value) ?? { code: college.value, name: college.label, outcomes: [] };
    entry.outcomes.push({ outcome: outcome.value, students });
    found.set(college.value, entry);
  }
  return [...found.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
}
