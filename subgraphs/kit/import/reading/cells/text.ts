import { type ParseCell, rejected, value } from '../parsed.ts';
import { foldFullWidth } from './full-width.ts';
import { optional } from './optional.ts';
import { quoted } from './quoted.ts';

// C0, DEL and C1: a database refuses NUL, and the others are damage or an attempt to hide something. Line breaks and tabs too.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** Text of 1 to `maxLength` characters (code points), blanks around it removed; no control characters, no formulas. */
export function text(maxLength: number): ParseCell<string> {
  return (cell) => {
    const found = cell.trim();
    if (found === '') return rejected('此处不能为空，请填写。', 'The cell is blank; fill it in.');
    if (CONTROL.test(found)) {
      return rejected(
        `${quoted(found)} 含有控制字符或换行，请删除后再导入。`,
        `${quoted(found)} holds control characters or line breaks; remove them.`,
      );
    }
    if (isFormula(found)) {
      return rejected(
        `${quoted(found)} 是公式，不是文字。请在表格中把它粘贴为“数值”后再导出。`,
        `${quoted(found)} is a formula, not text. Paste it as a value in the sheet and export again.`,
      );
    }
    const length = [...found].length;
    if (length > maxLength) {
      return rejected(
        `${quoted(found)} 有 ${length} 个字，最多 ${maxLength} 个，请缩短。`,
        `${quoted(found)} has ${length} characters, at most ${maxLength} are taken; shorten it.`,
      );
    }
    return value(found);
  };
}

/** Like `text`, null where the cell is blank. */
export function optionalText(maxLength: number): ParseCell<string | null> {
  return optional(text(maxLength));
}

/** What a spreadsheet would run: `=…` and `@…` always; `+…` and `-…` where more than a number or a dash follows. */
function isFormula(found: string): boolean {
  const ascii = foldFullWidth(found);
  return /^[=@]/.test(ascii) || /^[+-].*[|(!=]/.test(ascii);
}
