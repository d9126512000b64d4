/** Milliseconds and counts of a submission. */
export const limits = {
  /** The whole call is 6 s for its caller; half a second of it is the way through the gateway. */
  wholeCallMs: 5_500,
  /** What two reads and a commit need at worst; with less left nothing new is begun. */
  enoughForReadsMs: 3_500,
  /** One department, one read. */
  readMs: 1_500,
  /** How long a queued call waits for its turn. */
  queueWaitMs: 2_000,
  inFlight: 16,
  queue: 160,
  lockWaitMs: 500,
  /** Longer than a whole call, so that only a process that stands still is ever taken over. */
  leaseMs: 6_000,
  lockLifeMs: 6_000,
  /** How long the answer to COMMIT is waited for, at least and at most. */
  commitMs: { least: 500, most: 1_500 },
  /** How long a COMMIT without an answer is asked after, at least and at most. */
  doubtMs: { least: 250, most: 2_000 },
} as const;
