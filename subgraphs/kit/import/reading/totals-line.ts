import type { LocalizedText } from '../../service/contact.ts';
import { foldFullWidth } from './cells/full-width.ts';
import type { PlacedColumn } from './place-columns.ts';
import type { FileRecord } from './records.ts';

// 总计欠款(元) is the foot of the guide's own figure 4.
const TOTALS =
  /^(?:(?:本页|本表|欠款)?(?:合计|总计|小计|共计|累计)(?:欠款|金额|人数)?|(?:sub|grand)?total)(?:\(元\)|元)?:?/i;
const AFTER = /^[\d.,¥元人条笔册:]*$/;

/**
 * Whether a record that cannot be read as a row is a totals line: its first cell, or the cell of a key column, is a word
 * for a total (合计, 总 计：, 总计欠款(元)), perhaps with a figure.
 * A record of unsound form, or of several lines, is none: another row may be hidden in it.
 */
export function isTotalsLine(
  { cells, fault, line, lastLine }: FileRecord,
  keys: readonly PlacedColumn[],
): boolean {
  if (fault !== null || line !== lastLine) return false;
  return [cells[0] ?? '', ...keys.map(({ cellOf }) => cellOf(cells))].some(isTotal);
}

/** Why a totals line is passed over. */
export const totalsReason: LocalizedText = {
  zh: '该行是合计行，已跳过，不影响导入。',
  en: 'The line is a totals line; it was passed over, which changes nothing.',
};

function isTotal(cell: string): boolean {
  const text = foldFullWidth(cell).replace(/\s/g, '');
  const word = TOTALS.exec(text)?.[0];
  return word !== undefined && AFTER.test(text.slice(word.length));
}
