import { parseStudentNumber } from '../verdict/student-number.ts';
import type { ImportKind } from './import-kind.ts';
import type { AnyFileKind } from './reading/file-kind.ts';
import { headerText } from './reading/header-text.ts';
import type { RejectedRow } from './reading/import-row.ts';

/** The student of a rejected line; null where the line as a whole is at fault or its number is not one. */
export function studentOfRejected(
  { column, raw }: RejectedRow,
  header: readonly string[],
  kind: AnyFileKind,
): string | null {
  if (column === null) return null;
  const index = header.findIndex((title) => isColumn(title, kind.columns.studentId?.headers ?? []));
  return parseStudentNumber(raw[index]?.trim() ?? '');
}

/** The fields of a line as its file has them, made again from what was read; columns that were not read are blank. */
export function rawOf(
  values: { readonly studentId: string },
  header: readonly string[],
  { file, export: { format = {} } }: ImportKind,
): string[] {
  const cells = Object.entries(file.columns);
  return header.map((title) => {
    const name = cells.find(([, { headers }]) => isColumn(title, headers))?.[0];
    return name === undefined ? '' : cellText(values, name, format);
  });
}

/** A value as a file has it: in the kind's own format, else as it is; null is blank. */
export function cellText(row: object, name: string, format: object): string {
  const value: unknown = Reflect.get(row, name) ?? null;
  if (value === null) return '';
  const own: unknown = Reflect.get(format, name);
  return typeof own === 'function' ? String(own(value)) : String(value);
}

function isColumn(title: string, headers: readonly string[]): boolean {
  return headers.some((header) => headerText(header) === headerText(title));
}
