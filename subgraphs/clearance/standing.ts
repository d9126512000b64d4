import type { ClassRule } from '../kit/service/profile-schema.ts';
import type { Outcome } from '../kit/verdict/verdict.ts';
import { classRuleOf, isWindowOpen } from './class-rule.ts';
import { edgeFieldOf, outcomeOfEdge } from './edge.ts';
import { judgeOverall } from './overall-rule.ts';
import type { ClearanceState, SubmissionWindow } from './schema.generated.ts';

/** A student as the gateway presents them: the inputs of `@requires`, none of them believed before it is looked at. */
export interface StudentReference {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** Where a student stands. */
export interface Standing {
  readonly outcome: Outcome;
  readonly state: ClearanceState;
  /** Codes in the order of the page; null while the class is unknown. */
  readonly required: readonly string[] | null;
}

/** Judges a student from the edges the gateway read, by the rule of the student's class at an instant. */
export function standingOf(student: StudentReference, rules: readonly ClassRule[], now: Date): Standing {
  const rule = ruleOf(student, rules);
  if (!rule)
    return {
      outcome: 'UNKNOWN',
      state: classYearOf(student) === null ? 'NOT_ON_ROSTER' : 'NOT_OPEN',
      required: null,
    };
  const outcome = judgeOverall(rule.requires.map((code) => outcomeOfEdge(student[edgeFieldOf(code)])));
  return { outcome, state: stateOf(rule, outcome, now), required: rule.requires };
}

/** When the student's class may submit; null while the class is unknown. */
export function windowOf(student: StudentReference, rules: readonly ClassRule[]): SubmissionWindow | null {
  const rule = ruleOf(student, rules);
  if (!rule) return null;
  const { opensAt, closesAt } = rule;
  return { opensAt: opensAt && new Date(opensAt), closesAt: closesAt && new Date(closesAt) };
}

function ruleOf(student: StudentReference, rules: readonly ClassRule[]): ClassRule | null {
  const leaveType = typeof student.leaveType === 'string' ? student.leaveType : null;
  return classRuleOf(rules, classYearOf(student), leaveType);
}

function classYearOf({ classYear }: StudentReference): number | null {
  return Number.isInteger(classYear) ? (classYear as number) : null;
}

function stateOf(rule: ClassRule, outcome: Outcome, now: Date): ClearanceState {
  if (!isWindowOpen(rule, now)) return 'NOT_OPEN';
  return outcome === 'PASSED' ? 'READY' : 'IN_PROGRESS';
}
