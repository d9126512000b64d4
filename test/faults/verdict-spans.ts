import type { VerdictLine } from './history.ts';

/** A verdict with the instant at which the next one replaced it; infinity: none did. */
export interface VerdictSpan extends VerdictLine {
  readonly to: number;
}

/** When each verdict was current: from its line to the next of the same department and student. */
export function verdictSpans(verdicts: readonly VerdictLine[]): VerdictSpan[] {
  const ofOne = Map.groupBy(verdicts, ({ department, student }) => `${department} ${student}`);
  return [...ofOne.values()].flatMap((lines) => {
    const ordered = lines.toSorted((a, b) => a.from - b.from);
    return ordered.map((line, index) => ({
      ...line,
      to: ordered[index + 1]?.from ?? Number.POSITIVE_INFINITY,
    }));
  });
}
