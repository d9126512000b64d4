import type { FreshReads } from '../reads/fresh-reads.ts';
import type { Reading } from '../reads/reading.ts';

/** A submission that stands and whose diploma was not handed over. */
export interface WatchedSubmission {
  readonly serial: string;
  readonly studentId: string;
  /** Codes of the departments that the class required. */
  readonly required: readonly string[];
}

/** What a look does; both change nothing where nothing is to be changed. */
export interface ReviewCases {
  /** Opens a case for a department that fails, unless one is open or the submission no longer stands. */
  readonly open: (serial: string, reading: Reading) => Promise<void>;
  /** Closes the open cases of departments that pass again. */
  readonly close: (serial: string, departments: readonly string[]) => Promise<void>;
}

/**
 * Reads the required departments of a submission again: a fail opens a review case, a pass closes it.
 *
 * An unknown says nothing either way. The submission itself is never touched.
 *
 * @returns `partly` where some department could not be read, so that it is to be asked again
 */
export async function lookAgain(
  { serial, studentId, required }: WatchedSubmission,
  reads: Pick<FreshReads, 'verdicts'>,
  cases: ReviewCases,
): Promise<'whole' | 'partly'> {
  const readings = await reads.verdicts(studentId, required);
  const codesOf = (outcome: Reading['outcome']) =>
    readings.filter((one) => one.outcome === outcome).map(({ contact }) => contact.code);
  for (const reading of readings) if (reading.outcome === 'NOT_PASSED') await cases.open(serial, reading);
  const passing = codesOf('PASSED');
  if (passing.length > 0) await cases.close(serial, passing);
  return codesOf('UNKNOWN').length === 0 ? 'whole' : 'partly';
}
