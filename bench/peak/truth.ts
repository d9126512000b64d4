import { type Department, departments, type Standing } from './standing.ts';

/** Milliseconds of a monotonic clock. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What the departments really said, and when. */
export interface Truth {
  /** Whether the department passed the student at any instant of the span. */
  readonly passedWithin: (department: Department, studentId: string, span: Span) => boolean;
  /** Whether the department failed the student at any instant of the span. */
  readonly failedWithin: (department: Department, studentId: string, span: Span) => boolean;
  /** Finance begins to change its mind, or has finished to: in between it may say either. */
  readonly changing: (studentId: string, at: number) => void;
  readonly changed: (studentId: string, passes: boolean, at: number) => void;
}

interface Periods {
  readonly passes: { from: number; to: number }[];
  readonly fails: { from: number; to: number }[];
}

/** Knows how everybody stood at the beginning, and is told of every change at finance. */
export function createTruth(standings: readonly Standing[]): Truth {
  const passing = new Map(standings.map((one) => [one.studentId, new Set(one.passing)]));
  const failing = new Map(standings.map((one) => [one.studentId, new Set(one.failing)]));
  const changes = new Map<string, Periods>();
  const within = (kind: keyof Periods, known: typeof passing) => {
    return (department: Department, studentId: string, { from, to }: Span) => {
      const periods = department === 'finance' ? changes.get(studentId) : undefined;
      if (!periods) return known.get(studentId)?.has(department) === true;
      return periods[kind].some((one) => one.from <= to && one.to >= from);
    };
  };
  // The commit lies somewhere between request and answer, so each state is taken to reach over all of that.
  return {
    passedWithin: within('passes', passing),
    failedWithin: within('fails', failing),
    changing: (studentId, at) => {
      const periods = changes.get(studentId) ?? {
        passes: [{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }],
        fails: [],
      };
      changes.set(studentId, periods);
      const isPassing = periods.passes.at(-1)?.to === Number.POSITIVE_INFINITY;
      periods[isPassing ? 'fails' : 'passes'].push({ from: at, to: Number.POSITIVE_INFINITY });
    },
    changed: (studentId, passes, at) => {
      const over = changes.get(studentId)?.[passes ? 'fails' : 'passes'].at(-1);
      if (over) over.to = at;
    },
  };
}

/** An edge of the answer, as far as it is judged. */
interface Edge {
  readonly passed: boolean | null;
}

/** The student of an answer. */
export type AnsweredStudent = { readonly id?: string; readonly passed?: boolean | null } & {
  readonly [department in Department]?: Edge | null;
};

/** What is wrong with an answer, worst first; null: nothing. */
export type Verdict = 'false pass' | 'late pass' | 'wrong' | null;

/** How old a display may be at most, and how old it is to be with events, milliseconds. */
const PASS_LIFE_MS = 15_000;
const EVENT_MS = 1_000;
const FAIL_LIFE_MS = 60_000;

/** Holds an answer against the truth. */
export function judge(truth: Truth, studentId: string, student: AnsweredStudent, asked: Span): Verdict {
  const since = (ms: number): Span => ({ from: asked.from - ms, to: asked.to });
  const edges = departments.map((department) => ({ department, passed: student[department]?.passed }));
  const passes = edges.filter(({ passed }) => passed === true);
  if (student.passed === true && passes.length < departments.length) return 'false pass';
  const shown = (ms: number) =>
    passes.every((one) => truth.passedWithin(one.department, studentId, since(ms)));
  if (!shown(PASS_LIFE_MS)) return 'false pass';
  if (!shown(EVENT_MS)) return 'late pass';
  if (student.id !== undefined && student.id !== studentId) return 'wrong';
  const fails = edges.filter(({ passed }) => passed === false);
  const isTrue = fails.every((one) => truth.failedWithin(one.department, studentId, since(FAIL_LIFE_MS)));
  return isTrue ? null : 'wrong';
}
