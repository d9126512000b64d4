import type { LocalizedText } from '../../service/contact.ts';
import type { RejectedRow } from './import-row.ts';
import type { FileRecord, RecordFault } from './records.ts';

const LONGEST_FOUND = 200;

/** The record as a rejected row; without a column the record as a whole is at fault. */
export function rejectRecord(
  { line, cells }: FileRecord,
  reason: LocalizedText,
  { column = null, found = '' }: { readonly column?: string | null; readonly found?: string } = {},
): RejectedRow {
  return { kind: 'rejected', line, column, found: found.slice(0, LONGEST_FOUND), reason, raw: cells };
}

/** Why a record whose form is unsound is not taken. */
export function faultReason(fault: RecordFault, { line, lastLine }: FileRecord): LocalizedText {
  const many = lastLine > line;
  const { zh, en } = faultTexts[fault];
  return {
    zh: `${many ? `第 ${line} 至 ${lastLine} 行` : '该行'}${zh}`,
    en: `${many ? `Lines ${line} to ${lastLine}` : 'This line'}: ${en}`,
  };
}

const faultTexts: Readonly<Record<RecordFault, LocalizedText>> = {
  'unclosed-quote': {
    zh: '有引号（"）没有成对，文件到此结束，可能没有导出完整。请重新导出，或补上引号。',
    en: 'a quotation mark (") is not closed before the file ends; it may be cut off. Export again, or close it.',
  },
  'text-after-quote': {
    zh: '的引号（"）后面还有文字，无法分清各列。字段内的引号请写成两个（""）。',
    en: 'text follows a closing quotation mark ("), so fields cannot be told apart. Write one within a field twice ("").',
  },
  nul: {
    zh: '含有空字节（NUL），数据已损坏。请从系统重新导出。',
    en: 'NUL bytes were found, so the data are damaged. Export again from the system.',
  },
  'too-long': {
    zh: '过长，其后的内容没有读取。文件在读取过程中被改动，请重新导入。',
    en: 'too long, and nothing after it was read. The file changed while it was read; import it again.',
  },
};

/** Why a record with more or fewer fields than the header is not taken. */
export function fieldCountReason(found: number, expected: number): LocalizedText {
  return {
    zh: `该行有 ${found} 个字段，表头有 ${expected} 个：可能被截断，或字段里的分隔符没有加引号。请对照原系统改正。`,
    en: `The line has ${found} fields and the header ${expected}: it may be cut off, or a delimiter within a field is not quoted. Correct it.`,
  };
}

/**
 * Why a record with text under a blank header is not taken: an amount of 1,234.50 without quotation marks is two fields,
 * and would be read as 1 yuan.
 */
export function unnamedColumnReason(column: number): LocalizedText {
  return {
    zh: `第 ${column} 列没有表头却有内容，可能是字段里的分隔符没有加引号，使后面各列错位。请改正该行，或给该列加上表头。`,
    en: `Column ${column} has no header but holds text; an unquoted delimiter may have moved the fields. Correct the line, or give the column a header.`,
  };
}

/** Why a record with the texts of the header is not taken. */
export const secondHeaderReason: LocalizedText = {
  zh: '该行是重复的表头（第二行表头），不是数据。请删除该行。',
  en: 'The line is a second header row, not data. Delete it.',
};

/** Why a record that has another one inside is not taken. */
export function swallowedReason(line: number): LocalizedText {
  return {
    zh: `该行的引号（"）没有成对，第 ${line} 行被当成了它的一部分。请改正引号，两行才能分别导入。`,
    en: `A quotation mark (") of this line has no partner, so line ${line} was read as part of it. Correct it; then both can be imported.`,
  };
}

/** Why a later record with the key of an earlier one is not taken. */
export function conflictReason(line: number): LocalizedText {
  return {
    zh: `与第 ${line} 行是同一条记录，但内容不同；已采用第 ${line} 行。请核对后只保留正确的一行。`,
    en: `It has the key of line ${line} and says something else; line ${line} was taken. Keep only the one that is right.`,
  };
}
