import type { GraphQLFormattedError } from 'graphql';
import type { FetchContext } from '../planned-fetch.ts';

/** One request on its way through a plan. */
export interface Run {
  /** What was fetched so far, by private response keys. */
  readonly root: Record<string, unknown>;
  /** Of departments; paths begin at the root of the answer, in private names. */
  readonly errors: GraphQLFormattedError[];
  /** Coerced, defaults included. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: FetchContext;
}

/** A step of a plan. Never rejects because of a department. */
export type Step = (run: Run) => Promise<void>;
