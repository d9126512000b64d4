import type { CallLine } from '../history.ts';
import type { SortedHistory } from '../sorted-history.ts';

const DEADLINE_MS = 6_000;
const TOLERANCE_MS = 250;

/**
 * O5: no call takes longer than 6 s and 250 ms.
 *
 * The time during which its process was made to stand still does not count, and a process that was killed owes nothing.
 */
export function inTime({ calls, stops }: SortedHistory): string[] {
  const stoodStill = ({ process, start, end }: CallLine) =>
    stops
      .filter((stop) => stop.process === process)
      .map(({ from, to }) =>
        Math.max(0, Math.min(end, to ?? Number.POSITIVE_INFINITY) - Math.max(start, from)),
      )
      .reduce((sum, ms) => sum + ms, 0);
  return calls.flatMap((call) => {
    const took = call.end - call.start - stoodStill(call);
    if (took <= DEADLINE_MS + TOLERANCE_MS) return [];
    return [`Call ${call.id} of ${call.student} took ${Math.round(took)} ms, answered ${call.answer.type}`];
  });
}
