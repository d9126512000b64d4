import type { BenchQuery } from '../queries.ts';

/** A gateway that is asked. */
export interface LoadTarget {
  readonly url: string;
  /** `text`: the operation is sent as it is. `document`: by the id of a trusted document, with the caller's token. */
  readonly asks: 'text' | 'document';
}

/** What is asked of it, and for how long. */
export interface LoadOrder {
  readonly kind: 'run';
  readonly target: LoadTarget;
  readonly query: BenchQuery['name'];
  readonly connections: number;
  /** Random students for so many seconds; or every student once, of whom the first so many are not counted. */
  readonly pace:
    | { readonly kind: 'seconds'; readonly seconds: number }
    | { readonly kind: 'requests'; readonly requests: number }
    | { readonly kind: 'everybody-once' };
  /** Which answers are compared with what the class says; all are searched for errors. */
  readonly lookAt: 'every answer' | 'every hundredth';
}

/** What the process that makes the load is told. */
export type LoadMessage = { readonly kind: 'prepare'; readonly dataDir: string } | LoadOrder;

/** What came back; times in milliseconds. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers with another status than 200, with errors, or, of those that are compared, with other data than expected. */
  readonly faults: number;
  readonly examples: readonly string[];
}
