import { type Kysely, sql } from 'kysely';
import type { ClearanceTables } from '../database/tables.ts';
import type { ReopeningState, ReviewCaseState } from '../schema.generated.ts';
import type { SubmissionRow } from '../submission/record.ts';
import type { Numbered, PageRequest } from './page.ts';
import {
  type ReopeningRow,
  type ReopeningView,
  type ReviewCaseView,
  type StoredReviewCase,
  toReopening,
  toReviewCase,
} from './stored-rows.ts';

type Db = Kysely<ClearanceTables>;

/** A student's submissions, by edition, newest first; one more than the page holds, where there is one. */
export async function listSubmissions(
  db: Db,
  studentId: string,
  page: PageRequest,
): Promise<Numbered<SubmissionRow>[]> {
  const { rows } = await sql<SubmissionRow>`
    select serial, edition, submitted_at, read_after, record from clearance.submission
    where student_id = ${studentId} and (${page.before}::bigint is null or edition < ${page.before}::bigint)
    order by edition desc limit ${page.first + 1}`.execute(db);
  return rows.map((row) => ({ number: row.edition, node: row }));
}

/** A submission by serial; null where there is none, or it is not of that student. @param studentId null: of anybody */
export async function findSubmission(
  db: Db,
  serial: string,
  studentId: string | null,
): Promise<{ readonly studentId: string; readonly row: SubmissionRow } | null> {
  const { rows } = await sql<SubmissionRow & { student_id: string }>`
    select student_id, serial, edition, submitted_at, read_after, record from clearance.submission
    where serial = ${serial} and (${studentId}::text is null or student_id = ${studentId})`.execute(db);
  const [found] = rows;
  if (!found) return null;
  const { student_id, ...row } = found;
  return { studentId: student_id, row };
}

/** Review cases, newest first; one more than the page holds, where there is one. Null: any. */
export async function listReviewCases(
  db: Db,
  filter: { readonly state: ReviewCaseState | null; readonly studentId: string | null },
  page: PageRequest,
): Promise<Numbered<StoredReviewCase>[]> {
  const isOpen = filter.state && filter.state === 'OPEN';
  const { rows } = await sql<ReviewCaseView>`
    select * from clearance.review_case
    where (${page.before}::bigint is null or id < ${page.before}::bigint)
      and (${isOpen}::boolean is null or (resolution is null) = ${isOpen}::boolean)
      and (${filter.studentId}::text is null or student_id = ${filter.studentId})
    order by id desc limit ${page.first + 1}`.execute(db);
  return rows.map((row) => ({ number: row.id, node: toReviewCase(row) }));
}

/** Requests to reopen, newest first; one more than the page holds, where there is one. Null: any. */
export async function listReopenings(
  db: Db,
  filter: { readonly state: ReopeningState | null; readonly studentId: string | null },
  page: PageRequest,
): Promise<Numbered<ReopeningRow>[]> {
  const { rows } = await sql<ReopeningView>`
    select * from clearance.reopening
    where (${page.before}::bigint is null or id < ${page.before}::bigint)
      and (${filter.state}::text is null or state = ${filter.state})
      and (${filter.studentId}::text is null or student_id = ${filter.studentId})
    order by id desc limit ${page.first + 1}`.execute(db);
  return rows.map((row) => ({ number: row.id, node: toReopening(row) }));
}
