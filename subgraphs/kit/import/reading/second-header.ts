import { headerText } from './header-text.ts';
import type { PlacedColumn } from './place-columns.ts';

/**
 * A test for header rows below the header: every filled cell is the text of some header, or a key column's cell is that
 * column's own header (a sub-header that repeats 学号 above units and notes).
 */
export function createSecondHeaderTest(
  columns: readonly PlacedColumn[],
  header: readonly string[],
): (cells: readonly string[]) => boolean {
  const known = new Set([
    ...header.map(headerText),
    ...columns.flatMap((column) => [...column.headerTexts]),
    '',
  ]);
  const keys = columns.filter(({ isKey }) => isKey);
  return (cells) =>
    keys.some(({ cellOf, headerTexts }) => headerTexts.has(headerText(cellOf(cells)))) ||
    cells.every((cell) => known.has(headerText(cell)));
}
