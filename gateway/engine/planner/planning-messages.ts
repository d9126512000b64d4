import type { RawPlan, RawPlanner } from './raw-planner.ts';

/** What the process that plans is told: first the supergraph, then operations, each with a number of its own. */
export type ToPlanner =
  | { readonly kind: 'supergraph'; readonly sdl: string; readonly prefer: RawPlanner['name'] }
  | { readonly kind: 'operation'; readonly id: number; readonly text: string; readonly careful: boolean };

/** What it says: ready or not, then a plan or a fault for each operation, in the order of the questions. */
export type FromPlanner =
  | { readonly kind: 'ready'; readonly name: RawPlanner['name']; readonly instead: string | null }
  | { readonly kind: 'unfit'; readonly reason: string }
  | { readonly kind: 'plan'; readonly id: number; readonly raw: RawPlan; readonly refused: boolean }
  | { readonly kind: 'fault'; readonly id: number; readonly reason: string };
