/** What one request got from the cache, of one subgraph; counts of values. */
export interface TallyRow {
  /** Shown from the cache. */
  hits: number;
  /** Asked of the department, because nothing was remembered. */
  misses: number;
  /** Asked of the department, because the caller wanted it fresh. */
  fresh: number;
  /** Remembered and past its time, shown because the department could not be asked. */
  stale: number;
}

/** Counts of one request by subgraph; only of what may be remembered at all. */
export type Tally = Record<string, TallyRow>;

/** Adds to a count. */
export function count(tally: Tally, subgraph: string, what: keyof TallyRow, values: number): void {
  const row = tally[subgraph] ?? { hits: 0, misses: 0, fresh: 0, stale: 0 };
  row[what] += values;
  tally[subgraph] = row;
}
