import fc, { type IAsyncProperty } from 'fast-check';

/** How long to look, and where to begin: the same seed tries the same inputs in the same order. */
export interface Search {
  readonly seconds: number;
  readonly seed: number;
}

/** What a search found. */
export interface Found {
  readonly name: string;
  readonly runs: number;
  /** The smallest input that broke the property, with what to type to see it again; null: none did. */
  readonly broken: string | null;
}

/** Tries inputs against a property until the time is over or one breaks it. */
export async function explore<Input>(
  name: string,
  property: IAsyncProperty<Input>,
  { seconds, seed }: Search,
): Promise<Found> {
  const details = await fc.check(property, {
    seed,
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: seconds * 1_000,
    markInterruptAsFailure: false,
    endOnFailure: false,
  });
  const broken = details.failed
    ? `${String(details.errorInstance)}\n${fc.defaultReportMessage(details)}`
    : null;
  return { name, runs: details.numRuns, broken };
}
