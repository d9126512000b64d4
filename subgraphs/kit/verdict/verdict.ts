/** A department's conclusion about one student. */
export type Outcome = 'PASSED' | 'NOT_PASSED' | 'UNKNOWN';

/** A conclusion with its reasons, in the order in which people should read them. */
export interface Verdict<Code extends string> {
  readonly outcome: Outcome;
  readonly reasons: readonly Code[];
}

/** What a department found, before it is weighed. */
export interface Findings<Code extends string> {
  /** Definitely open: each alone makes the item NOT_PASSED. */
  readonly fails: readonly Code[];
  /** Could not be told: without a fail each makes the item UNKNOWN. */
  readonly unknowns: readonly Code[];
  /** Remarks that explain a pass. */
  readonly notes?: readonly Code[];
}

/**
 * Weighs findings: a definite fail wins over an unknown (requirements D36), an unknown over a pass.
 *
 * All fails and unknowns are kept as reasons; notes only where nothing stands against a pass.
 */
export function weigh<Code extends string>({ fails, unknowns, notes = [] }: Findings<Code>): Verdict<Code> {
  if (fails.length > 0) return { outcome: 'NOT_PASSED', reasons: [...fails, ...unknowns] };
  if (unknowns.length > 0) return { outcome: 'UNKNOWN', reasons: unknowns };
  return { outcome: 'PASSED', reasons: notes };
}

/** true for 通过, false for 未通过, null for 无法核对. */
export function passedOf(outcome: Outcome): boolean | null {
  return outcome === 'UNKNOWN' ? null : outcome === 'PASSED';
}

/**
 * Whether a copy of a department's data is too old to count.
 *
 * @param asOf when the copy was taken; null: the department keeps its records here and they are never a copy
 */
export function isStale(asOf: Date | null, maxAgeHours: number, now: Date): boolean {
  return asOf !== null && now.getTime() - asOf.getTime() > maxAgeHours * 3_600_000;
}
