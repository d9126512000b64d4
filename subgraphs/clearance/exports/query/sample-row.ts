import type { PlainClearanceRow } from '../../reports/queries/clearance-rows.ts';

/** A made-up row with something in every field: what a query makes of it shows which columns a file has. */
export function sampleRow(departments: readonly string[]): PlainClearanceRow {
  const at = new Date(0);
  return {
    studentId: '0',
    name: '',
    classYear: 0,
    collegeCode: '',
    college: '',
    major: '',
    studyLevel: 'OTHER',
    leaveType: 'OTHER',
    outcome: 'UNKNOWN',
    stage: 'READY',
    blockedBy: 0,
    submittedAt: at,
    handedOverAt: at,
    updatedAt: at,
    departments: departments.map((code) => ({
      code,
      outcome: 'UNKNOWN',
      reasons: [],
      version: '',
      asOf: at,
      since: at,
    })),
  };
}
