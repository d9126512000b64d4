import type { LocalizedText, Phone } from '../../kit/service/contact.ts';
import type { CollectedBy } from '../schema.generated.ts';
import type { SubmissionRow } from '../submission/record.ts';

/** That the diploma was handed over for a form. */
export interface Handover {
  readonly at: Date;
  /** Which desk. */
  readonly desk: string;
  /** Staff number of who recorded it. */
  readonly by: string;
  readonly collectedBy: CollectedBy;
}

/** What became of a submission since: at most one of both. */
export interface SubmissionStatus {
  /** When it was reopened. */
  readonly voidedAt: Date | null;
  readonly diploma: Handover | null;
}

/** Why a department fails after a submission, as it was read. */
export interface ChangeReason {
  readonly code: string;
  readonly text: LocalizedText;
  readonly action: LocalizedText;
  readonly where: LocalizedText | null;
  readonly phone: Phone | null;
  readonly url: string | null;
}

/** A department's fail after a submission; `resolution` null: open. */
export interface ReviewCaseRow {
  readonly id: string;
  readonly serial: string;
  readonly studentId: string;
  /** Code of the department. */
  readonly department: string;
  readonly version: string;
  readonly reasons: readonly ChangeReason[];
  readonly openedAt: Date;
  readonly resolution: 'STANDS' | 'PASSES_AGAIN' | 'SUPERSEDED' | 'REOPENED' | null;
  /** Null where nobody decided. */
  readonly resolvedBy: string | null;
  readonly resolvedAt: Date | null;
  readonly note: string | null;
}

/** A stored submission with everything that happened to it since. */
export interface Recorded extends SubmissionStatus {
  readonly studentId: string;
  readonly row: SubmissionRow;
  readonly openCases: readonly ReviewCaseRow[];
}

/** Reads one submission by its serial, in one statement (one instant); null where there is none. */
export type ReadRecorded = (serial: string) => Promise<Recorded | null>;
