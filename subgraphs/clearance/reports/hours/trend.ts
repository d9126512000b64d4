import type { Count } from '../figures/counted.ts';
import { asOneStart, funnelSteps } from '../figures/standings.ts';
import { blockOfOutcome, secretOfPasses, totals } from '../suppression/attributes.ts';
import {
  type CellRules,
  type CountedPart,
  judgeTable,
  type Row,
  type Table,
} from '../suppression/judge-table.ts';
import { addCounts, type HourCounts, nobody } from './hour-counts.ts';
import { inTens } from './in-tens.ts';
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

/**
 * A point with every count as it was.
 *
 * @param colleges null: all
 * @param required the most departments that the class requires
 */
export function exactPoint(
  { hour, rows }: StoredHour,
  colleges: readonly string[] | null,
  required: number,
): TrendPoint {
  const counts = sumOf(rows.filter(({ collegeCode }) => colleges?.includes(collegeCode) ?? true));
  return {
    at: hour,
    students: counts.students,
    outcomes: counts.outcomes,
    steps: funnelSteps(Object.keys(counts.steps).map(Number), required).map((step) => ({
      step,
      count: counts.steps[step] ?? 0,
    })),
    departments: new Map(Object.entries(counts.departments)),
  };
}

/**
 * A point as analysts may see it: hidden is what their reports hide, of the whole class, or of one college, which is judged
 * among all of them; everything else is told in tens.
 *
 * @param rows of one class
 * @param college null: the whole class
 * @param required the most departments that the class requires
 */
export function suppressedPoint(
  { hour, rows }: StoredHour,
  college: string | null,
  required: number,
): TrendPoint {
  const whole = sumOf(rows);
  // From behind, so that those who pass everywhere come first, as among the overall conclusions.
  const steps = funnelSteps(stepCounts(whole, required).keys(), required).toReversed();
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
    if (row === undefined) return table.whole.counts.map(() => 0);
    return inTens(row.counts).map((count, cell) => (row.hidden[cell] ? null : count));
  };
  const everybody = tableOf(({ students }) => [students], null);
  const overall = tableOf(({ outcomes }) => outcomes, everybody, { blockOf: blockOfOutcome });
  const stepCells = (counts: HourCounts) => {
    const own = stepCounts(counts, required);
    return steps.map((step) => own.get(step) ?? 0);
  };
  const stepTable = tableOf(stepCells, overall, {
    blockOf: (cell) => ((steps[cell] ?? 0) > 0 ? 1 : 0),
    secretBlocks: secretOfPasses,
  });
  const counted = told(stepTable);
  const present = steps.filter((_step, cell) => counted[cell] !== 0);
  return {
    at: hour,
    students: told(everybody)[0] ?? null,
    outcomes: told(overall),
    steps: funnelSteps(present, required).map((step) => ({
      step,
      count: counted[steps.indexOf(step)] ?? null,
    })),
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

/** By step, who is not started as one. */
function stepCounts({ steps }: HourCounts, required: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const [text, count] of Object.entries(steps)) {
    const step = asOneStart(Number(text), required);
    counts.set(step, (counts.get(step) ?? 0) + count);
  }
  return counts;
}
