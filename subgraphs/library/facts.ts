import { type Kysely, sql } from 'kysely';
import type { StudentFacts } from '../kit/verdict/department-store.ts';
import type { LibraryTables } from './tables.ts';

/** What the library knows about one student. */
export interface LibraryFacts extends StudentFacts {
  readonly cardLabel: string | null;
  readonly violationLabel: string | null;
  readonly thesisLabel: string | null;
  /** Books not returned, at least 0: the open loans, or what the library itself states where that is more. */
  readonly unreturnedBooks: number;
  /** Unpaid fees in hundredths of a yuan, at least 0: the open ones, credits not offset, or what is stated where that is more. */
  readonly feeFen: number;
}

/**
 * Reads students in one statement, so that all facts of a student come from one instant.
 *
 * @returns by student number; students whom the library does not know are absent
 */
export async function readLibraryFacts(
  db: Kysely<LibraryTables>,
  ids: readonly string[],
): Promise<Map<string, LibraryFacts>> {
  const rows = await db
    .selectFrom('student_verdict as verdict')
    .innerJoin('reader', 'reader.student_id', 'verdict.student_id')
    .where('verdict.student_id', '=', sql<string>`any(${ids}::text[])`)
    .select((eb) => [
      'verdict.student_id as studentId',
      'verdict.as_of as asOf',
      'reader.card_label as cardLabel',
      'reader.violation_label as violationLabel',
      'reader.thesis_label as thesisLabel',
      sql<string>`(${eb.selectFrom('verdict_epoch').select('epoch')}) || '.' || verdict.version_n`.as(
        'version',
      ),
      sql<number>`greatest(reader.stated_books, ${eb
        .selectFrom('loan')
        .whereRef('loan.student_id', '=', 'verdict.student_id')
        .where('returned_on', 'is', null)
        .select(eb.fn.countAll().as('count'))})`.as('unreturnedBooks'),
      sql<number>`greatest(reader.stated_fee_fen, ${eb
        .selectFrom('fee')
        .whereRef('fee.student_id', '=', 'verdict.student_id')
        .where('paid_on', 'is', null)
        .where('amount_fen', '>', 0)
        .select(sql`coalesce(sum(amount_fen), 0)`.as('sum'))})`.as('feeFen'),
    ])
    .execute();
  return new Map(rows.map((row) => [row.studentId, row]));
}
