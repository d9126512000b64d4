import type { ReadAnswer } from './ask.ts';
import type { ShapeResult } from './load-messages.ts';
import { at } from './percentile.ts';
import { judge, type Span, type Truth, type Verdict } from './truth.ts';

/** Counts of the reads of one shape. */
export interface ReadTally {
  readonly take: (answer: ReadAnswer, studentId: string, asked: Span, due: number) => void;
  readonly result: () => Omit<ShapeResult, 'storm' | 'financeChanges' | 'dueSeconds' | 'wallSeconds'>;
}

/** Of each kind. */
const MOST_EXAMPLES = 3;

/** Judges each answer as it comes. */
export function createReadTally(truth: Truth, began: number): ReadTally {
  const times: number[] = [];
  const errors: Record<string, number> = {};
  const verdicts = { 'false pass': 0, 'late pass': 0, wrong: 0 };
  const examples: string[] = [];
  const seconds: { whole: number; all: number }[] = [];
  let [answered, partial, shed, hits, looked, lateMs, asked] = [0, 0, 0, 0, 0, 0, 0];

  const note = (verdict: Verdict, studentId: string, student: unknown) => {
    if (verdict === null) return;
    verdicts[verdict] += 1;
    if (verdicts[verdict] <= MOST_EXAMPLES)
      examples.push(`${verdict}: ${studentId} ${JSON.stringify(student).slice(0, 2_000)}`);
  };

  return {
    take(answer, studentId, span, due) {
      asked += 1;
      lateMs = Math.max(lateMs, span.from - due);
      const second = Math.floor((due - began) / 1_000);
      seconds[second] ??= { whole: 0, all: 0 };
      const row = seconds[second];
      row.all += 1;
      if (answer.kind === 'shed') shed += 1;
      if (answer.kind === 'error') errors[answer.what] = (errors[answer.what] ?? 0) + 1;
      if (answer.kind !== 'shed') times.push(span.to - due);
      if (answer.kind !== 'student') return;
      if (answer.isWhole) {
        answered += 1;
        row.whole += 1;
      } else partial += 1;
      hits += answer.cache.hits;
      looked += answer.cache.looked;
      note(judge(truth, studentId, answer.student, span), studentId, answer.student);
    },
    result: () => ({
      asked,
      answered,
      partial,
      shed,
      errors,
      p50: at(times, 0.5),
      p99: at(times, 0.99),
      hits,
      looked,
      falsePasses: verdicts['false pass'],
      latePasses: verdicts['late pass'],
      wrong: verdicts.wrong,
      examples,
      generatorLateMs: lateMs,
      wholeBySecond: Array.from(seconds, (row) => (row ? row.whole / row.all : 1)),
    }),
  };
}
