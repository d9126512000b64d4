import type { ReportDimension } from '../../schema.generated.ts';

/** How many; null: suppressed. */
export type Count = number | null;

/** A group of students that agree in what was grouped by; a value for each dimension, in their order. */
export interface CountedGroup {
  readonly values: readonly string[];
  readonly count: Count;
}

/** A department's figures. */
export interface CountedDepartment {
  readonly code: string;
  /** By the index in `outcomes`. */
  readonly outcomes: readonly Count[];
  readonly timeToPass: CountedDuration;
  readonly mended: CountedShare;
}

/** How long items took that did not pass at first, in hours. */
export interface CountedDuration {
  readonly count: Count;
  readonly median: number | null;
  readonly p90: number | null;
}

/** A part of a number of students, 0 to 1. */
export interface CountedShare {
  readonly count: Count;
  readonly share: number | null;
}

/** A reason of a department. */
export interface CountedReason {
  readonly department: string;
  readonly code: string;
  readonly count: Count;
}

/** Students at one step of the way, by the code of `standings`. */
export interface CountedStep {
  readonly step: number;
  readonly count: Count;
}

/** What a report tells; each part is counted when it is asked for. */
export interface Figures {
  readonly students: () => Count;
  readonly outcomes: () => readonly Count[];
  readonly departments: () => readonly CountedDepartment[];
  readonly reasons: () => readonly CountedReason[];
  readonly funnel: () => readonly CountedStep[];
  readonly groups: (dimensions: readonly ReportDimension[]) => readonly CountedGroup[];
}
