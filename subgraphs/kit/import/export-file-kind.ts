import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { ImportKind, ImportTarget } from './import-kind.ts';
import { cellText } from './reject-rows.ts';

/** A file that was written. */
export interface ExportedFile {
  readonly kind: string;
  readonly path: string;
  readonly rows: number;
}

const PAGE = 1_000;
/** Without it spreadsheets take UTF-8 for the system's encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Writes a department's rows as files that its import reads, `<kind>.csv` each: UTF-8 with a byte order mark.
 *
 * A file appears whole or not at all.
 *
 * @param kindName one kind only; undefined: all of the department
 */
export async function exportFiles(
  target: ImportTarget,
  directory: string,
  kindName: string | undefined,
): Promise<ExportedFile[]> {
  const files: ExportedFile[] = [];
  for (const kind of target.kinds) {
    if (kindName !== undefined && kind.file.name !== kindName) continue;
    const path = join(directory, `${kind.file.name}.csv`);
    files.push({ kind: kind.file.name, path, rows: await exportKind(target, kind, path) });
  }
  return files;
}

async function exportKind({ db }: ImportTarget, kind: ImportKind, path: string): Promise<number> {
  const columns = Object.entries(kind.file.columns);
  const { page, format = {} } = kind.export;
  let count = 0;
  async function* lines(): AsyncGenerator<string[]> {
    yield columns.map(([, { headers }]) => headers[0]);
    for (let after = ''; ; ) {
      const rows = await page(db, after, PAGE);
      for (const row of rows) yield columns.map(([name]) => cellText(row, name, format));
      const last = rows.at(-1);
      if (!last) return;
      count += rows.length;
      after = last.studentId;
    }
  }
  const unfinished = `${path}.part`;
  const file = createWriteStream(unfinished);
  file.write(BYTE_ORDER_MARK);
  await pipeline(lines, stringify({ record_delimiter: 'windows' }), file);
  await rename(unfinished, path);
  return count;
}
