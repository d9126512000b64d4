import { type Parsed, rejected, value } from '../parsed.ts';
import { foldFullWidth } from './full-width.ts';
import { quoted } from './quoted.ts';

const TIME = String.raw`(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?`;
const FORMS = [
  new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`),
  /^(\d{4})()(\d{2})(\d{2})$/,
  /^(\d{4})()年(\d{1,2})月(\d{1,2})日$/,
];

/**
 * A calendar day as `YYYY-MM-DD`, 1900 to 2199.
 *
 * Takes 2020-06-05, 2020/6/5, 2020.6.5, 20200605 and 2020年6月5日; a time of day after the first three is dropped, as
 * systems add 0:00:00. Rejects days that do not exist, two-digit years, and spreadsheet day numbers.
 */
export function day(cell: string): Parsed<string> {
  const found = cell.trim();
  if (found === '') return rejected('日期为空，请填写。', 'The date is blank; fill it in.');
  const folded = foldFullWidth(found);
  const parts = FORMS.map((form) => form.exec(folded)).find((match) => match !== null);
  if (!parts) {
    return rejected(
      `${quoted(found)} 不是日期。请写成 2020-06-05、2020/6/5、20200605 或 2020年6月5日，年份四位。`,
      `${quoted(found)} is no date. Write 2020-06-05, 2020/6/5, 20200605 or 2020年6月5日, with a year of four digits.`,
    );
  }
  const [, year, , month, date] = parts.map(Number);
  if (year === undefined || month === undefined || date === undefined || !exists(year, month, date)) {
    return rejected(
      `没有 ${quoted(found)} 这一天（年份须在 1900 至 2199 之间），请改正。`,
      `There is no day ${quoted(found)} (years 1900 to 2199); correct it.`,
    );
  }
  return value(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
}

function exists(year: number, month: number, date: number): boolean {
  const instant = new Date(Date.UTC(year, month - 1, date));
  const same = instant.getUTCMonth() === month - 1 && instant.getUTCDate() === date;
  return same && year >= 1900 && year <= 2199;
}
