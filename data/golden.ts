import type { ApartmentRecord } from '../subgraphs/apartment/records.ts';
import type { FinanceRecord } from '../subgraphs/finance/records.ts';
import type { LibraryRecord } from '../subgraphs/library/records.ts';
import type { SampleClass } from './class-records.ts';
import { readGoldenFile } from './golden-file.ts';
import type { GoldenStudent } from './golden-schema.ts';
import { rowId } from './row-id.ts';

/**
 * The golden students of `golden.yml`: case F10 is the student TS2020F10, 样例学生F10.
 *
 * Every department knows every one of them and keeps its records here (no `asOf`).
 *
 * @throws Error where `golden.yml` is not valid
 */
export function goldenClass(): SampleClass {
  const students = [...readGoldenFile()].map(([name, student]) => ({ name, id: `TS2020${name}`, student }));
  return {
    registry: students.map(({ name, id, student }) => ({
      studentId: id,
      name: `样例学生${name}`,
      ...student.registry,
    })),
    library: students.map(({ id, student }) => libraryRecord(id, student.library)),
    archives: students.map(({ id, student }) => ({
      studentId: id,
      thesisLabel: student.archives.thesis,
      asOf: null,
    })),
    apartment: students.map(({ id, student }) => apartmentRecord(id, student.apartment)),
    finance: students.map(({ id, student }) => financeRecord(id, student.finance)),
  };
}

function libraryRecord(studentId: string, library: GoldenStudent['library']): LibraryRecord {
  return {
    studentId,
    cardLabel: library.card,
    violationLabel: library.violations,
    thesisLabel: library.thesis,
    loans: library.loans.map(({ title, due }, index) => ({
      loanId: rowId('loan', studentId, index + 1),
      title,
      dueOn: due,
    })),
    fees: library.fees.map(({ reason, fen }, index) => ({
      feeId: rowId('fee', studentId, index + 1),
      reason,
      amountFen: fen,
    })),
    asOf: null,
  };
}

function apartmentRecord(studentId: string, apartment: GoldenStudent['apartment']): ApartmentRecord {
  return {
    studentId,
    residencyLabel: apartment.residency,
    stays: apartment.stays.map(({ checkout, ...stay }, index) => ({
      stayId: rowId('stay', studentId, index + 1),
      ...stay,
      checkoutDate: checkout,
    })),
    asOf: null,
  };
}

function financeRecord(studentId: string, finance: GoldenStudent['finance']): FinanceRecord {
  return {
    studentId,
    charges: finance.charges.map(({ year, item, fen }, index) => ({
      chargeId: rowId('charge', studentId, index + 1),
      rowStudentId: studentId,
      academicYear: year,
      chargeItemName: item,
      amountFen: fen,
    })),
    asOf: null,
  };
}
