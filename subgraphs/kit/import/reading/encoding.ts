import type { FileHandle } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import type { LocalizedText } from '../../service/contact.ts';
import { countLineBreaks, LONGEST_RECORD, readLineBlocks } from './line-blocks.ts';

/** The encodings that departments' systems write. GB18030 reads GBK and GB2312 too. */
export type Encoding = 'utf-8' | 'gb18030';

/** The encoding of a whole file, or the line at which reading it ends. */
export type DetectedEncoding =
  | { readonly kind: 'encoding'; readonly encoding: Encoding }
  | { readonly kind: 'refused'; readonly line: number; readonly reason: LocalizedText };

// So many more bytes than characters before the first fault are no accident: the file is UTF-8, and damaged.
const SURELY_UTF8 = 16;

/**
 * Reads the whole file once, strictly, and a second time where it is not UTF-8: UTF-8 where every line is, else GB18030
 * where every line is. A file that is UTF-8 up to a damaged line is refused, not read as GB18030 with every name wrong.
 *
 * @param stated what the person says; then only that is tried
 */
export async function detectEncoding(
  file: FileHandle,
  stated?: Encoding | undefined,
): Promise<DetectedEncoding> {
  const first = await firstFault(file, stated ?? 'utf-8');
  if (first === null) return { kind: 'encoding', encoding: stated ?? 'utf-8' };
  if (first.tooLong) return { kind: 'refused', line: first.line, reason: tooLong(first.line) };
  if (stated) return { kind: 'refused', line: first.line, reason: notIn(stated, first.line) };
  if (first.savedBytes >= SURELY_UTF8)
    return { kind: 'refused', line: first.line, reason: damaged(first.line) };
  const second = await firstFault(file, 'gb18030');
  if (second === null) return { kind: 'encoding', encoding: 'gb18030' };
  if (second.tooLong) return { kind: 'refused', line: second.line, reason: tooLong(second.line) };
  return { kind: 'refused', line: second.line, reason: neither(second.line) };
}

interface Fault {
  readonly tooLong: boolean;
  readonly line: number;
  /** Bytes minus characters of everything before the fault: how much of it is more than ASCII. */
  readonly savedBytes: number;
}

async function firstFault(file: FileHandle, encoding: Encoding): Promise<Fault | null> {
  const decoder = createDecoder(encoding);
  let savedBytes = 0;
  for await (const block of readLineBlocks(file)) {
    if ('tooLong' in block) return { tooLong: true, line: block.line, savedBytes };
    const text = decode(decoder, block.bytes);
    if (text === null) {
      const good = goodLines(decoder, block.bytes);
      return { tooLong: false, line: block.line + good.lines, savedBytes: savedBytes + good.savedBytes };
    }
    savedBytes += block.bytes.length - text.length;
  }
  return null;
}

/** The decoder of an encoding; it throws on bytes that are not in it, and keeps a byte order mark. */
export function createDecoder(encoding: Encoding): TextDecoder {
  return new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
}

function decode(decoder: TextDecoder, bytes: Buffer): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** How many of the lines before the first that cannot be decoded, and how much of them is more than ASCII. */
function goodLines(decoder: TextDecoder, bytes: Buffer): { lines: number; savedBytes: number } {
  let start = 0;
  let savedBytes = 0;
  while (start < bytes.length) {
    const end = endOfLine(bytes, start);
    const text = decode(decoder, bytes.subarray(start, end));
    if (text === null) break;
    savedBytes += end - start - text.length;
    start = end;
  }
  return { lines: countLineBreaks(bytes.subarray(0, start)), savedBytes };
}

function endOfLine(bytes: Buffer, start: number): number {
  let end = start;
  while (end < bytes.length && bytes[end] !== 10 && bytes[end] !== 13) end++;
  return bytes[end] === 13 && bytes[end + 1] === 10 ? end + 2 : end + 1;
}

function tooLong(line: number): LocalizedText {
  return {
    zh: `第 ${line} 行超过 ${LONGEST_RECORD} 字节，不像离校数据。请检查该行（常见原因：缺少换行）后重新导出。`,
    en: `Line ${line} is longer than ${LONGEST_RECORD} bytes and no row of an export. Check it (line breaks may be missing) and export again.`,
  };
}

function damaged(line: number): LocalizedText {
  return {
    zh: `文件是 UTF-8 编码，但第 ${line} 行有损坏的字符。请改正该行，或从系统重新导出；确为 GB18030 时请指明编码。`,
    en: `The file is UTF-8, but line ${line} holds damaged characters. Correct the line or export again; if it really is GB18030, state the encoding.`,
  };
}

function notIn(encoding: Encoding, line: number): LocalizedText {
  return {
    zh: `指定的编码是 ${encoding}，但第 ${line} 行不是。请去掉编码选项让系统自动识别，或重新导出。`,
    en: `The encoding was stated to be ${encoding}, but line ${line} is not in it. Leave the option out, or export again.`,
  };
}

function neither(line: number): LocalizedText {
  return {
    zh: `第 ${line} 行既不是 UTF-8 也不是 GB18030。请在表格软件中另存为“CSV UTF-8（逗号分隔）”。`,
    en: `Line ${line} is neither UTF-8 nor GB18030. Save the file as “CSV UTF-8 (comma delimited)”.`,
  };
}
