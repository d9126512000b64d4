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

/** A step of a plan; a promise only where something must be waited for. Never fails because of a department. */
export type Step = (run: Run) => undefined | Promise<unknown>;

/** Runs steps one after another. */
export function inSequence(steps: readonly Step[]): Step {
  const from = (first: number, run: Run): ReturnType<Step> => {
    for (let index = first; index < steps.length; index++) {
      const waiting = steps[index]?.(run);
      if (waiting !== undefined) return waiting.then(() => from(index + 1, run));
    }
    return undefined;
  };
  return (run) => from(0, run);
}

/** Runs steps at the same time. */
export function inParallel(steps: readonly Step[]): Step {
  return (run) => {
    const waiting: Promise<unknown>[] = [];
    for (const step of steps) {
      const begun = begin(step, run);
      if (begun !== undefined) waiting.push(begun);
    }
    if (waiting.length < 2) return waiting[0];
    return Promise.all(waiting);
  };
}

// What is thrown, a bug, must not leave promises behind that nobody waits for.
function begin(step: Step, run: Run): ReturnType<Step> {
  try {
    return step(run);
  } catch (error) {
    return Promise.reject(error);
  }
}
