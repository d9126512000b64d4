import type { Verdict } from '../verdict/verdict.ts';
import { sameVerdict, type Verdicts } from './verdict-port.ts';

/** What an import did, or would do. */
export interface Tally {
  /** Rows of the department's tables. */
  readonly inserted: number;
  readonly updated: number;
  /** Rows that a complete file no longer had. */
  readonly closed: number;
  /** Verdicts that turn to PASSED, and that were PASSED and turn away. */
  readonly toPassed: number;
  readonly fromPassed: number;
  /** Verdicts that turn in any way, reasons included. */
  readonly verdicts: number;
}

/** Nothing done. */
export const emptyTally: Tally = {
  inserted: 0,
  updated: 0,
  closed: 0,
  toPassed: 0,
  fromPassed: 0,
  verdicts: 0,
};

/** The sums. */
export function addTallies(one: Tally, other: Partial<Tally>): Tally {
  return {
    inserted: one.inserted + (other.inserted ?? 0),
    updated: one.updated + (other.updated ?? 0),
    closed: one.closed + (other.closed ?? 0),
    toPassed: one.toPassed + (other.toPassed ?? 0),
    fromPassed: one.fromPassed + (other.fromPassed ?? 0),
    verdicts: one.verdicts + (other.verdicts ?? 0),
  };
}

/**
 * Counts the verdicts that turn.
 *
 * A verdict that was UNKNOWN for its age alone counts as the pass it was: a fresh export of the same rows turns nothing.
 */
export function tallyVerdicts(before: Verdicts, after: Verdicts): Partial<Tally> {
  let toPassed = 0;
  let fromPassed = 0;
  let verdicts = 0;
  for (const [id, verdict] of after) {
    const stored = before.get(id);
    const passed = isPass(stored);
    if (!passed && verdict.outcome === 'PASSED') toPassed += 1;
    if (passed && verdict.outcome !== 'PASSED') fromPassed += 1;
    if (!sameVerdict(stored, verdict)) verdicts += 1;
  }
  return { toPassed, fromPassed, verdicts };
}

function isPass(verdict: Verdict<string> | undefined): boolean {
  return verdict?.outcome === 'PASSED' || verdict?.reasons.join() === 'STALE';
}
