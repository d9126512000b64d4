import type { Answer } from '../app/graph/answer.ts';
import { ask } from '../app/graph/ask.ts';
import type { ReportBasisFragment, ReportFilter, TypedDocumentString } from '../graph.generated/graphql.ts';
import type { ChartData } from '../result/chart.tsx';
import type { Sheet } from '../result/sheet.ts';
import type { Lang } from '../texts/language.ts';
import type { ReadyReportName } from '../texts/ready-reports.ts';

/** A report in one language: the table, and the picture of it. */
export interface Drawn {
  readonly sheet: Sheet;
  readonly chart: Omit<ChartData, 'title'>;
}

/** A report that was read. */
export interface ReadReport {
  readonly basis: ReportBasisFragment;
  readonly draw: (lang: Lang) => Drawn;
}

/** What a reader chooses for the whole page. */
export interface Choice {
  readonly filter: ReportFilter;
  readonly interval: 'DAY' | 'HOUR';
}

/** One of the page's reports. */
export interface Report {
  /** Of the ready report that GraphiQL opens. */
  readonly name: ReadyReportName;
  /** Its text, for people. */
  readonly query: string;
  readonly variables: (choice: Choice) => object;
  /** Never rejects. */
  readonly read: (choice: Choice) => Promise<Answer<ReadReport>>;
}

interface Reported<Parts> {
  readonly clearanceReport: (ReportBasisFragment & Parts) | null;
}

/** A report from its document, what is drawn of its answer (null: that part was not counted), and how. */
export function defineReport<Parts, Figures, Variables extends object>(given: {
  readonly name: ReadyReportName;
  readonly document: TypedDocumentString<Reported<Parts>, Variables>;
  /** The document's; pages are built without the texts that nobody shows. */
  readonly text: string;
  readonly variables: (choice: Choice) => Variables;
  readonly figures: (report: Parts) => Figures | null;
  readonly draw: (figures: Figures, lang: Lang) => Drawn;
}): Report {
  const { name, document, variables, draw } = given;
  return {
    name,
    query: tidied(given.text),
    variables,
    read: async (choice) => {
      const answer = await ask(document, variables(choice));
      if (answer.kind !== 'data') return answer;
      const report = answer.data.clearanceReport;
      const figures = report && given.figures(report);
      if (report === null || figures === null)
        return { kind: 'refused', code: answer.faults[0]?.extensions?.code ?? 'INTERNAL_SERVER_ERROR' };
      return { ...answer, data: { basis: report, draw: (lang) => draw(figures, lang) } };
    },
  };
}

/** Documents are generated with an indent before each definition. */
function tidied(text: string): string {
  return text.trim().replace(/^ +(?=fragment )/gm, '');
}
