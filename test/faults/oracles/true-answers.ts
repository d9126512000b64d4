import type { CallLine, SubmissionLine } from '../history.ts';
import { CLOCK_MS, type SortedHistory, toMonotonic } from '../sorted-history.ts';
import { verdictSpans } from '../verdict-spans.ts';

/** These promise nothing about what is stored. */
const SILENT: ReadonlySet<string> = new Set(['SubmissionOutcomeUnknown', 'error', 'lost']);
/** Only these may be said to a call that began after the student's submission was committed. */
const AFTERWARDS: ReadonlySet<string> = new Set([
  'ClearanceSubmitted',
  'ClearanceAlreadySubmitted',
  'IdempotencyKeyReused',
  'SubmissionShed',
  ...SILENT,
]);

/**
 * O3: every answer agrees with the final database.
 *
 * Whoever was told a serial finds that row, committed before the answer, under their key or another; whoever was told
 * a refusal did not write; whoever was told that a department fails finds that it did, at some instant of the call; at most one answer says `replayed: false`, and exactly one where all calls of the key were
 * told something; nobody is refused for what departments say after the submission was stored.
 */
export function trueAnswers(history: SortedHistory): string[] {
  const bySerial = new Map(history.submissions.map((row) => [row.serial, row]));
  const monotonic = toMonotonic(history);
  return [
    ...history.calls.flatMap((call) => untold(call, bySerial, history)),
    ...history.calls.flatMap((call) => tooLate(call, history.submissions, monotonic)),
    ...history.calls.flatMap((call) => reusedWithoutUse(call, history.calls)),
    ...refusedInVain(history),
    ...history.submissions.flatMap((row) => writers(row, history)),
  ];
}

function nameOf({ id, student, answer }: CallLine): string {
  return `Call ${id} of ${student}, answered ${answer.type},`;
}

/** What is wrong with a serial that was told. */
function untold(
  call: CallLine,
  bySerial: ReadonlyMap<string, SubmissionLine>,
  { keys }: SortedHistory,
): string[] {
  const { answer, student, key } = call;
  if (!('serial' in answer)) return [];
  const row = bySerial.get(answer.serial);
  if (row?.student !== student)
    return [`${nameOf(call)} names ${answer.serial}, which is no submission of theirs`];
  const owner = keys.find(({ serial }) => serial === answer.serial);
  const isTheirs = owner?.student === student && owner.key === key;
  if (answer.type === 'ClearanceSubmitted' && !isTheirs)
    return [`${nameOf(call)} names ${answer.serial}, which was not submitted under its key`];
  if (answer.type === 'ClearanceAlreadySubmitted' && isTheirs)
    return [`${nameOf(call)} blames another key for what was submitted under its own`];
  return [];
}

function tooLate(
  call: CallLine,
  submissions: readonly SubmissionLine[],
  monotonic: (wall: number) => number,
): string[] {
  const mine = submissions.filter(({ student }) => student === call.student);
  const told = 'serial' in call.answer ? call.answer.serial : null;
  return mine.flatMap(({ serial, committedWall }) => {
    const committed = monotonic(committedWall);
    if (told === serial && call.end < committed - CLOCK_MS)
      return [`${nameOf(call)} was told ${serial} before it was committed`];
    if (call.start > committed + COMMIT_VISIBLE_MS && !AFTERWARDS.has(call.answer.type))
      return [`${nameOf(call)} began after ${serial} was committed`];
    return [];
  });
}

// A commit is recorded a little before other transactions see it.
const COMMIT_VISIBLE_MS = 250;

function reusedWithoutUse(call: CallLine, calls: readonly CallLine[]): string[] {
  if (call.answer.type !== 'IdempotencyKeyReused') return [];
  const other = calls.some(
    ({ student, key, input }) => student === call.student && key === call.key && input !== call.input,
  );
  return other ? [] : [`${nameOf(call)} used its key for one thing only`];
}

/** Refusals that name a department which passed all through the call. */
function refusedInVain({ calls, verdicts }: SortedHistory): string[] {
  const failing = verdictSpans(verdicts).filter(({ outcome }) => outcome === 'NOT_PASSED');
  const ofStudent = Map.groupBy(failing, ({ student }) => student);
  return calls.flatMap((call) => {
    const named = 'failing' in call.answer ? call.answer.failing : [];
    if (named.length === 0) return [];
    const spans = ofStudent.get(call.student) ?? [];
    const failed = (code: string) =>
      spans.some(({ department, from, to }) => department === code && from < call.end && to > call.start);
    return named
      .filter((code) => !failed(code))
      .map((code) => `${nameOf(call)} names ${code}, which passed all the while`);
  });
}

/** What is wrong with the answers of those who may have written a row. */
function writers({ serial, student }: SubmissionLine, { calls, keys }: SortedHistory): string[] {
  const first = calls.filter(
    ({ answer }) => 'replayed' in answer && answer.serial === serial && !answer.replayed,
  );
  if (first.length > 1) return [`${serial} of ${student} was told ${first.length} times as not replayed`];
  const key = keys.find((one) => one.serial === serial);
  if (!key) return [`${serial} of ${student} is stored, and no key is completed with it`];
  const own = calls.filter((call) => call.student === student && call.key === key.key);
  if (own.length === 0) return [`${serial} of ${student} is stored, and nobody called with its key`];
  const maybe = own.some(({ answer }) => SILENT.has(answer.type));
  return first.length === 1 || maybe
    ? []
    : [`${serial} of ${student} is stored, and every call of its key denies having done it`];
}
