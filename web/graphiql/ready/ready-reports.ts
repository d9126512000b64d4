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
import { type ReadyQuery, readyQuery } from './ready-query.ts';

const noFilter = { filter: {} };

/**
 * The reports that ship with the project, in the order they are shown: the documents that the reports page sends, and more.
 *
 * @param department whose reasons are an example of one department's; staff may ask about their own only
 */
export function readyReports(department = 'library'): readonly ReadyQuery[] {
  return [
    ready('funnel', ReportFunnelDocument, noFilter),
    ready('departments', ReportDepartmentsDocument, noFilter),
    ready('colleges', ReportCollegesDocument, noFilter),
    ready('trend', ReportTrendDocument, { ...noFilter, interval: 'DAY' }),
    ready('reasons', ReportReasonsDocument, { ...noFilter, first: 10 }),
    ready('libraryReasons', ReportReasonsDocument, { filter: { departments: [department] }, first: 20 }),
    ready('timeToPass', ReportTimeToPassDocument, noFilter),
    ready('collegeStages', ReportCollegeStagesDocument, noFilter),
    ready('collegeReasons', ReportCollegeReasonsDocument, noFilter),
    ready('majors', ReportMajorsDocument, noFilter),
    ready('studyLevels', ReportStudyLevelsDocument, noFilter),
    ready('leaveTypes', ReportLeaveTypesDocument, noFilter),
    ready('passDays', ReportPassDaysDocument, noFilter),
    ready('sources', ReportSourcesDocument, noFilter),
  ];
}

function ready(name: ReadyReportName, document: { toString(): string }, variables: object): ReadyQuery {
  return readyQuery(name, readyReportTexts[name], print(parse(document.toString())), variables);
}
