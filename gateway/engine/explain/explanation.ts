import type { DocumentNode } from 'graphql';
import type { SentCall } from '../../upstream/department-client.ts';

/** What became of one fetch of a request. */
export interface ExplainedFetch {
  readonly subgraph: string;
  /** Which of the plan's text it is (`#2`); null: the engine does not number its plan (`ENGINE=apollo`). */
  readonly number: number | null;
  /** Where in the answer it adds to, in the client's response keys: `students.nodes[]`; empty: the root. Null: as above. */
  readonly at: string | null;
  /** Milliseconds after the operation began. */
  readonly startMs: number;
  /** How long it took, milliseconds; null: it had not ended when the request did. */
  readonly ms: number | null;
  /** Entities that it asked for; null: root fields. */
  readonly representations: number | null;
  /**
   * Of the entities how many needed no call of its own: remembered, or being asked for already. Root fields count as one;
   * of other root fields than lookups nothing is remembered.
   */
  readonly cached: number;
  /** Calls that the department was sent for it; none where all was remembered. */
  readonly calls: readonly SentCall[];
  readonly failed: boolean;
}

/** A plan for people, as it was run. */
export interface ExplainedPlan {
  /** A line a step. */
  readonly text: string;
  /** What the text says of a fetch, by its document; undefined: nothing. */
  stepOf(document: DocumentNode): { readonly number: number; readonly at: string } | undefined;
}

/** Explains a plan of which the fetches with these documents were made. */
export type ExplainPlan = (asked: ReadonlySet<DocumentNode>) => ExplainedPlan;

/** How an operation was answered, as `extensions.plan` tells it. */
export interface ExplainedOperation {
  /** The plan as it was run, a line a step. */
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

/** Of a planned fetch, what is noted. */
export interface NotedFetch {
  readonly document: DocumentNode;
  /** Null: root fields. */
  readonly representations: readonly unknown[] | null;
}

/** Takes notes of one request. */
export interface Explanation {
  /** `explain` is called once, when the operation is told. */
  planned(explain: ExplainPlan): void;
  fetching(subgraph: string, fetch: NotedFetch): FetchUnderWay;
  told(): ExplainedOperation;
}

/** @param elapsed a monotonic clock, milliseconds */
export function createExplanation(elapsed: () => number): Explanation {
  const began = elapsed();
  const since = () => tenths(elapsed() - began);
  const asked = new Set<DocumentNode>();
  const fetches: ((plan: ExplainedPlan) => ExplainedFetch)[] = [];
  let explain: ExplainPlan = () => ({ text: 'not planned', stepOf: () => undefined });
  return {
    planned(made) {
      explain = made;
    },
    fetching(subgraph, { document, representations: entities }) {
      asked.add(document);
      const representations = entities?.length ?? null;
      const startMs = since();
      const calls: SentCall[] = [];
      let ms: number | null = null;
      let failed = false;
      fetches.push(({ stepOf }) => {
        const { number, at } = stepOf(document) ?? { number: null, at: null };
        const isAnswered = calls.length > 0 || (ms !== null && !failed);
        const cached = isAnswered ? withoutCall(representations, calls) : 0;
        return { subgraph, number, at, startMs, ms, representations, cached, calls, failed };
      });
      return {
        sent: (call) => void calls.push(call),
        ended(hasFailed) {
          ms = tenths(elapsed() - began - startMs);
          failed = hasFailed;
        },
      };
    },
    told() {
      const plan = explain(asked);
      return { text: plan.text, ms: since(), fetches: fetches.map((fetch) => fetch(plan)) };
    },
  };
}

/** For how many of the entities, or of the one root, no call was sent. */
function withoutCall(representations: number | null, calls: readonly SentCall[]): number {
  if (representations === null) return calls.length === 0 ? 1 : 0;
  const own = calls.reduce((sum, call) => sum + call.own, 0);
  return Math.max(0, representations - own);
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
