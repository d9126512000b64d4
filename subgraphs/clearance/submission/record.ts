import type { Contact } from '../../kit/service/contact.ts';
import type { ClearanceSubmission } from '../schema.generated.ts';

/** A student's basic information as the registry gave it. */
export type RosterEntry = Omit<ClearanceSubmission['student'], '__typename'>;

/** What a submission freezes beside its own columns: what was true, and how it was called that class year. */
export interface SubmissionRecord {
  /** Name of the profile whose unit names and phones these are. */
  readonly profile: string;
  readonly student: RosterEntry;
  /** In the order of the page. */
  readonly departments: readonly { readonly contact: Contact; readonly version: string }[];
}

/** A stored submission; times are Dates from columns and RFC 3339 text from a stored response. */
export interface SubmissionRow {
  readonly serial: string;
  readonly edition: number;
  readonly submitted_at: Date | string;
  readonly read_after: Date | string;
  readonly record: SubmissionRecord;
}

/** The graph's `ClearanceSubmission` of a row. */
export function presentSubmission(row: SubmissionRow): ClearanceSubmission {
  const { student, departments } = row.record;
  const readAt = new Date(row.read_after);
  return {
    serial: row.serial,
    edition: row.edition,
    submittedAt: new Date(row.submitted_at),
    state: 'SUBMITTED',
    student,
    departments: departments.map((one) => ({ ...one, outcome: 'PASSED', readAt })),
  };
}
