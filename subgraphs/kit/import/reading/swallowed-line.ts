import type { PlacedColumn } from './place-columns.ts';
import type { Delimiter, FileRecord } from './records.ts';

/**
 * The number of a line that a record holds inside a quoted field and that would be a row of its own, or null.
 *
 * A quotation mark without a partner makes the next rows part of a remark that nobody reads; in a complete export a
 * student's debt would vanish so, without a trace. A remark that only has line breaks is fine.
 */
export function swallowedLine(
  { cells, line, lastLine }: FileRecord,
  columns: readonly PlacedColumn[],
  { delimiter, width }: { readonly delimiter: Delimiter; readonly width: number },
): number | null {
  if (line === lastLine) return null;
  let at = line;
  for (const cell of cells) {
    const [, ...inner] = cell.split(/\r\n|\r|\n/);
    for (const text of inner) {
      at++;
      if (isRow(text.split(delimiter), columns, width)) return at;
    }
  }
  return null;
}

function isRow(cells: readonly string[], columns: readonly PlacedColumn[], width: number): boolean {
  const keys = columns.filter(({ isKey, index }) => isKey && index !== null);
  const readable = keys.every(
    ({ cellOf, parse }) => cellOf(cells).trim() !== '' && parse(cellOf(cells)).kind === 'value',
  );
  return width > 1 && cells.length >= width && readable;
}
