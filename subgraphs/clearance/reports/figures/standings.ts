import type { ClassRule } from '../../../kit/service/profile-schema.ts';
import { classRuleOf } from '../../class-rule.ts';
import { judgeOverall } from '../../overall-rule.ts';
import type { ReportStage } from '../../schema.generated.ts';
import { type Columns, outcomes } from './columns.ts';

/** Where each student stands, by index: what follows from the columns by the rule of the class. */
export interface Standings {
  /** Index in `outcomes`. */
  readonly outcome: number[];
  /** A code of `stepCode`. */
  readonly step: number[];
  /** Index in `rules`; -1: no rule fits. */
  readonly rule: number[];
  readonly rules: readonly ClassRule[];
}

/** No student yet. */
export function createStandings(rules: readonly ClassRule[]): Standings {
  return { outcome: [], step: [], rule: [], rules };
}

// Steps in order of the way: blocked by most first, then READY, SUBMITTED, HANDED_OVER.
const READY = 0;
const SUBMITTED = -1;
const HANDED_OVER = -2;
const STARTED = 1_000;

/** A stage and how many departments do not pass, by the code of a step. */
export function stepOf(code: number): { readonly stage: ReportStage; readonly blockedBy: number } {
  if (code === READY) return { stage: 'READY', blockedBy: 0 };
  if (code === SUBMITTED) return { stage: 'SUBMITTED', blockedBy: 0 };
  if (code === HANDED_OVER) return { stage: 'HANDED_OVER', blockedBy: 0 };
  return code >= STARTED
    ? { stage: 'NOT_STARTED', blockedBy: code - STARTED }
    : { stage: 'BLOCKED', blockedBy: code };
}

/** The text of a step among the values of STAGE: `NOT_STARTED`, `BLOCKED_BY_2`, `READY`, … */
export function stepText(code: number): string {
  const { stage, blockedBy } = stepOf(code);
  return stage === 'BLOCKED' ? `BLOCKED_BY_${blockedBy}` : stage;
}

/**
 * The steps that a funnel shows, those who have farthest to go first: not started, ready, submitted and handed over always;
 * blocked by so many from the most that somebody is down to one, none missing in between.
 *
 * @param present steps that somebody is at
 * @param required departments that are open where nobody is not started
 */
export function funnelSteps(present: Iterable<number>, required: number): number[] {
  const steps = new Set([...present, READY, SUBMITTED, HANDED_OVER]);
  const blocked = [...steps].filter((step) => stepOf(step).stage === 'BLOCKED');
  for (let step = Math.max(0, ...blocked); step > READY; step -= 1) steps.add(step);
  if ([...steps].every((step) => step < STARTED)) steps.add(STARTED + required);
  return [...steps].sort((a, b) => b - a);
}

/**
 * Who is not started as one step, whatever their leave type needs: by how many departments that is, it would tell of one leave
 * type alone how it stands.
 *
 * @param required departments that the class requires at most
 */
export function asOneStart(step: number, required: number): number {
  return step >= STARTED ? STARTED + required : step;
}

/** The most departments that a class requires of anybody. @param classYears null: any class */
export function mostRequired(rules: readonly ClassRule[], classYears: readonly number[] | null): number {
  const own = rules.filter(({ classYear }) => classYears?.includes(classYear) ?? true);
  return Math.max(0, ...own.map(({ requires }) => requires.length));
}

/** Judges a student anew after their columns changed. */
export function judgeStudent(standings: Standings, columns: Columns, index: number): void {
  const { rules } = standings;
  const leave = columns.leaves.textOf(columns.leave[index] ?? 0);
  const rule = classRuleOf(rules, columns.classYear[index] || null, leave || null);
  const required = rule?.requires ?? [];
  const told = required.map((code) => outcomeAt(columns, code, index));
  standings.rule[index] = rule ? rules.indexOf(rule) : -1;
  standings.outcome[index] = rule ? outcomes.indexOf(judgeOverall(told)) : outcomes.indexOf('UNKNOWN');
  standings.step[index] = stepAt(columns, index, told);
}

function stepAt(columns: Columns, index: number, told: readonly string[]): number {
  if (!Number.isNaN(columns.handedOver[index])) return HANDED_OVER;
  if (!Number.isNaN(columns.submitted[index])) return SUBMITTED;
  const open = told.filter((outcome) => outcome !== 'PASSED').length;
  if (open === 0 && told.length > 0) return READY;
  return open === told.length ? STARTED + open : open;
}

function outcomeAt(columns: Columns, department: string, index: number) {
  const code = columns.departments.get(department)?.outcome[index] ?? 0;
  return code === 0 ? 'UNKNOWN' : (outcomes[code - 1] ?? 'UNKNOWN');
}
