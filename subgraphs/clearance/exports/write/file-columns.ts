import type { AskedField, AskedFields } from '../query/asked-fields.ts';
import type { ExportedRow } from '../query/read-export-query.ts';
import { headOf, wordsOf } from './column-words.ts';

/** A department that rows may have. */
export interface ExportedDepartment {
  readonly code: string;
  /** Its name in Chinese; null: nobody gave it one. */
  readonly name: string | null;
}

/** A column of a table file. */
export interface FileColumn {
  /** For people, with the names of the query behind: `图书馆结论 (library.outcome)`. */
  readonly head: string;
  /** The value in a row, in words, by the codes of the row's own departments, in their order. */
  readonly read: (row: ExportedRow, codes: readonly string[]) => unknown;
}

/** What a query makes of rows, as far as columns follow from it. */
export interface Columned {
  /** What it makes of a row with all these departments. */
  readonly sample: (departments: readonly string[]) => ExportedRow;
  readonly fields: AskedFields;
}

/**
 * The columns of a file, in the order of the query; each department gives its own, in the order of the page. Names of the query are
 * joined by a dot; a department's code stands for the list: `library.outcome`.
 *
 * A department's code stands in the header: a column that would repeat it in every row is left out, unless nothing else was
 * asked of departments.
 */
export function fileColumns(
  { sample, fields }: Columned,
  departments: readonly ExportedDepartment[],
): FileColumn[] {
  const row = sample(departments.map(({ code }) => code));
  return Object.entries(row).flatMap(([key, value]): FileColumn[] => {
    if (isObjects(value))
      return departments.flatMap((department, index) =>
        columnsOf({ list: key, sample: value[index] ?? {}, fields }, department),
      );
    const field = fields.get(key);
    return [{ head: headOf(key, field, ''), read: (one) => wordsOf(one[key], field) }];
  });
}

interface ListOfDepartments {
  /** What the query calls it. */
  readonly list: string;
  /** The department's item of it. */
  readonly sample: ExportedRow;
  readonly fields: AskedFields;
}

function columnsOf(
  { list, sample, fields }: ListOfDepartments,
  department: ExportedDepartment,
): FileColumn[] {
  const { code, name } = department;
  const all = Object.keys(sample);
  const telling = all.filter((key) => sample[key] !== code);
  const prefix = list === 'departments' ? code : `${list}.${code}`;
  return (telling.length > 0 ? telling : all).map((key) => {
    const field: AskedField | undefined = fields.get(`${list}.${key}`);
    return {
      head: headOf(`${prefix}.${key}`, field, name),
      read: (row, codes) => {
        const items = row[list];
        return isObjects(items) ? wordsOf(items[codes.indexOf(code)]?.[key], field) : null;
      },
    };
  });
}

function isObjects(value: unknown): value is readonly ExportedRow[] {
  return Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null);
}
