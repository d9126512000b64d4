import { parseStudentNumber, type StudentNumber } from '../../../verdict/student-number.ts';
import { type Parsed, rejected, value } from '../parsed.ts';
import { foldFullWidth } from './full-width.ts';
import { quoted } from './quoted.ts';

/**
 * A student number (学号), blanks around it removed.
 *
 * Nothing else is repaired: full-width digits, 2.01701E+11 and ="2017001" are rejected with the cure, because a number
 * that was guessed may be another student's.
 */
export function studentNumber(cell: string): Parsed<StudentNumber> {
  const found = cell.trim();
  const number = parseStudentNumber(found);
  if (number !== null) return value(number);
  if (found === '') return rejected('学号为空，请填写。', 'The student number is blank; fill it in.');
  const shown = quoted(found);
  if (/^\d(\.\d+)?E\+?\d+$/i.test(found)) {
    return rejected(
      `学号 ${shown} 已被表格软件改成科学计数，末几位已丢失。请把该列设为“文本”后从系统重新导出。`,
      `A spreadsheet turned the student number into ${shown} and lost digits. Set the column to text and export again.`,
    );
  }
  if (parseStudentNumber(foldFullWidth(found)) !== null) {
    return rejected(
      `学号 ${shown} 含全角字符，请改成半角。`,
      `The student number ${shown} has full-width characters; write it in ASCII.`,
    );
  }
  return rejected(
    `${shown} 不是学号：只能是 1 至 32 个半角字母、数字、“-”或“_”，以字母或数字开头。请改正。`,
    `${shown} is no student number: 1 to 32 ASCII letters, digits, - and _, a letter or digit first. Correct it.`,
  );
}
