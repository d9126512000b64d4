import { stringify } from 'csv-stringify/sync';
import type { PlainClearanceRow } from '../../reports/queries/clearance-rows.ts';
import type { ExportFormat } from '../../schema.generated.ts';
import type { ExportQuery } from '../query/read-export-query.ts';
import { type ExportedDepartment, fileColumns } from './file-columns.ts';

/** Writes a file piece by piece; the pieces make the file. */
export interface FileWriter {
  /** What stands before the first row; may be empty. */
  readonly head: string;
  readonly textOf: (rows: readonly PlainClearanceRow[]) => string;
}

/** A writer of a format. @param departments all that a row may have, in the order of the page */
export function createFileWriter(
  format: ExportFormat,
  query: ExportQuery,
  departments: readonly ExportedDepartment[],
): FileWriter {
  return format === 'CSV' ? csvWriter(query, departments) : jsonLinesWriter(query);
}

/**
 * CSV that spreadsheets open as it is, and people read: headers and values in words; a byte order mark, so that Chinese is read as
 * Chinese; CRLF; null as an empty cell. A text that a spreadsheet would run as a formula gets a quote before it.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
function csvWriter(query: ExportQuery, departments: readonly ExportedDepartment[]): FileWriter {
  const columns = fileColumns(query, departments);
  const lines = (records: unknown[][]) =>
    stringify(records, { record_delimiter: 'windows', escape_formulas: true });
  return {
    head: `\ufeff${lines([columns.map(({ head }) => head)])}`,
    textOf: (rows) => {
      const told = query.rowsOf(rows);
      return lines(
        told.map((row, index) => {
          const codes = rows[index]?.departments.map(({ code }) => code) ?? [];
          return columns.map(({ read }) => read(row, codes));
        }),
      );
    },
  };
}

/** What the graph answers, unchanged: programs read it. @see https://jsonlines.org */
function jsonLinesWriter(query: ExportQuery): FileWriter {
  return {
    head: '',
    textOf: (rows) =>
      query
        .rowsOf(rows)
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(''),
  };
}
