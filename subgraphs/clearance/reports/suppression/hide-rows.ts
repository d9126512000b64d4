import { isSmall, SMALLEST_COUNT } from './hide-cells.ts';

/**
 * Which rows of a table are hidden whole, where whoever reads it knows the sum of each column: rows are the parts of a
 * group, columns the values of an attribute.
 *
 * A row with a small cell is, and then the rows of fewest students until two rows or more are hidden whose cells add up to
 * no small number in any column. All cells of those rows being hidden, every one of them may be made larger and another
 * one smaller without any sum changing, so none can be worked out.
 *
 * @param rows counts by column, as wide as the first
 * @param already rows that are hidden for another reason
 */
export function hideRows(rows: readonly (readonly number[])[], already: readonly boolean[]): boolean[] {
  const hidden = rows.map((row, index) => already[index] === true || row.some(isSmall));
  const bySize = rows
    .map((row, index) => ({ index, students: row.reduce((sum, count) => sum + count, 0) }))
    .filter(({ index }) => !hidden[index])
    .sort((a, b) => a.students - b.students || a.index - b.index);
  for (const { index } of bySize) {
    if (isProtected(rows, hidden)) break;
    hidden[index] = true;
  }
  return hidden;
}

function isProtected(rows: readonly (readonly number[])[], hidden: readonly boolean[]): boolean {
  const among = rows.filter((_row, index) => hidden[index]);
  if (among.length === 0) return true;
  const sums = (rows[0] ?? []).map((_column, column) =>
    among.reduce((sum, row) => sum + (row[column] ?? 0), 0),
  );
  return among.length >= 2 && sums.every((sum) => sum === 0 || sum >= SMALLEST_COUNT);
}
