import type { Thing, World } from '../lab.ts';

/** A small supergraph about one feature of federation, what is true in it, and operations that lean on the feature. */
export interface Feature {
  readonly name: string;
  readonly subgraphs: { readonly [name: string]: string };
  readonly world: () => World;
  readonly operations: readonly Operation[];
}

/** An operation with the values of its variables that matter; left out: none. */
export interface Operation {
  readonly text: string;
  readonly variables?: readonly Thing[];
  /** Left out where it answers right; Apollo's planner is known to mix up what two rules require. */
  readonly wrongBy?: 'apollo';
}

const BOOLEANS = [false, true];

/** Every choice of values for some Boolean variables. */
export const eachOf = (...names: string[]): Thing[] =>
  names.reduce<Thing[]>(
    (all, name) => all.flatMap((one) => BOOLEANS.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
