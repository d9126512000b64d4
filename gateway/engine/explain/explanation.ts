import type { SentCall } from '../../upstream/department-client.ts';

/** What became of one fetch of a request. */
export interface ExplainedFetch {
  readonly subgraph: string;
  /** Milliseconds after the operation began. */
  readonly startMs: number;
  /** How long it took, milliseconds; null: it had not ended when the request did. */
  readonly ms: number | null;
  /** Entities that it asked for; null: root fields. */
  readonly representations: number | null;
  /** Entities that needed no call of its own: remembered, or being asked for already. */
  readonly cached: number;
  /** Calls that the department was sent for it; none where all was remembered. */
  readonly calls: readonly SentCall[];
  readonly failed: boolean;
}

/** How an operation was answered, as `extensions.plan` tells it. */
export interface ExplainedOperation {
  /** The plan, a line a step; response keys that a client chose appear under the engine's own names. */
  readonly text: string;
  /** Milliseconds from planning to the answer. */
  readonly ms: number;
  /** In the order in which they began. */
  readonly fetches: readonly ExplainedFetch[];
}

/** One fetch while it is under way. */
export interface FetchUnderWay {
  readonly sent: (call: SentCall) => void;
  readonly ended: (failed: boolean) => void;
}

/** Takes notes of one request. */
export interface Explanation {
  /** `text` is called once, when the operation is told. */
  planned(text: () => string): void;
  fetching(subgraph: string, representations: number | null): FetchUnderWay;
  told(): ExplainedOperation;
}

/** @param elapsed a monotonic clock, milliseconds */
export function createExplanation(elapsed: () => number): Explanation {
  const began = elapsed();
  const since = () => tenths(elapsed() - began);
  const fetches: (() => ExplainedFetch)[] = [];
  let text = () => 'not planned';
  return {
    planned(made) {
      text = made;
    },
    fetching(subgraph, representations) {
      const startMs = since();
      const calls: SentCall[] = [];
      let ms: number | null = null;
      let failed = false;
      fetches.push(() => {
        const own = calls.reduce((sum, call) => sum + call.own, 0);
        const cached = representations === null ? 0 : Math.max(0, representations - own);
        return { subgraph, startMs, ms, representations, cached, calls, failed };
      });
      return {
        sent: (call) => void calls.push(call),
        ended(hasFailed) {
          ms = tenths(elapsed() - began - startMs);
          failed = hasFailed;
        },
      };
    },
    told: () => ({ text: text(), ms: since(), fetches: fetches.map((fetch) => fetch()) }),
  };
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
