import { stringify } from 'csv-stringify/browser/esm/sync';
import type { Sheet } from './sheet.ts';

/**
 * A sheet as a CSV file that spreadsheets open as it is: UTF-8 with a byte order mark, so that Chinese is read as Chinese;
 * CRLF; null as an empty cell. A text that a spreadsheet would run as a formula gets a quote before it.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvOf({ columns, rows }: Sheet): string {
  return stringify([columns, ...rows] as unknown[][], {
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { boolean: String },
  });
}
