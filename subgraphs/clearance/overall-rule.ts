import type { Outcome } from '../kit/verdict/verdict.ts';

/**
 * The overall rule: any NOT_PASSED gives NOT_PASSED; else any UNKNOWN gives UNKNOWN; else PASSED.
 *
 * @param outcomes one per required department; none at all is UNKNOWN, since absence never passes
 */
export function judgeOverall(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('NOT_PASSED')) return 'NOT_PASSED';
  return outcomes.length > 0 && outcomes.every((outcome) => outcome === 'PASSED') ? 'PASSED' : 'UNKNOWN';
}
