import { ReportFunnelDocument } from '../graph.generated/graphql.ts';
import { seriesColors } from '../result/series-colors.ts';
import { fill, say } from '../texts/language.ts';
import { reportColumns, stageTexts } from '../texts/reports.ts';
import { countCell } from './count-cell.ts';
import { defineReport } from './report.ts';

/** 办理进度: from not started to handed over. */
export const funnelReport = defineReport({
  name: 'funnel',
  document: ReportFunnelDocument,
  text: ReportFunnelDocument.toString(),
  variables: ({ filter }) => ({ filter }),
  figures: ({ funnel }) => funnel,
  draw: (funnel, lang) => {
    const names = funnel.map(({ stage, blockedBy }) => fill(lang, stageTexts[stage], { count: blockedBy }));
    const students = say(lang, reportColumns.students);
    return {
      sheet: {
        columns: [say(lang, reportColumns.stage), students],
        rows: funnel.map((step, at) => [names[at] ?? '', countCell(step.students, lang)]),
      },
      chart: {
        kind: 'bar',
        names,
        series: [
          { name: students, color: seriesColors[0], values: funnel.map((step) => step.students.count) },
        ],
      },
    };
  },
});
