import type { Count } from '../figures/counted.ts';
import { blockOfOutcome, secretOfPasses, totals } from '../suppression/attributes.ts';
import {
  type CellRules,
  type CountedPart,
  judgeTable,
  type Row,
  type Table,
} from '../suppression/judge-table.ts';
import { addCounts, type HourCounts, nobody } from './hour-counts.ts';
import type { StoredHour } from './stored-hours.ts';

/** How it stood at a point of time; null: suppressed. */
export interface TrendPoint {
  readonly at: Date;
  readonly students: Count;
  /** As the index in `outcomes`. */
  readonly outcomes: readonly Count[];
  readonly steps: readonly { readonly step: number; readonly count: Count }[];
  readonly departments: ReadonlyMap<string, readonly Count[]>;
}

/** A point with every count as it was. @param colleges null: all */
export function exactPoint({ hour, rows }: StoredHour, colleges: readonly string[] | null): TrendPoint {
  const counts = sumOf(rows.filter(({ collegeCode }) => colleges?.includes(collegeCode) ?? true));
  return {
    at: hour,
    students: counts.students,
    outcomes: counts.outcomes,
    steps: stepsOf(counts).map((step) => ({ step, count: counts.steps[step] ?? 0 })),
    departments: new Map(Object.entries(counts.departments)),
  };
}

/**
 * A point as analysts may see it, by the same rules as their reports: of the whole class, or of one college, which is
 * judged among all of them.
 *
 * @param rows of one class
 * @param college null: the whole class
 */
export function suppressedPoint({ hour, rows }: StoredHour, college: string | null): TrendPoint {
  const whole = sumOf(rows);
  const steps = stepsOf(whole);
  const tableOf = (
    cells: (counts: HourCounts) => readonly number[],
    parent: Table | null,
    rules: Partial<CellRules> = {},
  ) => {
    const part = ({ collegeCode, counts }: StoredHour['rows'][number]): CountedPart => ({
      key: collegeCode,
      counted: { counts: cells(counts), base: 0 },
      parts: [],
    });
    const parts = college === null ? [] : rows.map(part);
    return judgeTable({ ...totals, ...rules }, { counts: cells(whole), base: 0 }, parts, parent);
  };
  const told = (table: Table): readonly Count[] => {
    const row: Row | undefined = college === null ? table.whole : table.rows.get(college);
    return table.whole.counts.map((_count, cell) => {
      if (row === undefined) return 0;
      return row.hidden[cell] ? null : (row.counts[cell] ?? 0);
    });
  };
  const everybody = tableOf(({ students }) => [students], null);
  const overall = tableOf(({ outcomes }) => outcomes, everybody, { blockOf: blockOfOutcome });
  const stepTable = tableOf((counts) => steps.map((step) => counts.steps[step] ?? 0), overall, {
    blockOf: (cell) => ((steps[cell] ?? 0) > 0 ? 1 : 0),
    secretBlocks: secretOfPasses,
  });
  const counted = told(stepTable);
  return {
    at: hour,
    students: told(everybody)[0] ?? null,
    outcomes: told(overall),
    steps: steps.map((step, cell) => ({ step, count: counted[cell] ?? null })),
    departments: new Map(
      Object.keys(whole.departments).map((code) => [
        code,
        // Behind the three outcomes those whose class does not require it, as in the reports.
        told(tableOf((counts) => withRest(counts, code), everybody, { blockOf: blockOfOutcome })).slice(0, 3),
      ]),
    ),
  };
}

function withRest({ students, departments }: HourCounts, code: string): number[] {
  const [passed = 0, failed = 0, unknown = 0] = departments[code] ?? [];
  return [passed, failed, unknown, students - passed - failed - unknown];
}

function sumOf(rows: StoredHour['rows']): HourCounts {
  return rows.reduce((sum, { counts }) => addCounts(sum, counts), nobody());
}

function stepsOf({ steps }: HourCounts): number[] {
  return Object.keys(steps)
    .map(Number)
    .sort((a, b) => b - a);
}
