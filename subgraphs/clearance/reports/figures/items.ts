import type { Model } from './live-model.ts';
import { afterWorkingDays } from './working-days.ts';

/** Working days within which an item should be mended: 办理时限 of the service guide. */
const TARGET_DAYS = 3;
const HOUR_MS = 3_600_000;

/** What became of an item that did not pass at first. */
export interface ItemCourse {
  /** Hours from its opening to its pass; null: it does not pass yet. */
  readonly hours: number | null;
  /** Whether it passed in time; null: there is time left. */
  readonly inTime: boolean | null;
}

/**
 * The course of a department's item of a student; null: it passed from the beginning, or before the class could submit.
 *
 * It opens when the department was first seen not to pass, or when the class may first submit, whichever is later.
 */
export function courseOf(
  { columns, standings }: Model,
  code: string,
  index: number,
  now: number,
): ItemCourse | null {
  const department = columns.departments.get(code);
  const seen = department?.opened[index] ?? Number.NaN;
  if (Number.isNaN(seen)) return null;
  const opensAt = standings.rules[standings.rule[index] ?? -1]?.opensAt;
  const opened = Math.max(seen, opensAt ? Date.parse(opensAt) : seen);
  const passed = department?.passed[index] ?? Number.NaN;
  if (!Number.isNaN(passed) && passed < opened) return null;
  const deadline = afterWorkingDays(opened, TARGET_DAYS);
  if (Number.isNaN(passed)) return { hours: null, inTime: now > deadline ? false : null };
  return { hours: (passed - opened) / HOUR_MS, inTime: passed <= deadline };
}

/** The value that this share (0 to 1) of the values does not exceed, by the nearest rank; null of none. Sorts them. */
export function quantile(values: number[], share: number): number | null {
  values.sort((a, b) => a - b);
  return values[Math.max(0, Math.ceil(values.length * share) - 1)] ?? null;
}
