import type { Contact, LocalizedText } from '../../kit/service/contact.ts';
import { noticesOf } from '../../kit/service/notices.ts';
import type { ServiceProfile } from '../../kit/service/profile.ts';
import type { Reading } from '../reads/reading.ts';
import type { ClearanceSubmission, Notice } from '../schema.generated.ts';

/** A student's basic information as the registry gave it. */
export type RosterEntry = Omit<ClearanceSubmission['student'], '__typename'>;

/** What a submission freezes beside its own columns: what was true, and how it was called that class year. */
export interface SubmissionRecord {
  /** Name of the profile whose unit names, phones and notices these are. */
  readonly profile: string;
  readonly service: { readonly name: string; readonly code: string };
  readonly diplomaNotice: LocalizedText | null;
  readonly student: RosterEntry;
  /** In the order of the page. */
  readonly departments: readonly {
    readonly contact: Contact;
    readonly version: string;
    readonly notices: readonly Notice[];
  }[];
}

/** A stored submission; times are Dates from columns and RFC 3339 text from a stored response. */
export interface SubmissionRow {
  readonly serial: string;
  readonly edition: number;
  readonly submitted_at: Date | string;
  readonly read_after: Date | string;
  readonly record: SubmissionRecord;
}

/** What is frozen of a student whom all departments pass. @param today day in Asia/Shanghai, which decides on notices */
export function recordOf(
  profile: ServiceProfile,
  student: RosterEntry,
  readings: readonly Reading[],
  today: string,
): SubmissionRecord {
  const { serviceName, serviceCode } = profile.guide.fields;
  return {
    profile: profile.profile,
    service: { name: serviceName, code: serviceCode },
    diplomaNotice: profile.site.diploma?.notice ?? null,
    student,
    departments: readings.map(({ contact, version }) => ({
      contact,
      version: version ?? '',
      notices: noticesOf(profile, contact.code, today),
    })),
  };
}

/** What the graph's `ClearanceSubmission` says for ever; what became of it since is asked when a query wants it. */
export type FrozenSubmission = Omit<ClearanceSubmission, 'state' | 'voidedAt' | 'diploma'>;

/** The frozen part of a submission, from its row alone: no department, configuration or roster is asked. */
export function presentSubmission(row: SubmissionRow): FrozenSubmission {
  const { student, departments, service, diplomaNotice } = row.record;
  const readAt = new Date(row.read_after);
  return {
    serial: row.serial,
    edition: row.edition,
    submittedAt: new Date(row.submitted_at),
    serviceName: service.name,
    serviceCode: service.code,
    diplomaNotice,
    student,
    departments: departments.map((one) => ({ ...one, outcome: 'PASSED', readAt })),
  };
}
