import type { FileHandle } from 'node:fs/promises';

/** The longest line and the longest record that are read, in bytes; no row of a department is near it. */
export const LONGEST_RECORD = 1_048_576;

// Small, so that a block's records die young: with 64 KB the heap grows by tens of megabytes more, and nothing is faster.
const CHUNK = 8_192;
const LF = 10;
const CR = 13;

/** Whole lines of a file, as bytes. */
export interface LineBlock {
  /** A view that the next block overwrites: decode it before asking for more. */
  readonly bytes: Buffer;
  /** Number of the block's first line, from 1. */
  readonly line: number;
  /** How far into the file the block reaches. */
  readonly bytesRead: number;
}

/**
 * Streams a file from its start in blocks that end where a line ends, so that no character is ever cut in two (neither
 * UTF-8 nor GB18030 has a line break inside a character). Lines end with LF, CRLF or CR.
 *
 * A line longer than `LONGEST_RECORD` ends the stream with `tooLong`; at most that much is held in memory.
 */
export async function* readLineBlocks(
  file: FileHandle,
): AsyncGenerator<LineBlock | { readonly tooLong: true; readonly line: number }> {
  let buffer = Buffer.alloc(CHUNK * 2);
  let filled = 0;
  let line = 1;
  let position = 0;
  while (true) {
    if (buffer.length - filled < CHUNK) buffer = Buffer.concat([buffer], buffer.length * 2);
    const { bytesRead } = await file.read(buffer, filled, CHUNK, position);
    position += bytesRead;
    const fresh = buffer.subarray(filled, filled + bytesRead);
    const end = bytesRead === 0 ? filled : filled + endOfLastLine(fresh);
    if (Math.min(firstLineEnd(fresh), fresh.length) + filled > LONGEST_RECORD)
      return yield { tooLong: true, line };
    filled += bytesRead;
    if (bytesRead > 0 && end === filled - bytesRead) continue;
    const bytes = buffer.subarray(0, end);
    if (end > 0) yield { bytes, line, bytesRead: position - (filled - end) };
    if (bytesRead === 0) return;
    line += countLineBreaks(bytes);
    buffer.copyWithin(0, end, filled);
    filled -= end;
  }
}

/** How many lines end in these bytes; CRLF is one end. */
export function countLineBreaks(bytes: Buffer): number {
  let breaks = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) breaks++;
  for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1))
    if (bytes[at + 1] !== LF) breaks++;
  return breaks;
}

/** The index after the last line end that certainly is one: a CR at the very end may be half of a CRLF. */
function endOfLastLine(chunk: Buffer): number {
  const lf = chunk.lastIndexOf(LF);
  return lf >= 0 ? lf + 1 : chunk.subarray(0, -1).lastIndexOf(CR) + 1;
}

function firstLineEnd(chunk: Buffer): number {
  const ends = [chunk.indexOf(LF), chunk.indexOf(CR)].filter((at) => at >= 0);
  return Math.min(...ends);
}
