import { type Parsed, rejected, value } from '../parsed.ts';
import { foldFullWidth } from './full-width.ts';
import { quoted } from './quoted.ts';

const LARGEST_FEN = 2_147_483_647;

// One apostrophe before a sign is what our own rejects file writes, so that a spreadsheet does not run the cell.
const FORM =
  /^(?:'(?=[+-]))?(?<before>[+-]?)¥? ?(?<after>[+-]?)(?<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?<cents>\d{1,2}))?(?: ?元)?$/;

/**
 * An amount of yuan in fen, -2,147,483,647 to 2,147,483,647; below zero is a credit.
 *
 * Takes `60`, `72.4`, `1,234.50`, `６０`, `60元`, `¥60`, `-5`. Rejects blanks, exponents, a third decimal and commas that
 * do not stand at thousands: each of them may mean another amount.
 */
export function amountFen(cell: string): Parsed<number> {
  const found = cell.trim();
  if (found === '')
    return rejected('金额为空；没有欠款请填 0。', 'The amount is blank; write 0 where nothing is owed.');
  const { before = '', after = '', whole, cents = '' } = FORM.exec(foldFullWidth(found))?.groups ?? {};
  if (whole === undefined || (before !== '' && after !== '')) {
    return rejected(
      `${quoted(found)} 不是金额。请写成以元为单位、最多两位小数的数字，例如 1234.50；退款在前面加“-”。`,
      `${quoted(found)} is no amount. Write yuan with at most two decimals, such as 1234.50; a credit begins with -.`,
    );
  }
  const fen = Number(whole.replaceAll(',', '')) * 100 + Number(cents.padEnd(2, '0'));
  if (fen > LARGEST_FEN) {
    return rejected(
      `金额 ${quoted(found)} 过大，最多 21474836.47 元，请核对。`,
      `The amount ${quoted(found)} is too large: at most 21474836.47 yuan; check it.`,
    );
  }
  return value(before + after === '-' && fen !== 0 ? -fen : fen);
}
