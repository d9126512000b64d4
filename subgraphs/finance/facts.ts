import { type Kysely, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { StudentFacts } from '../kit/verdict/department-store.ts';
import type { FinanceTables } from './tables.ts';

/** One row of an account. */
export interface ChargeFacts {
  readonly chargeId: string;
  /** Student number printed in the row. */
  readonly rowStudentId: string;
  readonly academicYear: number;
  readonly itemName: string;
  /** Still to be paid, in hundredths of a yuan; below zero is a credit, zero is settled. */
  readonly owedFen: number;
}

/** What the finance office knows about one student. */
export interface FinanceFacts extends StudentFacts {
  /** Every row, in order of academic year, item and id. */
  readonly rows: readonly ChargeFacts[];
}

/**
 * Reads accounts in one statement, so that all facts of a student come from one instant.
 *
 * @returns by student number; students with neither an account nor an open charge are absent
 */
export async function readFinanceFacts(
  db: Kysely<FinanceTables>,
  ids: readonly string[],
): Promise<Map<string, FinanceFacts>> {
  const rows = await db
    .selectFrom('student_verdict as verdict')
    .where('verdict.student_id', '=', sql<string>`any(${ids}::text[])`)
    .where(({ exists, or, selectFrom }) =>
      // A debt is a definite fail, whatever the list of accounts says.
      or([
        exists(
          selectFrom('account')
            .whereRef('account.student_id', '=', 'verdict.student_id')
            .select('student_id'),
        ),
        exists(
          selectFrom('charge')
            .whereRef('charge.student_id', '=', 'verdict.student_id')
            .where('owed_fen', '>', 0)
            .select('charge_id'),
        ),
      ]),
    )
    .select((eb) => [
      'verdict.student_id as studentId',
      'verdict.as_of as asOf',
      sql<string>`(${eb.selectFrom('verdict_epoch').select('epoch')}) || '.' || verdict.version_n`.as(
        'version',
      ),
      jsonArrayFrom(
        eb
          .selectFrom('charge')
          .whereRef('charge.student_id', '=', 'verdict.student_id')
          .orderBy('academic_year')
          // By bytes, so that every database sorts alike.
          .orderBy(sql`item_name collate "C"`)
          .orderBy(sql`charge_id collate "C"`)
          .select([
            'charge_id as chargeId',
            'row_student_id as rowStudentId',
            'academic_year as academicYear',
            'item_name as itemName',
            'owed_fen as owedFen',
          ]),
      ).as('rows'),
    ])
    .execute();
  return new Map(rows.map((row) => [row.studentId, row]));
}
