import { type Parsed, rejected, value } from '../parsed.ts';
import { foldFullWidth } from './full-width.ts';
import { quoted } from './quoted.ts';

const LARGEST = 2_147_483_647;

/** A whole number, 0 to 2,147,483,647; full-width digits count, signs and decimals do not. */
export function count(cell: string): Parsed<number> {
  const found = cell.trim();
  if (found === '') return rejected('数目为空；没有请填 0。', 'The count is blank; write 0 for none.');
  const digits = foldFullWidth(found);
  const number = Number(digits);
  if (/^\d+$/.test(digits) && number <= LARGEST) return value(number);
  return rejected(
    `${quoted(found)} 不是数目。请填 0 至 ${LARGEST} 的整数。`,
    `${quoted(found)} is no count. Write a whole number from 0 to ${LARGEST}.`,
  );
}
