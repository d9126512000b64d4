/**
 * The identity of the nth row (from 1) of one kind of one student, e.g. `charge-TS2020F10-3`.
 *
 * Unique because student numbers are; the same in every run, so that loading twice changes nothing.
 */
export function rowId(kind: 'loan' | 'fee' | 'stay' | 'charge', studentId: string, n: number): string {
  return `${kind}-${studentId}-${n}`;
}
