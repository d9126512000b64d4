import { ReportReasonsDocument } from '../graph.generated/graphql.ts';
import { seriesColors } from '../result/series-colors.ts';
import { type Bilingual, type Lang, say } from '../texts/language.ts';
import { reasonTexts, reportColumns } from '../texts/reports.ts';
import { countCell } from './count-cell.ts';
import { defineReport } from './report.ts';

/** 主要原因: the ten that most students have. */
export const reasonsReport = defineReport({
  name: 'reasons',
  document: ReportReasonsDocument,
  text: ReportReasonsDocument.toString(),
  variables: ({ filter }) => ({ filter, first: 10 }),
  figures: ({ reasons, departments }) => reasons && { reasons, departments },
  draw: ({ reasons, departments }, lang) => {
    const unitOf = (code: string) => departmentName(departments, code, lang);
    const students = say(lang, reportColumns.students);
    return {
      sheet: {
        columns: [
          say(lang, reportColumns.department),
          say(lang, reportColumns.reason),
          say(lang, reportColumns.code),
          students,
        ],
        rows: reasons.map(({ department, code, students: counted }) => [
          unitOf(department),
          reasonName(code, lang),
          code,
          countCell(counted, lang),
        ]),
      },
      chart: {
        kind: 'bar',
        names: reasons.map(({ department, code }) => `${unitOf(department)} · ${reasonName(code, lang)}`),
        series: [
          { name: students, color: seriesColors[0], values: reasons.map((one) => one.students.count) },
        ],
      },
    };
  },
});

/** A reason that these pages do not know yet is shown by its code. */
function reasonName(code: string, lang: Lang): string {
  return Object.hasOwn(reasonTexts, code) ? say(lang, reasonTexts[code as keyof typeof reasonTexts]) : code;
}

function departmentName(
  departments: readonly { readonly code: string; readonly unitName: Bilingual }[],
  code: string,
  lang: Lang,
): string {
  const found = departments.find((one) => one.code === code);
  return found ? say(lang, found.unitName) : code;
}
