import type { ReportDimension } from '../../schema.generated.ts';
import type { CountedDepartment, CountedReason, CountedStep, Figures } from './counted.ts';
import { groupsOf } from './groups.ts';
import { courseOf, quantile } from './items.ts';
import type { Model } from './live-model.ts';
import { outcomeIndexAt, reasonsAt, requiredOf, type Scope, studentsIn } from './scope.ts';

/** Every count as it is, for those who may see people. @param departments told of, in the order of the page */
export function exactFigures(
  model: Model,
  scope: Scope,
  departments: readonly string[],
  now: number,
): Figures {
  const students = studentsIn(model, scope);
  return {
    students: () => students.length,
    outcomes: () => tally(students, ({ outcome }, index) => outcome[index] ?? 2, model),
    departments: () => departments.map((code) => countDepartment(model, students, code, now)),
    reasons: () => departments.flatMap((code) => countReasons(model, students, code)).sort(mostFirst),
    funnel: () => countSteps(model, students),
    groups: (dimensions: readonly ReportDimension[]) =>
      groupsOf(model, { students, scope, departments, dimensions }),
  };
}

function tally(
  students: readonly number[],
  valueOf: (standings: Model['standings'], index: number) => number,
  { standings }: Model,
): number[] {
  const counts = [0, 0, 0];
  for (const index of students) {
    const value = valueOf(standings, index);
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

/** The figures of one department over students of which only those count whose class requires it. */
export function countDepartment(
  model: Model,
  students: readonly number[],
  code: string,
  now: number,
): CountedDepartment {
  const outcomes = [0, 0, 0];
  const hours: number[] = [];
  let [inTime, late] = [0, 0];
  for (const index of students) {
    if (!requiredOf(model, index).includes(code)) continue;
    const outcome = outcomeIndexAt(model.columns, code, index);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const course = courseOf(model, code, index, now);
    if (course === null) continue;
    if (course.hours !== null) hours.push(course.hours);
    if (course.inTime === true) inTime += 1;
    if (course.inTime === false) late += 1;
  }
  const judged = inTime + late;
  return {
    code,
    outcomes,
    timeToPass: { count: hours.length, median: quantile(hours, 0.5), p90: quantile(hours, 0.9) },
    mended: { count: judged, share: judged === 0 ? null : inTime / judged },
  };
}

/** Students by reason of one department; a student may have several. */
export function countReasons(model: Model, students: readonly number[], code: string): CountedReason[] {
  const counts = new Map<number, number>();
  for (const index of students) {
    const reasons = reasonsAt(model.columns, code, index);
    if (reasons.length === 0 || !requiredOf(model, index).includes(code)) continue;
    for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => ({
    department: code,
    code: model.columns.reasonCodes.textOf(reason),
    count,
  }));
}

/** Students by step, those who have farthest to go first; steps of nobody are left out. */
export function countSteps({ standings }: Model, students: readonly number[]): CountedStep[] {
  const counts = new Map<number, number>();
  for (const index of students) {
    const step = standings.step[index] ?? 0;
    counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => b - a).map(([step, count]) => ({ step, count }));
}

function mostFirst(a: CountedReason, b: CountedReason): number {
  return (b.count ?? 0) - (a.count ?? 0) || a.code.localeCompare(b.code);
}
