import { ReportDepartmentsDocument } from '../graph.generated/graphql.ts';
import { say } from '../texts/language.ts';
import { reportColumns } from '../texts/reports.ts';
import { outcomeCells, outcomeColumns, outcomeSeries } from './outcome-series.ts';
import { defineReport } from './report.ts';

/** 各部门结论, in the order of the page. */
export const departmentsReport = defineReport({
  name: 'departments',
  document: ReportDepartmentsDocument,
  text: ReportDepartmentsDocument.toString(),
  variables: ({ filter }) => ({ filter }),
  figures: ({ departments }) => departments,
  draw: (departments, lang) => ({
    sheet: {
      columns: [say(lang, reportColumns.department), say(lang, reportColumns.code), ...outcomeColumns(lang)],
      rows: departments.map(({ code, unitName, outcomes }) => [
        say(lang, unitName),
        code,
        ...outcomeCells(outcomes, lang),
      ]),
    },
    chart: {
      kind: 'bar',
      stacked: true,
      names: departments.map(({ unitName }) => say(lang, unitName)),
      series: outcomeSeries(
        departments.map(({ outcomes }) => outcomes),
        lang,
      ),
    },
  }),
});
