/** How many students there are, each with a token. */
export const STUDENTS = 5_000;

/** The departments that the class requires, in the order of the page. */
export const departments = ['library', 'archives', 'apartment', 'finance'] as const;

/** One of them. */
export type Department = (typeof departments)[number];

/** What a department says of a student here. */
export type Outcome = 'PASSED' | 'NOT_PASSED';

/** A student of the class that is made up for the measurement. */
export interface BenchStudent {
  readonly id: string;
  readonly classYear: number;
  readonly leaveType: string;
  readonly outcomes: Readonly<Record<Department, Outcome>>;
}

const LEAVE_TYPE = 'GRADUATION';
const CLASS_YEAR = 2020;
/** One in so many fails at a department, another one at each, so that most pass everywhere. */
const FAILS: Readonly<Record<Department, number>> = { library: 9, archives: 11, apartment: 13, finance: 7 };

/** All of them in the order of their numbers; the same in every process. */
export const students: readonly BenchStudent[] = Array.from({ length: STUDENTS }, (_, index) => ({
  id: `TS20${String(index).padStart(6, '0')}`,
  classYear: CLASS_YEAR,
  leaveType: LEAVE_TYPE,
  outcomes: Object.fromEntries(
    departments.map((department) => [department, index % FAILS[department] === 0 ? 'NOT_PASSED' : 'PASSED']),
  ) as Record<Department, Outcome>,
}));

/** By number. */
export const studentById: ReadonlyMap<string, BenchStudent> = new Map(students.map((one) => [one.id, one]));

/** The version that every department gives of every student. */
export const VERSION = '1.1';
