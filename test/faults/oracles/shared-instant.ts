import type { SubmissionLine, VerdictLine } from '../history.ts';
import { CLOCK_MS, type SortedHistory, toMonotonic } from '../sorted-history.ts';
import { verdictSpans } from '../verdict-spans.ts';

const OLDEST_MS = 4_000;
// From the check at COMMIT to the record of the commit the server does nothing but write, on a loaded machine.
const WRITING_MS = 250;

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * O2: the evidence of each submission is PASSED, for exactly the required departments, and by the departments' own
 * histories all these versions were current together at some instant at most 4 s before the commit.
 */
export function sharedInstant(history: SortedHistory): string[] {
  const required = history.runs.flatMap((run) => run.required).sort();
  const spans = passedSpans(history.verdicts);
  const monotonic = toMonotonic(history);
  return history.submissions.flatMap((submission) => {
    const name = `The submission ${submission.serial} of ${submission.student}`;
    const proven = submission.evidence.map(({ department }) => department).sort();
    if (proven.join() !== required.join() || [...submission.required].sort().join() !== required.join())
      return [
        `${name} has evidence of ${proven.join()} for ${submission.required.join()}, not of ${required.join()}`,
      ];
    if (submission.evidence.some(({ outcome }) => outcome !== 'PASSED'))
      return [`${name} has evidence that is not PASSED`];
    const shared = sharedSpan(submission, spans);
    if (!shared) return [`${name} has evidence that no department gave as PASSED`];
    const commit = monotonic(submission.committedWall);
    const from = Math.max(shared.from, commit - OLDEST_MS - WRITING_MS - CLOCK_MS);
    const to = Math.min(shared.to, commit + CLOCK_MS);
    return from < to
      ? []
      : [`${name} has no instant in the last 4 s at which all departments passed together`];
  });
}

/** The instants at which all evidence was current; empty where `to` is not above `from`; null where a version was never PASSED. */
function sharedSpan({ student, evidence }: SubmissionLine, spans: ReadonlyMap<string, Span>): Span | null {
  const each = evidence.map(({ department, version }) => spans.get(spanId(department, student, version)));
  if (!each.every((span) => span !== undefined)) return null;
  return { from: Math.max(...each.map(({ from }) => from)), to: Math.min(...each.map(({ to }) => to)) };
}

/** When each PASSED version was current. */
function passedSpans(verdicts: readonly VerdictLine[]): Map<string, Span> {
  const passed = verdictSpans(verdicts).filter(({ outcome }) => outcome === 'PASSED');
  return new Map(passed.map((span) => [spanId(span.department, span.student, span.version), span]));
}

function spanId(department: string, student: string, version: string): string {
  return `${department} ${student} ${version}`;
}
