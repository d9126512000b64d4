import { type Kysely, sql } from 'kysely';
import type { ClearanceTables } from '../database/tables.ts';
import type { Actor } from './actor.ts';
import type { ChangeReason } from './recorded.ts';
import { runChange } from './run-change.ts';
import { type ReviewCaseView, type StoredReviewCase, toReviewCase } from './stored-rows.ts';

type Db = Kysely<ClearanceTables>;

/** A department's fail after a submission, as it was read. */
export interface FoundChange {
  readonly serial: string;
  /** Code; one of those that the submission required. */
  readonly department: string;
  /** `<epoch>.<n>` of the failing verdict. */
  readonly version: string;
  readonly reasons: readonly ChangeReason[];
}

/**
 * Opens a review case (by the job `watcher`), at most one at a time for a form and department.
 *
 * @returns `already-open`: one is; `let-stand`: a registrar closed one of this version, or of a later one, and only a
 *   newer verdict is news; `not-standing`: the form is void, unknown, or its diploma was handed over
 */
export function openReviewCase(
  db: Db,
  { serial, department, version, reasons }: FoundChange,
): Promise<'opened' | 'already-open' | 'let-stand' | 'not-standing'> {
  return runChange(
    db,
    sql`clearance.open_review_case(${serial}, ${department}, ${version}, ${JSON.stringify(reasons)}::text::jsonb)`,
  );
}

/**
 * Closes the open case of a department that passes again (by the job `watcher`), unless it is about a later verdict than
 * this pass. @returns how many were closed
 */
export function closeReviewCase(
  db: Db,
  { serial, department, version }: Omit<FoundChange, 'reasons'>,
): Promise<number> {
  return runChange(db, sql`clearance.close_review_case(${serial}, ${department}, ${version})`);
}

/** How closing a case by a registrar ended. */
export type ResolveOutcome =
  | { readonly kind: 'resolved'; readonly case: StoredReviewCase }
  /** Closed before; null: there is none. */
  | { readonly kind: 'not-open'; readonly case: StoredReviewCase | null };

/** Lets the submission stand in spite of a case. @param id null: no id at all */
export async function resolveReviewCase(
  db: Db,
  { sub, role }: Actor,
  id: number | null,
  note: string,
): Promise<ResolveOutcome> {
  type Answer =
    | { readonly kind: 'resolved'; readonly case: ReviewCaseView }
    | { readonly kind: 'not-open'; readonly case: ReviewCaseView | null };
  const answer = await runChange(
    db,
    sql<Answer>`clearance.resolve_review_case(${sub}, ${role}, ${id}::bigint, ${note})`,
  );
  if (answer.kind === 'resolved') return { kind: 'resolved', case: toReviewCase(answer.case) };
  return { kind: 'not-open', case: answer.case && toReviewCase(answer.case) };
}
