import type { Resolvers } from '../../schema.generated.ts';
import { createClearancesQuery } from './clearances-query.ts';
import { createReportQuery, type ReportParts } from './report-query.ts';
import { createReportFields } from './report-resolvers.ts';

/** The reports' part of the clearance subgraph's resolvers. */
export function createReportResolvers(parts: ReportParts) {
  return {
    Query: { clearanceReport: createReportQuery(parts), clearances: createClearancesQuery(parts) },
    ClearanceReport: createReportFields(parts),
    ClearanceRow: { student: ({ studentId }) => ({ id: studentId }) },
  } satisfies Resolvers;
}
