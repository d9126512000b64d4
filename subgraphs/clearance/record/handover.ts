import { type Kysely, sql } from 'kysely';
import type { ClearanceTables } from '../database/tables.ts';
import type { CollectedBy, HandoverDocument } from '../schema.generated.ts';
import type { SubmissionRow } from '../submission/record.ts';
import type { Actor } from './actor.ts';
import type { Handover } from './recorded.ts';
import { runChange } from './run-change.ts';
import type { Serial } from './serial-text.ts';
import {
  type HandoverJson,
  type ReviewCaseView,
  type StoredReviewCase,
  toHandover,
  toReviewCase,
} from './stored-rows.ts';

/** What a desk wants to record. */
export interface HandoverWork {
  /** Null: what was typed cannot be a serial. */
  readonly serial: Serial | null;
  /** Student number on the card that was shown; null: none was read. */
  readonly presentedBy: string | null;
  readonly desk: string;
  readonly collectedBy: CollectedBy;
  readonly document: HandoverDocument;
  readonly reference: string | null;
  readonly delegateName: string | null;
}

/** How it ended. */
export type HandoverOutcome =
  | { readonly kind: 'handed-over'; readonly handover: Handover; readonly submission: SubmissionRow }
  | { readonly kind: 'already-handed-over'; readonly handover: Handover }
  | { readonly kind: 'does-not-hold'; readonly verdict: 'VOID' | 'INVALID' }
  | { readonly kind: 'cases-open'; readonly cases: readonly StoredReviewCase[] };

type Answer =
  | { readonly kind: 'handed-over'; readonly handover: HandoverJson; readonly submission: SubmissionRow }
  | { readonly kind: 'already-handed-over'; readonly handover: HandoverJson }
  | { readonly kind: 'does-not-hold'; readonly verdict: 'VOID' | 'INVALID' }
  | { readonly kind: 'cases-open'; readonly cases: readonly ReviewCaseView[] };

/** Records that a diploma was handed over; the database decides, and of any number of calls at most one is `handed-over`. */
export async function recordHandover(
  db: Kysely<ClearanceTables>,
  { sub, role }: Actor,
  work: HandoverWork,
): Promise<HandoverOutcome> {
  const answer = await runChange(
    db,
    sql<Answer>`clearance.record_handover(${sub}, ${role}, ${work.serial}, ${work.presentedBy}, ${work.desk},
      ${work.collectedBy}, ${work.document}, ${work.reference}, ${work.delegateName})`,
  );
  switch (answer.kind) {
    case 'handed-over':
      return { ...answer, handover: toHandover(answer.handover) };
    case 'already-handed-over':
      return { ...answer, handover: toHandover(answer.handover) };
    case 'cases-open':
      return { ...answer, cases: answer.cases.map(toReviewCase) };
    case 'does-not-hold':
      return answer;
    default:
      return answer satisfies never;
  }
}
