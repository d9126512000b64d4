import type { LocalizedText } from '../../service/contact.ts';
import type { ParseCell } from './parsed.ts';

/** One column that a kind of export has. */
export interface Column<Value> {
  /**
   * What the column may be called: the canonical header first, then synonyms. Compared without blanks, with full-width
   * letters and parentheses equal to ASCII ones, and without regard to upper and lower case.
   */
  readonly headers: readonly [string, ...string[]];
  /**
   * Whether the file must have the column. An optional column that the file lacks reads as blank cells, so its `parse`
   * must accept `''` (wrap it in `optional`). Whether a *cell* may be blank is up to `parse` alone.
   */
  readonly required: boolean;
  readonly parse: ParseCell<Value>;
}

/** A kind of export that a department hands over, such as its charges; `Row` is what one line of it says. */
export interface FileKind<Row extends object> {
  /** Stable name, e.g. `finance-charges`. */
  readonly name: string;
  /** What people call it, e.g. 欠费明细. */
  readonly label: LocalizedText;
  /** Values must be JSON values (text, numbers, null, …): duplicates are compared as JSON. */
  readonly columns: { readonly [Key in keyof Row]-?: Column<Row[Key]> };
  /** Which values together name a row; two rows of one file with the same key must say the same. Not empty. */
  readonly key: readonly (keyof Row & string)[];
}

/** Any kind, where only names and headers matter. */
export interface AnyFileKind {
  readonly name: string;
  readonly label: LocalizedText;
  readonly columns: Readonly<Record<string, Column<unknown>>>;
  readonly key: readonly string[];
}

/** The row type of a kind; of a union of kinds, the union of their rows. */
export type RowOf<Kind extends AnyFileKind> = Kind extends FileKind<infer Row> ? Row : never;
