import { type Kysely, sql } from 'kysely';
import type { StudentFacts } from '../kit/verdict/department-store.ts';
import type { ArchivesTables } from './tables.ts';

/** What the archives know about one student. */
export interface ArchivesFacts extends StudentFacts {
  /** 论文提交状态 as written; null or blank: nothing handed in. */
  readonly thesisLabel: string | null;
}

/**
 * Reads students in one statement, so that all facts of a student come from one instant.
 *
 * @returns by student number; students whom the archives do not know are absent
 */
export async function readArchivesFacts(
  db: Kysely<ArchivesTables>,
  ids: readonly string[],
): Promise<Map<string, ArchivesFacts>> {
  const rows = await db
    .selectFrom('student_verdict as verdict')
    .innerJoin('thesis', 'thesis.student_id', 'verdict.student_id')
    .where('verdict.student_id', '=', sql<string>`any(${ids}::text[])`)
    .select((eb) => [
      'verdict.student_id as studentId',
      'verdict.as_of as asOf',
      'thesis.label as thesisLabel',
      sql<string>`(${eb.selectFrom('verdict_epoch').select('epoch')}) || '.' || verdict.version_n`.as(
        'version',
      ),
    ])
    .execute();
  return new Map(rows.map((row) => [row.studentId, row]));
}
