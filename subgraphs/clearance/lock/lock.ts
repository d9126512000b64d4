/** What asking for a student's lock gave. `unavailable`: nobody can tell; the database decides without it. */
export type LockAttempt =
  | { readonly kind: 'held'; readonly release: () => Promise<void> }
  | { readonly kind: 'busy' | 'unavailable' };

/**
 * A lock per student that saves work and decides nothing: it may be lost, or given twice, and every answer stays true.
 */
export interface SubmissionLock {
  /** Never rejects and never waits for the lock; it is over by itself after `lifeMs`. */
  readonly acquire: (studentId: string, lifeMs: number) => Promise<LockAttempt>;
  readonly close: () => Promise<void>;
}
