import type { LocalizedText } from '../../service/contact.ts';

/** A line that says something: parsed, and free of duplicates. */
export interface ReadRow<Row> {
  readonly kind: 'row';
  /** 1 is the file's first line; of a row with quoted line breaks, the line where it begins. */
  readonly line: number;
  readonly values: Row;
}

/** A line that is not taken, whole: never half a row. */
export interface RejectedRow {
  readonly kind: 'rejected';
  readonly line: number;
  /** The header of the column at fault, as the file writes it; null where the line as a whole is at fault. */
  readonly column: string | null;
  /** The text at fault, as found, at most 200 characters of it; empty where there is none. */
  readonly found: string;
  /** What was found and what to do. */
  readonly reason: LocalizedText;
  /** The line's fields as found. */
  readonly raw: readonly string[];
}

/** A line that is no record and no mistake: a totals line (合计, 总计, 小计). Worth a note; counts as neither. */
export interface SkippedRow {
  readonly kind: 'skipped';
  readonly line: number;
  readonly reason: LocalizedText;
}

/** What one line of an export turned out to be, in the order of the file. */
export type ImportRow<Row> = ReadRow<Row> | RejectedRow | SkippedRow;
