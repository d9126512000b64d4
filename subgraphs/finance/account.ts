import type { ChargeFacts, FinanceFacts } from './facts.ts';

/** The student's own rows by what they mean; rows that carry another student number belong to neither list. */
export interface Account {
  /** Rows with something owed. */
  readonly charges: readonly ChargeFacts[];
  /** Rows below zero: shown, never set against a charge (requirements D8). */
  readonly credits: readonly ChargeFacts[];
  /** Sum of the charges in hundredths of a yuan, at least 0. */
  readonly totalFen: number;
  /** Whether some row carries another student number (requirements D33). */
  readonly hasForeignRow: boolean;
}

/** The largest sum of charges that the contract's 32-bit `Money.fen` can carry. */
export const LARGEST_TOTAL_FEN = 2_147_483_647;

/** Sorts an account's rows; rows of zero are settled and appear nowhere. */
export function accountOf(facts: FinanceFacts): Account {
  const own = facts.rows.filter((row) => row.rowStudentId === facts.studentId);
  const charges = own.filter((row) => row.owedFen > 0);
  return {
    charges,
    credits: own.filter((row) => row.owedFen < 0),
    totalFen: charges.reduce((sum, row) => sum + row.owedFen, 0),
    hasForeignRow: own.length < facts.rows.length,
  };
}
