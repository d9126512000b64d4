import { type FileHandle, open } from 'node:fs/promises';
import type { LocalizedText } from '../../service/contact.ts';
import { detectDelimiter } from './delimiter.ts';
import { detectEncoding, type Encoding } from './encoding.ts';
import type { AnyFileKind, RowOf } from './file-kind.ts';
import { type FoundHeader, findHeader } from './find-header.ts';
import { foreignFormat } from './foreign-format.ts';
import type { ImportRow } from './import-row.ts';
import { type Delimiter, readRecords } from './records.ts';
import { createRowReader } from './row-reader.ts';

/** What the person states instead of leaving it to detection. */
export interface OpenOptions {
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: Delimiter | undefined;
}

/** The file as a whole cannot be read; nothing of it was. */
export interface RefusedExport {
  readonly kind: 'refused';
  /** The line at fault, from 1; null where the file as a whole is. */
  readonly line: number | null;
  /** What was found and what to do. */
  readonly reason: LocalizedText;
}

/** A file of a known kind, read once from end to end for encoding and form, its rows still to be taken. */
export interface OpenedExport<Kind extends AnyFileKind> {
  readonly kind: 'opened';
  /** The one of the given kinds (the same object) that the header belongs to. */
  readonly fileKind: Kind;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** The header's fields as the file writes them; what a rejects file repeats. */
  readonly header: readonly string[];
  readonly totalBytes: number;
  /**
   * Streams what is below the header, from the start at each call, with bounded memory (32 bytes a row, for duplicates).
   * `bytesRead` grows to `totalBytes`.
   *
   * @throws Error where the file was changed or removed since it was opened
   */
  readonly rows: (onProgress?: (bytesRead: number) => void) => AsyncGenerator<ImportRow<RowOf<Kind>>>;
}

const HEAD_BYTES = 65_536;

/**
 * Opens a department's export: CSV with commas, tabs or semicolons, UTF-8 with or without a byte order mark or GB18030
 * (GBK), any line end. Encoding and delimiter are detected unless stated; the kind is known by the header.
 *
 * Reads the file two or three times, so it must be a real file. Whatever makes it unreadable as a whole is a refusal;
 * faults of single rows come with `rows`.
 */
export async function openExport<Kind extends AnyFileKind>(
  path: string,
  kinds: readonly Kind[],
  options: OpenOptions = {},
): Promise<RefusedExport | OpenedExport<Kind>> {
  const opening = await openFile(path);
  if ('reason' in opening) return { kind: 'refused', line: null, ...opening };
  await using file = opening;
  const { size: totalBytes } = await file.stat();
  const head = await readHead(file);
  const foreign = foreignFormat(head);
  if (foreign) return { kind: 'refused', line: null, reason: foreign };
  const detected = await detectEncoding(file, options.encoding);
  if (detected.kind === 'refused') return detected;
  const { encoding } = detected;
  const delimiter = options.delimiter ?? detectDelimiter(head);
  const found = await findHeader(file, { encoding, delimiter, kinds });
  if (found.kind === 'refused') return found;
  return {
    kind: 'opened',
    fileKind: found.fileKind,
    encoding,
    delimiter,
    header: found.header.cells,
    totalBytes,
    rows: (onProgress) => readRows(path, found, { encoding, delimiter, totalBytes, onProgress }),
  };
}

interface Reading {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly totalBytes: number;
  readonly onProgress: ((bytesRead: number) => void) | undefined;
}

async function* readRows<Kind extends AnyFileKind>(
  path: string,
  found: FoundHeader<Kind>,
  { encoding, delimiter, totalBytes, onProgress }: Reading,
): AsyncGenerator<ImportRow<RowOf<Kind>>> {
  await using file = await open(path);
  const { size } = await file.stat();
  if (size !== totalBytes)
    throw new Error(`The file had ${totalBytes} bytes when opened and has ${size} now`);
  const read = createRowReader(found, delimiter);
  for await (const { records, bytesRead } of readRecords(file, encoding, delimiter)) {
    for (const record of records) {
      const row = record.line > found.header.line ? read(record) : null;
      if (row) yield row;
    }
    onProgress?.(bytesRead);
  }
}

async function openFile(path: string): Promise<FileHandle | { readonly reason: LocalizedText }> {
  try {
    const file = await open(path);
    if ((await file.stat()).isFile()) return file;
    await file.close();
    return { reason: unreadable(path, '不是文件', 'it is not a file') };
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    if (code === 'ENOENT') return { reason: unreadable(path, '没有这个文件', 'there is no such file') };
    if (code === 'EACCES' || code === 'EPERM')
      return { reason: unreadable(path, '没有读取权限', 'reading is not permitted') };
    throw error;
  }
}

function unreadable(path: string, zh: string, en: string): LocalizedText {
  return {
    zh: `无法读取 ${path}：${zh}。请检查路径。`,
    en: `${path} cannot be read: ${en}. Check the path.`,
  };
}

async function readHead(file: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}
