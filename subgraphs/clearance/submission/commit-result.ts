import type { Reading } from '../reads/reading.ts';
import type { SubmitRequest } from './outcome.ts';
import type { SubmissionRecord, SubmissionRow } from './record.ts';

/** What to store. */
export interface CommitWork {
  readonly request: SubmitRequest;
  /** The fencing token of the claim. */
  readonly attempt: number;
  readonly serial: string;
  readonly readAfter: Date;
  readonly readings: readonly Reading[];
  readonly record: SubmissionRecord;
}

/** How a commit ended. */
export type CommitResult =
  | { readonly kind: 'committed'; readonly row: SubmissionRow }
  /** Nothing of this call is stored, nor will be; `lost`: the claim was taken over, or the student has a submission. */
  | { readonly kind: 'lost' | 'rolled-back' }
  | { readonly kind: 'unknown' };
