/** Bounds of the calls that several fetches of one department share. */
export interface BatchBounds {
  /** Distinct representations in one call of narrow fetches; a batch that reaches it is sent at once. */
  readonly size: number;
  /** Characters of the representations in one call, as JSON; the last narrow fetch may exceed it. */
  readonly characters: number;
  /** How long a narrow batch is gathered, milliseconds; 0: for the rest of the turn of the event loop, by no timer. */
  readonly gatherMs: number;
  /** A fetch of more representations than this is wide: it shares no call with narrow ones, and goes after them. */
  readonly wideAbove: number;
  /** Distinct representations in one call of wide fetches: the longest page of a list is one call, not three. */
  readonly wideSize: number;
  /** Calls of wide fetches under way; more of them wait. Below what the department's guard lets through, so that narrow ones always find room. */
  readonly wideAtOnce: number;
  /** Batches that are sent again in halves, for each batch, on the long run. */
  readonly splitShare: number;
  /** Splits that may be saved up. */
  readonly splitMost: number;
}

/** What holds unless configured otherwise. */
export const defaultBatchBounds: BatchBounds = {
  size: 200,
  characters: 256 * 1024,
  gatherMs: 0,
  wideAbove: 50,
  wideSize: 500,
  wideAtOnce: 8,
  splitShare: 0.1,
  splitMost: 10,
};

/** Told of what becomes of batches. */
export interface BatchEvents {
  /** A call for several fetches is being sent. */
  readonly onShared?: (call: SharedCall) => void;
  /** A batch that failed is sent again in halves. */
  readonly onSplit?: () => void;
}

/** A call that several fetches share. */
export interface SharedCall {
  readonly representations: number;
  /** Of the requests that made the fetches; one of them may be there twice. */
  readonly requestIds: readonly string[];
}

/** How a department's fetches are batched. */
export interface Batching {
  readonly bounds: BatchBounds;
  readonly events?: BatchEvents;
}
