import type { ReportStage } from '../../schema.generated.ts';
import { outcomes } from './columns.ts';
import type { Model } from './live-model.ts';
import { stepOf } from './standings.ts';

/** Which students, as checked; null: all. */
export interface Scope {
  readonly classYears: readonly number[] | null;
  readonly collegeCodes: readonly string[] | null;
  readonly majors: readonly string[] | null;
  readonly studyLevels: readonly string[] | null;
  readonly leaveTypes: readonly string[] | null;
  readonly departments: readonly string[] | null;
  readonly outcomes: readonly string[] | null;
  readonly reasons: readonly string[] | null;
  readonly stages: readonly ReportStage[] | null;
}

/** Whether a student is wanted, by index. */
type Matches = (index: number) => boolean;

/** Kinds of the students on a class's roster that a scope holds; somebody is of each. */
export function kindsIn(model: Model, scope: Scope): number[] {
  const { members, sample } = model.kinds;
  const matches = matcherOf(model, scope);
  return sample.flatMap((index, kind) => (members[kind]?.size && matches(index) ? [kind] : []));
}

/** Indices of the students on a class's roster that a scope holds, in no order. */
export function studentsIn(model: Model, scope: Scope): number[] {
  return membersOf(model, kindsIn(model, scope));
}

/** How many students are of a kind. */
export function sizeOf({ kinds }: Model, kind: number): number {
  return kinds.members[kind]?.size ?? 0;
}

/** Somebody who stands for a kind, by index. */
export function sampleOf({ kinds }: Model, kind: number): number {
  return kinds.sample[kind] ?? 0;
}

/** Indices of all students of some kinds. */
export function membersOf({ kinds }: Model, some: readonly number[]): number[] {
  return some.flatMap((kind) => [...(kinds.members[kind] ?? [])]);
}

function matcherOf(model: Model, scope: Scope): Matches {
  const { columns, standings } = model;
  const tests: Matches[] = [
    // Whom the registry has on no roster belongs to no class.
    among(columns.classYear, scope.classYears) ?? ((index) => columns.classYear[index] !== 0),
  ];
  const add = (test: Matches | null) => {
    if (test) tests.push(test);
  };
  add(among(columns.college, scope.collegeCodes?.map(columns.colleges.find) ?? null));
  add(among(columns.level, scope.studyLevels?.map(columns.levels.find) ?? null));
  add(among(columns.leave, scope.leaveTypes?.map(columns.leaves.find) ?? null));
  add(among(columns.major, scope.majors && majorsCalled(columns.majors, scope.majors)));
  if (scope.stages) {
    const stages = new Set(scope.stages);
    add((index) => stages.has(stepOf(standings.step[index] ?? 0).stage));
  }
  const { departments } = scope;
  if (departments) add((index) => departments.some((code) => matchesAt(model, scope, code, index)));
  else {
    add(among(standings.outcome, scope.outcomes?.map(outcomeIndex) ?? null));
    const { reasons } = scope;
    if (reasons) {
      add((index) => requiredOf(model, index).some((code) => hasReason(columns, code, index, reasons)));
    }
  }
  return (index) => tests.every((test) => test(index));
}

/** Whether a department is required of a student, and its outcome and reasons are among those of the scope. */
export function matchesAt(model: Model, scope: Scope, code: string, index: number): boolean {
  const { columns } = model;
  if (!requiredOf(model, index).includes(code)) return false;
  const outcome = outcomeIndexAt(columns, code, index);
  if (scope.outcomes && !scope.outcomes.some((name) => outcomeIndex(name) === outcome)) return false;
  return !scope.reasons || hasReason(columns, code, index, scope.reasons);
}

/** Departments that a student's class requires; none where no rule fits. */
export function requiredOf({ standings }: Model, index: number): readonly string[] {
  return standings.rules[standings.rule[index] ?? -1]?.requires ?? [];
}

/** Index in `outcomes` of what a department says of a student; UNKNOWN where it said nothing. */
export function outcomeIndexAt(columns: Model['columns'], code: string, index: number): number {
  const stored = columns.departments.get(code)?.outcome[index] ?? 0;
  return stored === 0 ? outcomeIndex('UNKNOWN') : stored - 1;
}

/** Codes of a department's reasons for a student. */
export function reasonsAt(columns: Model['columns'], code: string, index: number): readonly number[] {
  return columns.reasonsOfSet[columns.departments.get(code)?.reasons[index] ?? 0] ?? [];
}

function hasReason(
  columns: Model['columns'],
  code: string,
  index: number,
  reasons: readonly string[],
): boolean {
  return reasonsAt(columns, code, index).some((reason) =>
    reasons.includes(columns.reasonCodes.textOf(reason)),
  );
}

function outcomeIndex(name: string): number {
  return outcomes.findIndex((outcome) => outcome === name);
}

function among(column: readonly number[], values: readonly number[] | null): Matches | null {
  if (values === null) return null;
  const wanted = new Set(values);
  return (index) => wanted.has(column[index] ?? -1);
}

/** A major's name may be taught at several colleges. */
function majorsCalled(majors: Model['columns']['majors'], names: readonly string[]): number[] {
  const codes = Array.from({ length: majors.size() }, (_, code) => code);
  return codes.filter((code) => names.includes(majorName(majors.textOf(code))));
}

/** `CS|软件工程` to `软件工程`. */
export function majorName(text: string): string {
  return text.slice(text.indexOf('|') + 1);
}
