/** What one department is given for reads that are shown; decisions have a budget of their own, in the clearance subgraph. */
export interface ReadBudget {
  /** Calls at once; more of them wait. */
  readonly inFlight: number;
  /** Calls that wait; more of them are refused at once. */
  readonly waiting: number;
  /** Share of failed calls, 0 to 1, from which the department is left alone. */
  readonly breakShare: number;
  /** Calls within `breakWindowMs` below which nothing is concluded. */
  readonly breakLeast: number;
  readonly breakWindowMs: number;
  /** How long it is left alone before one call tries it. */
  readonly openMs: number;
  /** Bounds of the pause before the one retry. */
  readonly retryPauseMs: { readonly least: number; readonly most: number };
  /** Retries for each call, on the long run. */
  readonly retryShare: number;
  /** Retries that may be saved up. */
  readonly retryMost: number;
}

/** What holds unless a test says otherwise. */
export const defaultBudget: ReadBudget = {
  inFlight: 32,
  waiting: 640,
  breakShare: 0.5,
  breakLeast: 10,
  breakWindowMs: 10_000,
  openMs: 5_000,
  retryPauseMs: { least: 20, most: 80 },
  retryShare: 0.1,
  retryMost: 10,
};
