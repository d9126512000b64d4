import type { QueryExecutorProvider, RawBuilder } from 'kysely';
import type { ColumnTypes } from '../database/upsert-rows.ts';
import type { Clock } from '../service/clock.ts';
import type { AnyFileKind, FileKind } from './reading/file-kind.ts';
import type { VerdictPort } from './verdict-port.ts';

/** A value as it lies in JSON. */
export type Cell = string | number | boolean | null;

/** A table that imports write; every one has a column `student_id`. */
export interface ImportTable {
  /** In the department's schema, e.g. `loan`. */
  readonly name: string;
  /** What tells the rows of one student apart, e.g. `source_key`; null where a student has one row. */
  readonly keyColumn: string | null;
  /** What an import writes beside the key. */
  readonly columns: ColumnTypes;
  /** Columns in which a null says nothing, so that an older value stays. */
  readonly keepWhenNull?: readonly string[];
  /** Columns that are written with a new row and never again. */
  readonly onlyOnInsert?: readonly string[];
}

/** One table row that a line of a file states. */
export interface TableRow {
  readonly table: string;
  /** Of the table's key column; empty where it has none. */
  readonly key: string;
  /** By column; every column of the table. */
  readonly values: Readonly<Record<string, Cell>>;
  /** Only stands where no other line of the file states the same row. */
  readonly weak?: boolean;
}

/** What happens to the rows of one table that a complete file no longer has. */
export interface Vanishing {
  readonly table: string;
  /** Which rows of the table (alias `t`) are open, and so can be closed. */
  readonly open: RawBuilder<boolean>;
  /** Removed, or changed to these values; `asOfDay` is the export's day in Asia/Shanghai. */
  readonly close: 'delete' | ((asOfDay: string) => Readonly<Record<string, Cell>>);
}

/** How the rows of a kind are written to a file that its import reads. */
export interface ExportPart<Row extends object> {
  /** Rows of the students after one, in order of number; at most `limit` students. Empty at the end. */
  readonly page: (db: QueryExecutorProvider, after: string, limit: number) => Promise<readonly Row[]>;
  /** Cell texts of the columns that are not written as they are: amounts in yuan, labels of enums. */
  readonly format?: { readonly [Key in keyof Row]?: (value: Row[Key]) => string };
}

/** One kind of file of a department, and what its lines mean in the department's tables. */
export interface ImportKindOf<Row extends { readonly studentId: string }> {
  readonly file: FileKind<Row>;
  /** In the order of writing. */
  readonly tables: readonly ImportTable[];
  readonly rowsOf: (row: Row) => readonly TableRow[];
  readonly vanishing: readonly Vanishing[];
  /**
   * Selects the column `student_id` of the students of whom a complete file speaks; default: everyone the department knows.
   *
   * @param staged a query of the staged rows of the file, with the columns `table_name` and `values`
   */
  readonly covered?: (staged: RawBuilder<unknown>) => RawBuilder<unknown>;
  readonly export: ExportPart<Row>;
}

/** A kind whose rows only its own functions look into. */
export interface ImportKind extends Omit<ImportKindOf<{ readonly studentId: string }>, 'file'> {
  readonly file: AnyFileKind;
}

/** Forgets the row type, so that kinds can stand in one list. */
export function importKind<Row extends { readonly studentId: string }>(kind: ImportKindOf<Row>): ImportKind {
  // Rows come out of the kind's own columns, so its functions only ever see their own type.
  return kind as unknown as ImportKind;
}

/** A department's tables, as imports and exports need them. */
export interface ImportTarget {
  /** Database schema, e.g. `library`. */
  readonly schema: string;
  readonly now: Clock;
  readonly db: QueryExecutorProvider;
  readonly transaction: <T>(work: (trx: QueryExecutorProvider) => Promise<T>) => Promise<T>;
  readonly kinds: readonly ImportKind[];
  /** Null where the department judges nobody (the registry). */
  readonly verdicts: VerdictPort | null;
}
