import type { ReportCount, ReportOutcome, ReportStep } from '../../schema.generated.ts';
import { outcomes } from '../figures/columns.ts';
import type { Count } from '../figures/counted.ts';
import { stepOf } from '../figures/standings.ts';

/** The graph's `ReportCount`. */
export function presentCount(count: Count): ReportCount {
  return { count, suppressed: count === null };
}

/** The graph's `ReportOutcome`s, in the order of the enum. */
export function presentOutcomes(counts: readonly Count[]): ReportOutcome[] {
  return outcomes.map((outcome, index) => ({ outcome, students: presentCount(counts[index] ?? null) }));
}

/** The graph's `ReportStep`. */
export function presentStep(step: number, count: Count): ReportStep {
  return { ...stepOf(step), students: presentCount(count) };
}
