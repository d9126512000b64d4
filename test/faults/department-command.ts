import type { VerdictLine } from './history.ts';

/** What a department of the tests is told at `/control`. */
export type DepartmentCommand =
  /** From now on these students have this verdict, each by a version of its own, even where it says the same. */
  | { readonly do: 'set'; readonly students: readonly string[]; readonly outcome: VerdictLine['outcome'] }
  /** Turns one of the students every so many milliseconds, following from the seed, until told to be calm. */
  | {
      readonly do: 'churn';
      readonly students: readonly string[];
      readonly seed: number;
      readonly everyMs: number;
    }
  | { readonly do: 'calm' }
  | { readonly do: 'latency'; readonly ms: number }
  | { readonly do: 'cap'; readonly perSecond: number | null };
