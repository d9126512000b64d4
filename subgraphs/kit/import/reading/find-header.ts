import type { FileHandle } from 'node:fs/promises';
import type { LocalizedText } from '../../service/contact.ts';
import type { Encoding } from './encoding.ts';
import type { AnyFileKind } from './file-kind.ts';
import { LONGEST_RECORD } from './line-blocks.ts';
import { type RecognisedKind, recogniseKind } from './recognise-kind.ts';
import { type Delimiter, type FileRecord, readRecords } from './records.ts';

/** The header of a file whose kind is known. */
export interface FoundHeader<Kind extends AnyFileKind> extends RecognisedKind<Kind> {
  readonly header: FileRecord;
}

// A title above the header is at most so many lines in what departments export.
const TITLE_LINES = 3;

/**
 * Reads all records of the file, so that nothing is imported from one that cannot be read to its end: the first record
 * that is not blank is the header. Where a title stands above the header, the refusal says which line the header is.
 */
export async function findHeader<Kind extends AnyFileKind>(
  file: FileHandle,
  { encoding, delimiter, kinds }: { encoding: Encoding; delimiter: Delimiter; kinds: readonly Kind[] },
): Promise<FoundHeader<Kind> | { kind: 'refused'; line: number | null; reason: LocalizedText }> {
  const top: FileRecord[] = [];
  for await (const { records } of readRecords(file, encoding, delimiter)) {
    const endless = records.find(({ fault }) => fault === 'too-long');
    if (endless) return { kind: 'refused', line: endless.line, reason: tooLong(endless.line) };
    if (top.length > TITLE_LINES) continue;
    top.push(...records.filter(isFilled).slice(0, TITLE_LINES + 1 - top.length));
  }
  const [header, ...below] = top;
  if (!header) return { kind: 'refused', line: null, reason: empty };
  const recognised = recogniseKind(header.cells, kinds);
  if (recognised.kind === 'recognised') return { ...recognised, header };
  const lower = below.find(({ cells }) => recogniseKind(cells, kinds).kind === 'recognised');
  if (lower) return { kind: 'refused', line: header.line, reason: titleAbove(lower.line) };
  return { kind: 'refused', line: header.line, reason: recognised.reason };
}

/** Whether any of the record's cells holds more than blanks. */
export function isFilled({ cells }: FileRecord): boolean {
  return cells.some((cell) => cell.trim() !== '');
}

const empty: LocalizedText = {
  zh: '文件是空的。请检查导出是否成功，或是否选错了文件。',
  en: 'The file is empty. Check whether the export succeeded, or whether it is the right file.',
};

function titleAbove(line: number): LocalizedText {
  return {
    zh: `第 ${line} 行才是表头。请删除它上面的标题行后再导入。`,
    en: `The header is line ${line}. Delete the title above it and import again.`,
  };
}

function tooLong(line: number): LocalizedText {
  return {
    zh: `从第 ${line} 行开始的一条记录超过 ${LONGEST_RECORD} 字节，多半是该行有引号（"）没有成对。请改正该行。`,
    en: `A record that begins at line ${line} is longer than ${LONGEST_RECORD} bytes; probably a quotation mark (") there has no partner. Correct the line.`,
  };
}
