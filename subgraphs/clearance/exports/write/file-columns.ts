import type { ExportedRow } from '../query/read-export-query.ts';

/** A column of a table file. */
export interface FileColumn {
  /** Names of the query, joined by a dot; a department's code stands for the list: `library.outcome`. */
  readonly name: string;
  /** The value in a row, by the codes of the row's own departments, in their order. */
  readonly read: (row: ExportedRow, codes: readonly string[]) => unknown;
}

/**
 * The columns of a file, in the order of the query; each department gives its own, in the order of the page.
 *
 * A department's code stands in the header: a column that would repeat it in every row is left out, unless nothing else was
 * asked of departments.
 *
 * @param sample what the query makes of a row with all these departments
 */
export function fileColumns(sample: ExportedRow, departments: readonly string[]): FileColumn[] {
  return Object.entries(sample).flatMap(([key, value]): FileColumn[] =>
    isObjects(value)
      ? departments.flatMap((code, index) => columnsOf(key, code, value[index] ?? {}))
      : [{ name: key, read: (row) => row[key] }],
  );
}

function columnsOf(list: string, code: string, sample: ExportedRow): FileColumn[] {
  const all = Object.keys(sample);
  const telling = all.filter((key) => sample[key] !== code);
  const prefix = list === 'departments' ? code : `${list}.${code}`;
  return (telling.length > 0 ? telling : all).map((key) => ({
    name: `${prefix}.${key}`,
    read: (row, codes) => {
      const items = row[list];
      return isObjects(items) ? items[codes.indexOf(code)]?.[key] : null;
    },
  }));
}

function isObjects(value: unknown): value is readonly ExportedRow[] {
  return Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null);
}
