import type {
  CallLine,
  ClockLine,
  HistoryLine,
  KeyLine,
  OutboxLine,
  RunLine,
  StoppedLine,
  SubmissionLine,
  VerdictLine,
} from './history.ts';

/** A history, its lines sorted by what they are. */
export interface SortedHistory {
  readonly runs: readonly RunLine[];
  readonly clocks: readonly ClockLine[];
  readonly calls: readonly CallLine[];
  readonly stops: readonly StoppedLine[];
  readonly verdicts: readonly VerdictLine[];
  readonly submissions: readonly SubmissionLine[];
  readonly keys: readonly KeyLine[];
  readonly outbox: readonly OutboxLine[];
}

/** Sorts lines by kind; order within a kind stays. */
export function sortHistory(lines: readonly HistoryLine[]): SortedHistory {
  const of = <Kind extends HistoryLine['kind']>(kind: Kind) =>
    lines.filter((line): line is Extract<HistoryLine, { kind: Kind }> => line.kind === kind);
  return {
    runs: of('run'),
    clocks: of('clock'),
    calls: of('call'),
    stops: of('stopped'),
    verdicts: of('verdict'),
    submissions: of('submission'),
    keys: of('key'),
    outbox: of('outbox'),
  };
}

/**
 * How a wall clock reading is told in monotonic milliseconds, by the clock line nearest to it.
 *
 * The wall clock is read in whole milliseconds, so the result is right to `CLOCK_MS`.
 */
export function toMonotonic({ clocks }: SortedHistory): (wall: number) => number {
  return (wall) => {
    const distance = (line: ClockLine) => Math.abs(line.atWall - wall);
    const nearest = clocks.reduce((best, line) => (distance(line) < distance(best) ? line : best));
    return nearest.at + (wall - nearest.atWall);
  };
}

/** Two clocks, both read in whole milliseconds, one after the other. */
export const CLOCK_MS = 5;
