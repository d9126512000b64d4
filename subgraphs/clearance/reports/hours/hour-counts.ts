import { z } from 'zod';
import type { Model } from '../figures/live-model.ts';
import { outcomeIndexAt, requiredOf, sizeOf } from '../figures/scope.ts';

const counts = z.array(z.number());
const hourCounts = z.object({
  students: z.number(),
  outcomes: counts,
  steps: z.record(z.string(), z.number()),
  departments: z.record(z.string(), counts),
});

/** How students stand: by overall conclusion, by step, by department's conclusion (as the index in `outcomes`). */
export type HourCounts = z.infer<typeof hourCounts>;

/** The counts in a stored row; nobody where the row is of no known form. */
export function readHourCounts(stored: unknown): HourCounts {
  const parsed = hourCounts.safeParse(stored);
  return parsed.success ? parsed.data : nobody();
}

/** Nobody at all. */
export function nobody(): HourCounts {
  return { students: 0, outcomes: [0, 0, 0], steps: {}, departments: {} };
}

/** Adds counts to others, which it changes. */
export function addCounts(sum: HourCounts, more: HourCounts): HourCounts {
  sum.students += more.students;
  addTo(sum.outcomes, more.outcomes);
  for (const [step, count] of Object.entries(more.steps)) sum.steps[step] = (sum.steps[step] ?? 0) + count;
  for (const [code, of] of Object.entries(more.departments)) {
    sum.departments[code] ??= [0, 0, 0];
    addTo(sum.departments[code], of);
  }
  return sum;
}

function addTo(sum: number[], more: readonly number[]): void {
  for (const [index, count] of more.entries()) sum[index] = (sum[index] ?? 0) + count;
}

/** A class in a college. */
export interface HourRow {
  readonly classYear: number;
  readonly collegeCode: string;
  readonly counts: HourCounts;
}

/** How every class stands in every college now. */
export function countHour(model: Model): HourRow[] {
  const { columns, standings, kinds } = model;
  const rows = new Map<string, HourRow>();
  for (const [kind, index] of kinds.sample.entries()) {
    const students = sizeOf(model, kind);
    const classYear = columns.classYear[index] ?? 0;
    if (classYear === 0 || students === 0) continue;
    const collegeCode = columns.colleges.textOf(columns.college[index] ?? 0);
    const key = `${classYear} ${collegeCode}`;
    const row = rows.get(key) ?? { classYear, collegeCode, counts: nobody() };
    rows.set(key, row);
    count(row.counts, students, standings.outcome[index] ?? 2, String(standings.step[index] ?? 0));
    for (const code of requiredOf(model, index)) {
      row.counts.departments[code] ??= [0, 0, 0];
      const of = row.counts.departments[code];
      const outcome = outcomeIndexAt(columns, code, index);
      of[outcome] = (of[outcome] ?? 0) + students;
    }
  }
  return [...rows.values()];
}

function count(counts: HourCounts, students: number, outcome: number, step: string): void {
  counts.students += students;
  counts.outcomes[outcome] = (counts.outcomes[outcome] ?? 0) + students;
  counts.steps[step] = (counts.steps[step] ?? 0) + students;
}
