/** Bounds of live updates. */
export interface LiveLimits {
  /** Open streams of this process. */
  readonly streams: number;
  /** Open streams of one caller. */
  readonly streamsOfOne: number;
  readonly beatMs: number;
  /** One run of a subscription's query, milliseconds. */
  readonly queryDeadlineMs: number;
}

/** What holds unless a test says otherwise. */
export const defaultLiveLimits: LiveLimits = {
  streams: 20_000,
  streamsOfOne: 10,
  beatMs: 15_000,
  queryDeadlineMs: 1_500,
};
