import type { Contact } from '../../kit/service/contact.ts';
import type { CollectedBy, ReopeningState } from '../schema.generated.ts';
import type { Handover, ReviewCaseRow } from './recorded.ts';

/** A time of the database: a Date from a column, RFC 3339 text from JSON. */
type StoredTime = Date | string;

/** A request to reopen; `reason`s are the registrars' words. */
export interface ReopeningRow {
  readonly id: string;
  readonly serial: string;
  readonly studentId: string;
  readonly reason: string;
  readonly state: ReopeningState;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly declineReason: string | null;
}

/** A review case with the department's contact as the submission froze it. */
export interface StoredReviewCase extends ReviewCaseRow {
  readonly contact: Contact;
}

/** A row of the view `clearance.reopening`. */
export interface ReopeningView {
  readonly id: number;
  readonly serial: string;
  readonly student_id: string;
  readonly reason: string;
  readonly state: ReopeningState;
  readonly requested_by: string;
  readonly requested_at: StoredTime;
  readonly decided_by: string | null;
  readonly decided_at: StoredTime | null;
  readonly decline_reason: string | null;
}

/** A row of the view `clearance.review_case`. */
export interface ReviewCaseView {
  readonly id: number;
  readonly serial: string;
  readonly student_id: string;
  readonly department: string;
  readonly version: string;
  readonly reasons: ReviewCaseRow['reasons'];
  readonly opened_at: StoredTime;
  readonly resolution: ReviewCaseRow['resolution'];
  readonly resolved_by: string | null;
  readonly resolved_at: StoredTime | null;
  readonly note: string | null;
  readonly contact: Contact | null;
}

/** A hand-over as the database's functions answer it. */
export interface HandoverJson {
  readonly at: StoredTime;
  readonly desk: string;
  readonly by: string;
  readonly collectedBy: CollectedBy;
}

/** The request in a row of its view. */
export function toReopening(row: ReopeningView): ReopeningRow {
  return {
    id: String(row.id),
    serial: row.serial,
    studentId: row.student_id,
    reason: row.reason,
    state: row.state,
    requestedBy: row.requested_by,
    requestedAt: new Date(row.requested_at),
    decidedBy: row.decided_by,
    decidedAt: toDate(row.decided_at),
    declineReason: row.decline_reason,
  };
}

/** The case in a row of its view. */
export function toReviewCase(row: ReviewCaseView): StoredReviewCase {
  return {
    id: String(row.id),
    serial: row.serial,
    studentId: row.student_id,
    department: row.department,
    version: row.version,
    reasons: row.reasons,
    openedAt: new Date(row.opened_at),
    resolution: row.resolution,
    resolvedBy: row.resolved_by,
    resolvedAt: toDate(row.resolved_at),
    note: row.note,
    contact: row.contact ?? unnamed(row.department),
  };
}

/** The hand-over in an answer of the database. */
export function toHandover({ at, desk, by, collectedBy }: HandoverJson): Handover {
  return { at: new Date(at), desk, by, collectedBy };
}

function toDate(time: StoredTime | null): Date | null {
  return time === null ? null : new Date(time);
}

/** Where a submission froze no such department; none that the program stored is without. */
function unnamed(code: string): Contact {
  return { code, unitName: { zh: code, en: code }, phones: [], place: null };
}
