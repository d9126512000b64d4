import { type FileHandle, open } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { RejectedRow } from './import-row.ts';

/** Writes rejected rows beside the input. */
export interface RejectsWriter {
  /** Resolves when the row is in the file or in a small buffer before it. Rows must be written one after another. */
  readonly write: (row: RejectedRow) => Promise<void>;
  /** The file's path and its number of rows, or null where nothing was rejected and so nothing written. */
  readonly close: () => Promise<{ readonly path: string; readonly count: number } | null>;
}

const BUFFERED_CHARACTERS = 65_536;

/**
 * A writer to `<inputPath>.rejects.csv`: UTF-8 with a byte order mark, CRLF, so that a spreadsheet opens it; the columns
 * 行号, 列, 值, 原因, then the input's own fields, so that the corrected rows can be imported as they stand.
 *
 * A field that a spreadsheet would run (it begins with = + - @, tab or CR) gets an apostrophe in front. The file comes
 * with the first rejected row and replaces that of an earlier run; only its owner may read it. Writing fails with the file
 * system's error.
 */
export function createRejectsWriter(inputPath: string, header: readonly string[]): RejectsWriter {
  const path = `${inputPath}.rejects.csv`;
  let file: FileHandle | null = null;
  let buffer = '';
  let count = 0;

  const flush = async () => {
    file ??= await open(path, 'w', 0o600);
    await file.appendFile(buffer);
    buffer = '';
  };
  return {
    write: async (row) => {
      if (count === 0) buffer = `\uFEFF${toLine(['行号', '列', '值', '原因', ...header])}`;
      buffer += toLine([
        String(row.line),
        row.column ?? '',
        row.found,
        `${row.reason.zh} ${row.reason.en}`,
        ...row.raw,
      ]);
      count++;
      if (file === null || buffer.length > BUFFERED_CHARACTERS) await flush();
    },
    close: async () => {
      if (count === 0) return null;
      await flush();
      await file?.close();
      return { path, count };
    },
  };
}

function toLine(fields: readonly string[]): string {
  return stringify([fields], { record_delimiter: 'windows', escape_formulas: true });
}
