import { judgeOverall } from '../../overall-rule.ts';
import type { ReportDimension } from '../../schema.generated.ts';
import { outcomes } from './columns.ts';
import type { CountedGroup } from './counted.ts';
import type { Model } from './live-model.ts';
import {
  matchesAt,
  membersOf,
  outcomeIndexAt,
  reasonsAt,
  requiredOf,
  type Scope,
  sampleOf,
  sizeOf,
} from './scope.ts';
import { stepText } from './standings.ts';

/** What is grouped. */
export interface Grouping {
  readonly kinds: readonly number[];
  readonly scope: Scope;
  /** Departments that may be told of. */
  readonly departments: readonly string[];
  readonly dimensions: readonly ReportDimension[];
}

/** One student as seen at some departments. */
export interface Seen {
  readonly index: number;
  readonly departments: readonly string[];
}

/** Counts students by values of the dimensions, largest group first; of no dimension nothing. */
export function groupsOf(model: Model, grouping: Grouping): CountedGroup[] {
  const { kinds, dimensions } = grouping;
  if (dimensions.length === 0) return [];
  const valuesOf = dimensions.map((dimension) => valuesBy(model, dimension));
  const counts = new Map<string, number>();
  const count = (index: number, students: number) => {
    const keys = new Set<string>();
    for (const seen of sightsOf(model, grouping, index)) addKeys(keys, valuesOf, seen);
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + students);
  };
  // Days differ within a kind.
  if (dimensions.includes('DAY')) for (const index of membersOf(model, kinds)) count(index, 1);
  else for (const kind of kinds) count(sampleOf(model, kind), sizeOf(model, kind));
  return [...counts]
    .sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
    .map(([key, count]) => ({ values: key.split('\n'), count }));
}

/** With DEPARTMENT a student is seen at each by itself, else at all of them together. */
function sightsOf(model: Model, { scope, departments, dimensions }: Grouping, index: number): Seen[] {
  const required = requiredOf(model, index).filter((code) => departments.includes(code));
  const wanted = scope.departments ? required.filter((code) => scope.departments?.includes(code)) : required;
  if (!dimensions.includes('DEPARTMENT')) return [{ index, departments: wanted }];
  // Filtered by what departments say, a student counts at those that say so.
  const counted = scope.departments ? wanted.filter((code) => matchesAt(model, scope, code, index)) : wanted;
  return counted.map((code) => ({ index, departments: [code] }));
}

type ValuesOf = (seen: Seen) => readonly string[];

function addKeys(keys: Set<string>, valuesOf: readonly ValuesOf[], seen: Seen): void {
  let partial = [''];
  for (const [position, values] of valuesOf.entries()) {
    const told = values(seen);
    partial = partial.flatMap((key) => told.map((value) => (position === 0 ? value : `${key}\n${value}`)));
  }
  for (const key of partial) keys.add(key);
}

function valuesBy(model: Model, dimension: ReportDimension): ValuesOf {
  const { columns, standings } = model;
  switch (dimension) {
    case 'CLASS_YEAR':
      return ({ index }) => [String(columns.classYear[index])];
    case 'COLLEGE':
      return ({ index }) => [columns.colleges.textOf(columns.college[index] ?? 0)];
    case 'MAJOR':
      return ({ index }) => [columns.majors.textOf(columns.major[index] ?? 0)];
    case 'STUDY_LEVEL':
      return ({ index }) => [columns.levels.textOf(columns.level[index] ?? 0)];
    case 'LEAVE_TYPE':
      return ({ index }) => [columns.leaves.textOf(columns.leave[index] ?? 0)];
    case 'STAGE':
      return ({ index }) => [stepText(standings.step[index] ?? 0)];
    case 'DEPARTMENT':
      return ({ departments }) => departments;
    case 'OUTCOME':
      return ({ index, departments }) => [
        judgeOverall(departments.map((code) => outcomes[outcomeIndexAt(columns, code, index)] ?? 'UNKNOWN')),
      ];
    case 'REASON':
      return ({ index, departments }) =>
        [...new Set(departments.flatMap((code) => reasonsAt(columns, code, index)))].map(
          columns.reasonCodes.textOf,
        );
    case 'DAY':
      return (seen) => daysOf(model, seen);
    default:
      return dimension satisfies never;
  }
}

/** The day since which what the departments say together stands; none where nothing is known. */
export function daysOf({ columns }: Model, { index, departments }: Seen): string[] {
  const known = departments
    .map((code) => columns.departments.get(code)?.since[index] ?? Number.NaN)
    .filter((since) => !Number.isNaN(since));
  return known.length === 0 ? [] : [dayOf(Math.max(...known))];
}

/** The day in Shanghai, which has no daylight saving; a formatter would take most of the time of a report. */
function dayOf(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
}
