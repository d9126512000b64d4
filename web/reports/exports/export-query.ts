import type { ReportFilter } from '../../graph.generated/graphql.ts';
import type { exportColumnsTexts, exportWhichTexts } from '../../texts/exports.ts';

/** Students that can be chosen without writing a query. */
export type Which = keyof typeof exportWhichTexts;

/** Columns that can be. */
export type Columns = keyof typeof exportColumnsTexts;

const FIELDS: Readonly<Record<Columns, readonly [own: string, ofDepartments: string]>> = {
  outcomes: ['studentId name college major outcome stage blockedBy', 'code outcome'],
  reasons: ['studentId name college major outcome stage blockedBy', 'code outcome reasons'],
  everything: [
    'studentId name classYear collegeCode college major studyLevel leaveType outcome stage blockedBy submittedAt handedOverAt updatedAt',
    'code outcome reasons version asOf since',
  ],
};

const FILTERS: Readonly<Record<Which, ReportFilter>> = {
  all: {},
  notPassed: { outcomes: ['NOT_PASSED'] },
  unknown: { outcomes: ['UNKNOWN'] },
  ready: { stages: ['READY'] },
  submitted: { stages: ['SUBMITTED'] },
};

/** The query of an export. */
export function exportDocument(columns: Columns): string {
  const [own, ofDepartments] = FIELDS[columns];
  return `query ($filter: ReportFilter) {
  clearances(filter: $filter) {
    nodes {
      ${own}
      departments { ${ofDepartments} }
    }
  }
}`;
}

/**
 * Its variables, a JSON object as text.
 *
 * @param chosen what the page counts: class years
 * @param role of a department's staff who does not pass means: at their own department
 */
export function exportVariables(which: Which, chosen: ReportFilter, role: string): string {
  const own = /^staff:(.+)$/.exec(role)?.[1];
  const filter: ReportFilter = { ...chosen, ...FILTERS[which] };
  if (own !== undefined && filter.outcomes) filter.departments = [own];
  return JSON.stringify({ filter });
}
