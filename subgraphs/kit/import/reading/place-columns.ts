import type { AnyFileKind } from './file-kind.ts';
import { headerText } from './header-text.ts';
import type { Parsed } from './parsed.ts';
import type { RecognisedKind } from './recognise-kind.ts';
import type { FileRecord } from './records.ts';

/** A column of the kind, and where the file has it. */
export interface PlacedColumn {
  readonly name: string;
  /** As the file writes it; the canonical header where the file lacks the column. */
  readonly header: string;
  /** Which text of a cell, compared by `headerText`, is this column's header. */
  readonly headerTexts: ReadonlySet<string>;
  /** The cell of a record; `''` where the file lacks the column. */
  readonly cellOf: (cells: readonly string[]) => string;
  /** Null where the file lacks the column. */
  readonly index: number | null;
  readonly isKey: boolean;
  readonly parse: (text: string) => Parsed<unknown>;
}

/** The kind's columns in the kind's order, placed in a file with this header. */
export function placeColumns(
  { fileKind, positions }: RecognisedKind<AnyFileKind>,
  header: FileRecord,
): PlacedColumn[] {
  return Object.entries(fileKind.columns).map(([name, { headers, parse }]) => {
    const index = positions.get(name) ?? null;
    return {
      name,
      header: (index === null ? null : header.cells[index]?.trim()) ?? headers[0],
      headerTexts: new Set(headers.map(headerText)),
      cellOf: (cells) => (index === null ? '' : (cells[index] ?? '')),
      index,
      isKey: fileKind.key.includes(name),
      parse,
    };
  });
}
