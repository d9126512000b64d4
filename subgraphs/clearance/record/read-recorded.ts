import { type Kysely, sql } from 'kysely';
import type { ClearanceTables } from '../database/tables.ts';
import type { SubmissionRow } from '../submission/record.ts';
import type { ReadRecorded } from './recorded.ts';
import { type HandoverJson, type ReviewCaseView, toHandover, toReviewCase } from './stored-rows.ts';

interface Row {
  readonly student_id: string;
  readonly submission: SubmissionRow;
  readonly voided_at: Date | null;
  readonly handover: HandoverJson | null;
  readonly open_cases: readonly ReviewCaseView[];
}

/** Creates the reader of one submission and of what happened to it, in one statement: one instant. */
export function createReadRecorded(db: Kysely<ClearanceTables>): ReadRecorded {
  return async (serial) => {
    const { rows } = await sql<Row>`
      select s.student_id, clearance.row_of(s) as submission, t.voided_at,
        clearance.handover_of(s.serial) as handover,
        coalesce((select jsonb_agg(to_jsonb(c) order by c.id) from clearance.review_case c
          where c.serial = s.serial and c.resolution is null), '[]') as open_cases
      from clearance.submission s join clearance.submission_status t on t.serial = s.serial
      where s.serial = ${serial}`.execute(db);
    const [row] = rows;
    if (!row) return null;
    return {
      studentId: row.student_id,
      row: row.submission,
      voidedAt: row.voided_at,
      diploma: row.handover && toHandover(row.handover),
      openCases: row.open_cases.map(toReviewCase),
    };
  };
}
