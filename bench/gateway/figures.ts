import type { FirstPlan } from './first-plan.ts';
import type { Load, Measurement } from './measurement.ts';

/** Everything that one run of the measurement tells. */
export interface Figures {
  /** What it was run on, e.g. `Node v24.21.0, 2 cores`. */
  readonly machine: string;
  readonly rounds: number;
  readonly seconds: number;
  readonly loads: readonly Load[];
  /** Rounds together. */
  readonly measurements: readonly Measurement[];
  /** By competitor, from its start to its first answer, milliseconds. */
  readonly startMs: Readonly<Record<string, number>>;
  /** Of ours; null where it was not measured. */
  readonly firstPlan: FirstPlan | null;
}

/** What was measured of a row at a load; null where it was not. */
export function find(
  { measurements }: Figures,
  competitor: string,
  { query, connections }: Load,
  memory: Measurement['memory'] = 'none',
): Measurement | null {
  const found = measurements.find(
    (one) =>
      one.competitor === competitor &&
      one.memory === memory &&
      one.load.query === query &&
      one.load.connections === connections,
  );
  return found ?? null;
}
