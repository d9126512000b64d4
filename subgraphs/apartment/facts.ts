import { type Kysely, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { StudentFacts } from '../kit/verdict/department-store.ts';
import type { ApartmentTables } from './tables.ts';

/** One room of one student. */
export interface StayFacts {
  readonly stayId: string;
  readonly campus: string | null;
  readonly compound: string | null;
  readonly building: string | null;
  readonly room: string | null;
  /** 退宿日期, `YYYY-MM-DD` in Asia/Shanghai. */
  readonly checkoutDate: string | null;
  /** 退宿办理人; blank counts as absent. */
  readonly handler: string | null;
}

/** What the apartment office knows about one student. */
export interface ApartmentFacts extends StudentFacts {
  /** 住宿情况 as written; null or blank: the office makes no statement. */
  readonly residencyLabel: string | null;
  /** In order of stay id. */
  readonly stays: readonly StayFacts[];
}

/**
 * Reads students in one statement, so that all facts of a student come from one instant.
 *
 * @returns by student number; students whom the office does not know are absent
 */
export async function readApartmentFacts(
  db: Kysely<ApartmentTables>,
  ids: readonly string[],
): Promise<Map<string, ApartmentFacts>> {
  const rows = await db
    .selectFrom('student_verdict as verdict')
    .innerJoin('resident', 'resident.student_id', 'verdict.student_id')
    .where('verdict.student_id', '=', sql<string>`any(${ids}::text[])`)
    .select((eb) => [
      'verdict.student_id as studentId',
      'verdict.as_of as asOf',
      'resident.residency_label as residencyLabel',
      sql<string>`(${eb.selectFrom('verdict_epoch').select('epoch')}) || '.' || verdict.version_n`.as(
        'version',
      ),
      jsonArrayFrom(
        eb
          .selectFrom('stay')
          .whereRef('stay.student_id', '=', 'verdict.student_id')
          // By bytes, so that every database sorts alike.
          .orderBy(sql`stay_id collate "C"`)
          .select([
            'stay_id as stayId',
            'campus',
            'compound',
            'building',
            'room',
            'checkout_date as checkoutDate',
            'handler',
          ]),
      ).as('stays'),
    ])
    .execute();
  return new Map(rows.map((row) => [row.studentId, row]));
}
