import { parse, print } from 'graphql';
import {
  ReportCollegeReasonsDocument,
  ReportCollegeStagesDocument,
  ReportCollegesDocument,
  ReportDepartmentsDocument,
  ReportFunnelDocument,
  ReportLeaveTypesDocument,
  ReportMajorsDocument,
  ReportPassDaysDocument,
  ReportReasonsDocument,
  ReportSourcesDocument,
  ReportStudyLevelsDocument,
  ReportTimeToPassDocument,
  ReportTrendDocument,
} from '../../graph.generated/graphql.ts';
import { type ReadyReportName, readyReportTexts } from '../../texts/ready-reports.ts';

/** A query of the collection. */
export interface ReadyReport {
  /** What `/graphiql/?report=` says. */
  readonly name: ReadyReportName;
  readonly document: string;
  /** As the editor of variables holds them. */
  readonly variables: string;
}

const noFilter = { filter: {} };

/** The collection that ships with the project, in the order it is shown: the documents that the reports page sends, and more. */
export const readyReports: readonly ReadyReport[] = [
  ready('funnel', ReportFunnelDocument, noFilter),
  ready('departments', ReportDepartmentsDocument, noFilter),
  ready('colleges', ReportCollegesDocument, noFilter),
  ready('trend', ReportTrendDocument, { ...noFilter, interval: 'DAY' }),
  ready('reasons', ReportReasonsDocument, { ...noFilter, first: 10 }),
  ready('libraryReasons', ReportReasonsDocument, { filter: { departments: ['library'] }, first: 20 }),
  ready('timeToPass', ReportTimeToPassDocument, noFilter),
  ready('collegeStages', ReportCollegeStagesDocument, noFilter),
  ready('collegeReasons', ReportCollegeReasonsDocument, noFilter),
  ready('majors', ReportMajorsDocument, noFilter),
  ready('studyLevels', ReportStudyLevelsDocument, noFilter),
  ready('leaveTypes', ReportLeaveTypesDocument, noFilter),
  ready('passDays', ReportPassDaysDocument, noFilter),
  ready('sources', ReportSourcesDocument, noFilter),
];

/** The report that a link names; null: there is none. */
export function readyReport(name: string): ReadyReport | null {
  return readyReports.find((report) => report.name === name) ?? null;
}

function ready(name: ReadyReportName, document: { toString(): string }, variables: object): ReadyReport {
  const { about } = readyReportTexts[name];
  return {
    name,
    document: `# ${about.zh}\n# ${about.en}\n${print(parse(document.toString()))}\n`,
    variables: `${JSON.stringify(variables, null, 2)}\n`,
  };
}
