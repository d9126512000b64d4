import type { ChargeRecord, FinanceRecord } from '../../subgraphs/finance/records.ts';

let accounts = 0;

/** An account of a number not used before in this file, with rows `<number>-1`, `<number>-2`, ... */
export function newAccount(rows: readonly Partial<ChargeRecord>[], asOf: Date | null = null): FinanceRecord {
  accounts += 1;
  const studentId = `C${accounts}`;
  const charges = rows.map((row, index) => ({
    chargeId: `${studentId}-${index + 1}`,
    rowStudentId: studentId,
    academicYear: 2019,
    chargeItemName: '学分学费',
    amountFen: 100,
    ...row,
  }));
  return { studentId, charges, asOf };
}

/** The rows of figure 10, in the order in which the figure prints them. */
export const FIGURE_10: readonly Partial<ChargeRecord>[] = [
  { academicYear: 2018, chargeItemName: '代收取暖费', amountFen: 6000 },
  { academicYear: 2019, chargeItemName: '学分学费', amountFen: 55000 },
  { academicYear: 2019, chargeItemName: '代收取暖费', amountFen: 7240 },
];
