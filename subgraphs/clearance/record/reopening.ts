import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ClearanceTables } from '../database/tables.ts';
import type { SubmissionRow } from '../submission/record.ts';
import type { Actor } from './actor.ts';
import { runChange } from './run-change.ts';
import type { Serial } from './serial-text.ts';
import { type ReopeningRow, type ReopeningView, toReopening } from './stored-rows.ts';

/** Why nothing was changed. */
export type ReopeningRefusal =
  | 'SUBMISSION_NOT_FOUND'
  | 'SUBMISSION_VOID'
  | 'DIPLOMA_ALREADY_HANDED_OVER'
  | 'REOPENING_PENDING'
  | 'REOPENING_NOT_FOUND'
  | 'REOPENING_DECIDED'
  | 'SAME_REGISTRAR';

/** How a request, or the decision on one, ended; `reopening` is the request as it is then. */
export type ReopeningOutcome<Done> =
  | ({ readonly kind: 'done'; readonly reopening: ReopeningRow } & Done)
  | { readonly kind: 'refused'; readonly code: ReopeningRefusal; readonly reopening: ReopeningRow | null };

type Answer<Done> =
  | ({ readonly kind: 'done'; readonly reopening: ReopeningView } & Done)
  | { readonly kind: 'refused'; readonly code: ReopeningRefusal; readonly reopening: ReopeningView | null };

type Db = Kysely<ClearanceTables>;
type Decided = { readonly submission: SubmissionRow };

/** Asks that a submission be reopened. @param serial null: what was typed cannot be a serial */
export function requestReopening(db: Db, { sub, role }: Actor, serial: Serial | null, reason: string) {
  return change<object>(db, sql`clearance.request_reopening(${sub}, ${role}, ${serial}, ${reason})`);
}

/** Reopens: the form is void, its open cases are over, the next edition may be submitted. @param id null: no id at all */
export function confirmReopening(db: Db, { sub, role }: Actor, id: number | null) {
  return change<Decided>(db, sql`clearance.decide_reopening(${sub}, ${role}, ${id}::bigint, null)`);
}

/** Declines: the submission stands. @param id null: no id at all */
export function declineReopening(db: Db, { sub, role }: Actor, id: number | null, reason: string) {
  return change<Decided>(db, sql`clearance.decide_reopening(${sub}, ${role}, ${id}::bigint, ${reason})`);
}

async function change<Done>(db: Db, call: RawBuilder<unknown>): Promise<ReopeningOutcome<Done>> {
  const answer = (await runChange(db, call)) as Answer<Done>;
  if (answer.kind === 'refused')
    return { ...answer, reopening: answer.reopening && toReopening(answer.reopening) };
  return { ...answer, reopening: toReopening(answer.reopening) };
}
