import type { ReportDimension } from '../../schema.generated.ts';
import type { CountedDepartment, CountedReason, CountedStep, Figures } from './counted.ts';
import { groupsOf } from './groups.ts';
import { courseOf, quantile } from './items.ts';
import type { Model } from './live-model.ts';
import { kindsIn, outcomeIndexAt, reasonsAt, requiredOf, type Scope, sampleOf, sizeOf } from './scope.ts';
import { funnelSteps, mostRequired } from './standings.ts';

/** Every count as it is, for those who may see people. @param departments told of, in the order of the page */
export function exactFigures(
  model: Model,
  scope: Scope,
  departments: readonly string[],
  now: number,
): Figures {
  const kinds = kindsIn(model, scope);
  return {
    students: () => kinds.reduce((sum, kind) => sum + sizeOf(model, kind), 0),
    outcomes: () => countOutcomes(model, kinds),
    departments: () => departments.map((code) => countDepartment(model, kinds, code, now)),
    reasons: () => departments.flatMap((code) => countReasons(model, kinds, code)).sort(mostFirst),
    funnel: () => countSteps(model, kinds, scope),
    groups: (dimensions: readonly ReportDimension[]) =>
      groupsOf(model, { kinds, scope, departments, dimensions }),
  };
}

function countOutcomes(model: Model, kinds: readonly number[]): number[] {
  const counts = [0, 0, 0];
  for (const kind of kinds) {
    const outcome = model.standings.outcome[sampleOf(model, kind)] ?? 2;
    counts[outcome] = (counts[outcome] ?? 0) + sizeOf(model, kind);
  }
  return counts;
}

/** The figures of one department over kinds of which only those count whose class requires it. */
export function countDepartment(
  model: Model,
  kinds: readonly number[],
  code: string,
  now: number,
): CountedDepartment {
  const outcomes = [0, 0, 0];
  const hours: number[] = [];
  let [inTime, late] = [0, 0];
  for (const kind of kinds) {
    const sample = sampleOf(model, kind);
    if (!requiredOf(model, sample).includes(code)) continue;
    const outcome = outcomeIndexAt(model.columns, code, sample);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + sizeOf(model, kind);
    for (const index of model.kinds.members[kind] ?? []) {
      const course = courseOf(model, code, index, now);
      if (course === null) continue;
      if (course.hours !== null) hours.push(course.hours);
      if (course.inTime === true) inTime += 1;
      if (course.inTime === false) late += 1;
    }
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
function countReasons(model: Model, kinds: readonly number[], code: string): CountedReason[] {
  const counts = new Map<number, number>();
  for (const kind of kinds) {
    const sample = sampleOf(model, kind);
    const reasons = reasonsAt(model.columns, code, sample);
    if (reasons.length === 0 || !requiredOf(model, sample).includes(code)) continue;
    for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + sizeOf(model, kind));
  }
  return [...counts].map(([reason, count]) => ({
    department: code,
    code: model.columns.reasonCodes.textOf(reason),
    count,
  }));
}

/** Students by step, those who have farthest to go first. */
function countSteps(model: Model, kinds: readonly number[], { classYears }: Scope): CountedStep[] {
  const { step: steps, rules } = model.standings;
  const counts = new Map<number, number>();
  for (const kind of kinds) {
    const step = steps[sampleOf(model, kind)] ?? 0;
    counts.set(step, (counts.get(step) ?? 0) + sizeOf(model, kind));
  }
  const shown = funnelSteps(counts.keys(), mostRequired(rules, classYears));
  return shown.map((step) => ({ step, count: counts.get(step) ?? 0 }));
}

function mostFirst(a: CountedReason, b: CountedReason): number {
  return (b.count ?? 0) - (a.count ?? 0) || (a.code < b.code ? -1 : 1);
}
