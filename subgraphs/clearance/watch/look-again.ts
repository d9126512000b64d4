import type { FreshReads } from '../reads/fresh-reads.ts';
import type { Reading } from '../reads/reading.ts';

/** A submission that stands and whose diploma was not handed over. */
export interface WatchedSubmission {
  readonly serial: string;
  readonly studentId: string;
  /** Codes of the departments that the class required. */
  readonly required: readonly string[];
  /** Codes of those whose case is open. */
  readonly open: readonly string[];
}

/** What a look does; both change nothing where nothing is to be changed. */
export interface ReviewCases {
  /** Opens a case for a department that fails, unless one is open or the submission no longer stands. */
  readonly open: (serial: string, reading: Reading) => Promise<void>;
  /** Closes the open case of a department that passes, where it is older than this pass. */
  readonly close: (serial: string, reading: Reading) => Promise<void>;
}

/**
 * Reads the required departments of a submission again: a fail opens a review case, a pass closes it.
 *
 * An unknown says nothing either way. The submission itself is never touched.
 *
 * @returns `partly` where some department could not be read, so that it is to be asked again
 */
export async function lookAgain(
  { serial, studentId, required, open }: WatchedSubmission,
  reads: Pick<FreshReads, 'verdicts'>,
  cases: ReviewCases,
): Promise<'whole' | 'partly'> {
  const readings = await reads.verdicts(studentId, required);
  for (const reading of readings) {
    const { outcome, contact } = reading;
    if (outcome === 'NOT_PASSED') await cases.open(serial, reading);
    if (outcome === 'PASSED' && open.includes(contact.code)) await cases.close(serial, reading);
  }
  return readings.some(({ outcome }) => outcome === 'UNKNOWN') ? 'partly' : 'whole';
}
