import { type Parsed, rejected, value } from '../parsed.ts';
import { foldFullWidth } from './full-width.ts';
import { quoted } from './quoted.ts';

const FORM = /^(\d{4})(?: ?[-/~–—至] ?(\d{4}|\d{2}))?(?: ?(?:学年|年))?$/;

/**
 * The first year of an academic year (收费学年), 1990 to 2099: 2018 is 2018/19.
 *
 * Takes 2018, 2018-2019, 2018/19, 2018-2019学年. Rejects 2018-2020: which year it means is a guess.
 */
export function academicYear(cell: string): Parsed<number> {
  const found = cell.trim();
  if (found === '') return rejected('学年为空，请填写。', 'The academic year is blank; fill it in.');
  const [, first, second] = FORM.exec(foldFullWidth(found)) ?? [];
  const year = Number(first);
  const inRange = first !== undefined && year >= 1990 && year <= 2099;
  const follows = second === undefined || (year + 1) % 10 ** second.length === Number(second);
  if (inRange && follows) return value(year);
  return rejected(
    `${quoted(found)} 不是学年。请写成 2018、2018-2019、2018/19 或 2018-2019学年。`,
    `${quoted(found)} is no academic year. Write 2018, 2018-2019, 2018/19 or 2018-2019学年.`,
  );
}
