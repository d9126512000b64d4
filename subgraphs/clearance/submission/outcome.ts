import type { Reading } from '../reads/reading.ts';
import type { SubmissionRow } from './record.ts';

/** How a call of `submitClearance` ends; every one of them is true when it is said. */
export type SubmitOutcome =
  | { readonly kind: 'submitted'; readonly row: SubmissionRow; readonly replayed: boolean }
  | { readonly kind: 'already-submitted'; readonly row: SubmissionRow }
  | { readonly kind: 'not-eligible'; readonly blockers: readonly Reading[] }
  | { readonly kind: 'departments-unavailable'; readonly blockers: readonly Reading[] }
  | { readonly kind: 'in-progress'; readonly retryAfterMs: number }
  | { readonly kind: 'verdict-changed'; readonly departments: readonly string[] }
  | { readonly kind: 'key-reused' }
  | { readonly kind: 'outcome-unknown' }
  | { readonly kind: 'shed' }
  | { readonly kind: 'window-closed'; readonly opensAt: string | null; readonly closesAt: string | null }
  | { readonly kind: 'not-on-roster' };

/** One call: who asks, for whom, under which key. */
export interface SubmitRequest {
  /** The caller; keys are theirs. */
  readonly sub: string;
  readonly role: string;
  readonly studentId: string;
  readonly key: string;
  /** SHA-256 of the input without the key, hex. */
  readonly fingerprint: string;
}
