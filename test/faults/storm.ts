import { setTimeout as wait } from 'node:timers/promises';
import type { CallLine } from './history.ts';
import { monotonic } from './monotonic.ts';
import type { Serving } from './serving.ts';
import type { Attempt } from './student-client.ts';
import type { World } from './world.ts';

/** A key of a student, by a number of its own. */
export function keyOf(student: string, number = 1): string {
  return `key-${number}-of-student-${student}`;
}

/**
 * Many calls at once, dealt out to the processes in turn: each student's calls go to every process, under every key.
 *
 * @param keys how many keys a student has
 * @param calls how many calls altogether
 */
export function storm(
  { submit }: World,
  processes: readonly Serving[],
  students: readonly string[],
  { keys, calls }: { readonly keys: number; readonly calls: number },
): Promise<CallLine[]> {
  const attempts = Array.from({ length: calls }, (_, index) => {
    const student = students[index % students.length] as string;
    const round = Math.floor(index / students.length);
    const serving = processes[(index + round) % processes.length] as Serving;
    return submit(serving, { student, key: keyOf(student, round % keys) });
  });
  return Promise.all(attempts);
}

const FINAL: ReadonlySet<string> = new Set(['ClearanceSubmitted', 'ClearanceAlreadySubmitted']);

/** Repeats a call, as a client should that was told to try again, until something stands; fails after `ms`. */
export async function untilSubmitted(
  { submit }: World,
  serving: Serving,
  attempt: Attempt,
  ms = 15_000,
): Promise<CallLine> {
  const end = monotonic() + ms;
  for (;;) {
    const call = await submit(serving, attempt);
    if (FINAL.has(call.answer.type)) return call;
    if (monotonic() > end)
      throw new Error(`After ${ms} ms ${attempt.student} is told ${JSON.stringify(call.answer)}`);
    await wait(100);
  }
}

/** How often each answer was given, e.g. `{ 'ClearanceSubmitted first': 1, ClearanceAlreadySubmitted: 9 }`. */
export function tally(calls: readonly CallLine[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { answer } of calls) {
    const how = 'replayed' in answer ? ` ${answer.replayed ? 'again' : 'first'}` : '';
    const name = answer.type + how;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
