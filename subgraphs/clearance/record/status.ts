import { type Kysely, sql } from 'kysely';
import { createRequestLoader } from '../../kit/graph/request-loader.ts';
import type { Viewer } from '../../kit/graph/viewer.ts';
import type { ClearanceTables } from '../database/tables.ts';
import type { ClearanceState, CollectedBy } from '../schema.generated.ts';
import type { Handover, SubmissionStatus } from './recorded.ts';

interface Row {
  readonly serial: string;
  readonly voided_at: Date | null;
  readonly handed_over_at: Date | null;
  readonly handed_over_by: string;
  readonly desk: string;
  readonly collected_by: CollectedBy;
}

/** A loader of what became of submissions, by serial; serials asked for in one tick become one statement. */
export function createStatusLoader(db: Kysely<ClearanceTables>) {
  // Serials have the form of student numbers, which is all that the loader looks at.
  return createRequestLoader((serials) => readStatuses(db, serials));
}

/** What `createStatusLoader` gives. */
export type StatusOf = ReturnType<typeof createStatusLoader>;

async function readStatuses(
  db: Kysely<ClearanceTables>,
  serials: readonly string[],
): Promise<Map<string, SubmissionStatus>> {
  const { rows } = await sql<Row>`
    select serial, voided_at, handed_over_at, handed_over_by, desk, collected_by
    from clearance.submission_status where serial = any(${serials}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.serial, { voidedAt: row.voided_at, diploma: toDiploma(row) }]));
}

function toDiploma({ handed_over_at, handed_over_by, desk, collected_by }: Row): SubmissionStatus['diploma'] {
  return handed_over_at && { at: handed_over_at, desk, by: handed_over_by, collectedBy: collected_by };
}

/** The graph's `state` of a submission: VOID, DIPLOMA_ISSUED or SUBMITTED. @param status null: nothing happened to it */
export function stateOf(status: SubmissionStatus | null): ClearanceState {
  if (status?.voidedAt) return 'VOID';
  return status?.diploma ? 'DIPLOMA_ISSUED' : 'SUBMITTED';
}

/** The graph's `DiplomaHandover`; who recorded it is for desk and registrar only. */
export function presentHandover({ at, desk, by, collectedBy }: Handover, viewer: Viewer) {
  const tells = viewer.kind === 'person' && (viewer.role === 'desk' || viewer.role === 'registrar');
  return { handedOverAt: at, desk, recordedBy: tells ? by : null, collectedBy };
}
