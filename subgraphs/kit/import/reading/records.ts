import type { FileHandle } from 'node:fs/promises';
import { type CsvError, type Parser, parse } from 'csv-parse';
import { createDecoder, type Encoding } from './encoding.ts';
import { LONGEST_RECORD, readLineBlocks } from './line-blocks.ts';

/** The characters that part fields. */
export type Delimiter = ',' | '\t' | ';';

/** What is wrong with a record's form. */
export type RecordFault = 'unclosed-quote' | 'text-after-quote' | 'nul' | 'too-long';

/** One record of the file, fields as found. */
export interface FileRecord {
  /** The line where it begins, from 1. */
  readonly line: number;
  /** The line where it ends; greater than `line` where a quoted field has line breaks. */
  readonly lastLine: number;
  readonly cells: readonly string[];
  /** Null where the form is sound. Of an unclosed quote, `cells` is its text parted at every delimiter; of a record too long, the beginning. */
  readonly fault: RecordFault | null;
}

/** What one block of the file gave. */
export interface RecordBatch {
  readonly records: readonly FileRecord[];
  readonly bytesRead: number;
}

/**
 * Streams the records of a file, blank lines too (as one blank cell). RFC 4180 with three indulgences: any line end, any
 * number of fields, and a quotation mark inside an unquoted field is itself.
 *
 * What `detectEncoding` refuses must have been refused. A record longer than `LONGEST_RECORD` is the last one given.
 *
 * @throws TypeError where the bytes are not in the encoding: the file changed since it was checked
 */
export async function* readRecords(
  file: FileHandle,
  encoding: Encoding,
  delimiter: Delimiter,
): AsyncGenerator<RecordBatch> {
  const decoder = createDecoder(encoding);
  const { parser, take } = createRecordParser(delimiter);
  let bytesRead = 0;
  for await (const block of readLineBlocks(file)) {
    if ('tooLong' in block) throw new TypeError(`Line ${block.line} grew while the file was being read`);
    bytesRead = block.bytesRead;
    const text = decoder.decode(block.bytes);
    const ended = await settle((done) =>
      parser.write(block.line === 1 ? text.replace(/^\uFEFF/, '') : text, done),
    );
    yield { records: take(ended), bytesRead };
    if (ended) return;
  }
  yield { records: take(await settle((done) => parser.end(done))), bytesRead };
}

/**
 * The parser of one file. Records are collected by `on_record`, not read from the stream: a stream that fails throws away
 * what it holds, and a torn last line would take sound rows with it.
 */
function createRecordParser(delimiter: Delimiter) {
  let records: FileRecord[] = [];
  let line = 1;
  const wellFormed = wellFormedRecord(delimiter);
  const add = (cells: readonly string[], raw: string, fault: RecordFault | null) => {
    const breaks = raw.match(/\r\n|\r|\n/g)?.length ?? 0;
    const inside = raw.endsWith('\n') || raw.endsWith('\r') ? breaks - 1 : breaks;
    records.push({ line, lastLine: line + inside, cells, fault });
    line += breaks;
  };
  const parser: Parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_RECORD,
    raw: true,
    on_record: (parsed: unknown) => {
      const { record, raw } = parsed as { record: string[]; raw: string };
      const suspect = record.some((cell) => cell.startsWith('"')) && !wellFormed.test(raw);
      add(record, raw, raw.includes('\0') ? 'nul' : suspect ? 'text-after-quote' : null);
      return null;
    },
  });
  parser.on('error', () => {});
  const take = (error: CsvError | null): readonly FileRecord[] => {
    if (error) {
      const raw = String(error.raw ?? '');
      const fault = error.code === 'CSV_MAX_RECORD_SIZE' ? 'too-long' : 'unclosed-quote';
      add((fault === 'too-long' ? raw.slice(0, 200) : raw).split(delimiter), raw, fault);
    }
    const taken = records;
    records = [];
    return taken;
  };
  return { parser, take };
}

/** A record in which every field is either free of quotation marks at its start, or quoted from end to end. */
function wellFormedRecord(delimiter: Delimiter): RegExp {
  const field = `(?:"[^"]*(?:""[^"]*)*"|(?!")[^${delimiter}\\r\\n]*)`;
  return new RegExp(`^${field}(?:${delimiter}${field})*[\\r\\n]*$`);
}

/** The parser's complaint about what was just written, or null. */
function settle(act: (done: (error?: Error | null) => void) => void): Promise<CsvError | null> {
  return new Promise((resolve) => act((error) => resolve((error as CsvError | undefined) ?? null)));
}
