import type { AnyFileKind, RowOf } from './file-kind.ts';
import { type FoundHeader, isFilled } from './find-header.ts';
import type { ImportRow, RejectedRow } from './import-row.ts';
import { type PlacedColumn, placeColumns } from './place-columns.ts';
import type { Delimiter, FileRecord } from './records.ts';
import * as say from './reject-record.ts';
import { createSecondHeaderTest } from './second-header.ts';
import { createSeenKeys, type SeenKeys } from './seen-keys.ts';
import { swallowedLine } from './swallowed-line.ts';
import { isTotalsLine, totalsReason } from './totals-line.ts';

/** What a record below the header turned out to be; null for nothing: a blank line, or the same row once more. */
export type ReadRecord<Row> = (record: FileRecord) => ImportRow<Row> | null;

/** Reads the records of one file in their order. It remembers their keys, so each pass needs a reader of its own. */
export function createRowReader<Kind extends AnyFileKind>(
  found: FoundHeader<Kind>,
  delimiter: Delimiter,
): ReadRecord<RowOf<Kind>> {
  const columns = placeColumns(found, found.header);
  const keys = columns.filter(({ isKey }) => isKey);
  const seen = createSeenKeys();
  const form: Form = {
    columns,
    delimiter,
    width: found.header.cells.length,
    unnamed: found.header.cells.flatMap((cell, index) => (cell.trim() === '' ? [index] : [])),
    isSecondHeader: createSecondHeaderTest(columns, found.header.cells),
  };
  return (record) => {
    if (!isFilled(record)) return null;
    const fault = formFault(record, form);
    const values = fault ?? parseCells(record, columns);
    if (values.kind === 'values') return settleKey(record, values.values as RowOf<Kind>, { keys, seen });
    return isTotalsLine(record, keys) ? { kind: 'skipped', line: record.line, reason: totalsReason } : values;
  };
}

interface Form {
  readonly columns: readonly PlacedColumn[];
  readonly delimiter: Delimiter;
  /** Fields of the header. */
  readonly width: number;
  /** Where the header is blank. */
  readonly unnamed: readonly number[];
  readonly isSecondHeader: (cells: readonly string[]) => boolean;
}

/** What is wrong with the record before its cells are looked at. */
function formFault(record: FileRecord, form: Form): RejectedRow | null {
  const { cells, fault } = record;
  if (fault)
    return say.rejectRecord(record, say.faultReason(fault, record), { found: cells.join(form.delimiter) });
  if (form.isSecondHeader(cells)) return say.rejectRecord(record, say.secondHeaderReason);
  if (cells.length !== form.width)
    return say.rejectRecord(record, say.fieldCountReason(cells.length, form.width));
  const stray = form.unnamed.find((index) => cells[index]?.trim() !== '');
  if (stray !== undefined) {
    return say.rejectRecord(record, say.unnamedColumnReason(stray + 1), { found: cells[stray] ?? '' });
  }
  const swallowed = swallowedLine(record, form.columns, form);
  return swallowed === null ? null : say.rejectRecord(record, say.swallowedReason(swallowed));
}

function parseCells(
  record: FileRecord,
  columns: readonly PlacedColumn[],
): RejectedRow | { kind: 'values'; values: object } {
  const values: Record<string, unknown> = {};
  for (const { name, header, cellOf, parse } of columns) {
    const cell = cellOf(record.cells);
    const parsed = parse(cell);
    if (parsed.kind === 'rejected') {
      return say.rejectRecord(record, parsed.reason, { column: header, found: cell });
    }
    values[name] = parsed.value;
  }
  return { kind: 'values', values };
}

function settleKey<Row extends object>(
  record: FileRecord,
  values: Row,
  { keys, seen }: { keys: readonly PlacedColumn[]; seen: SeenKeys },
): ImportRow<Row> | null {
  const byName = new Map(Object.entries(values));
  const key = JSON.stringify(keys.map(({ name }) => byName.get(name)));
  const sighting = seen.see(key, JSON.stringify(values), record.line);
  if (sighting.kind === 'new') return { kind: 'row', line: record.line, values };
  if (sighting.kind === 'same') return null;
  return say.rejectRecord(record, say.conflictReason(sighting.line), {
    column: keys.map(({ header }) => header).join('、'),
    found: keys.map(({ cellOf }) => cellOf(record.cells).trim()).join('、'),
  });
}
