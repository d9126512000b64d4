/** One row of what a student owes, as the finance office exports it. */
export interface ChargeRecord {
  readonly chargeId: string;
  /** Student number printed in the row; another one than the account's is an integrity fault (requirements D33). */
  readonly rowStudentId: string;
  /** First year of the academic year: 2018 is 2018/19. */
  readonly academicYear: number;
  readonly chargeItemName: string;
  /** Hundredths of a yuan; below zero is a credit. */
  readonly amountFen: number;
}

/** One student's account as the finance office exports it; no charges means: known, owes nothing. */
export interface FinanceRecord {
  readonly studentId: string;
  readonly charges: readonly ChargeRecord[];
  /** When the copy was taken; null: the office keeps its records here. */
  readonly asOf: Date | null;
}
