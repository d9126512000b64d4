import { type HistoryLine, readHistory } from './history.ts';
import { inTime } from './oracles/in-time.ts';
import { oneRow } from './oracles/one-row.ts';
import { outboxRows } from './oracles/outbox-rows.ts';
import { sharedInstant } from './oracles/shared-instant.ts';
import { trueAnswers } from './oracles/true-answers.ts';
import { sortHistory } from './sorted-history.ts';

const oracles = { O1: oneRow, O2: sharedInstant, O3: trueAnswers, O4: outboxRows, O5: inTime } as const;

/** What a history breaks. */
export interface Violation {
  readonly oracle: keyof typeof oracles;
  readonly sentence: string;
}

/**
 * Holds a history against every oracle; empty: it breaks none.
 *
 * Knows nothing of the code under test: a history file from anywhere may be checked again, by
 * `node test/faults/check-history.ts FILE`, which exits with 1 where something is broken.
 *
 * @throws Error where the history does not say what was required or has no clock
 */
export function checkHistory(lines: readonly HistoryLine[]): Violation[] {
  const history = sortHistory(lines);
  if (history.runs.length !== 1)
    throw new Error(`A history has one line of kind run, not ${history.runs.length}`);
  if (history.clocks.length === 0) throw new Error('A history has a line of kind clock');
  return Object.entries(oracles).flatMap(([oracle, check]) =>
    check(history).map((sentence) => ({ oracle: oracle as keyof typeof oracles, sentence })),
  );
}

if (import.meta.main) {
  const [file] = process.argv.slice(2);
  if (file === undefined) {
    console.error('node test/faults/check-history.ts FILE');
    process.exit(2);
  }
  const lines = readHistory(file);
  const violations = checkHistory(lines);
  for (const { oracle, sentence } of violations) console.log(`${oracle} ${sentence}`);
  const { calls, submissions } = sortHistory(lines);
  console.log(`${calls.length} calls, ${submissions.length} submissions, ${violations.length} violations`);
  process.exit(violations.length > 0 ? 1 : 0);
}
