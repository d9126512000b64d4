import { ReportTrendDocument } from '../graph.generated/graphql.ts';
import { dayOf, minuteOf } from '../show/when.ts';
import { say } from '../texts/language.ts';
import { reportColumns } from '../texts/reports.ts';
import { outcomeCells, outcomeColumns, outcomeSeries } from './outcome-series.ts';
import { defineReport } from './report.ts';

/** 趋势: overall outcomes at the end of each day or hour, oldest first. */
export const trendReport = defineReport({
  name: 'trend',
  document: ReportTrendDocument,
  text: ReportTrendDocument.toString(),
  variables: ({ filter, interval }) => ({ filter, interval }),
  figures: ({ trend }) => trend,
  draw: (trend, lang) => {
    const isDaily = new Set(trend.map(({ at }) => dayOf(at))).size === trend.length;
    const names = trend.map(({ at }) => (isDaily ? dayOf(at) : minuteOf(at)));
    return {
      sheet: {
        columns: [say(lang, reportColumns.time), ...outcomeColumns(lang)],
        rows: trend.map(({ outcomes }, at) => [names[at] ?? '', ...outcomeCells(outcomes, lang)]),
      },
      chart: {
        kind: 'line',
        // The year is in the table.
        names: names.map((name) => name.slice(5)),
        series: outcomeSeries(
          trend.map(({ outcomes }) => outcomes),
          lang,
        ),
      },
    };
  },
});
