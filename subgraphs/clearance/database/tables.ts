import type { Generated, GeneratedAlways } from 'kysely';
import type { Migrations } from '../../kit/database/migrate.ts';
import { createSavedQueries, type SavedQueryTables } from '../saved-queries/saved-query-table.ts';
import type { HandoverDocument } from '../schema.generated.ts';
import type { SubmissionRecord, SubmissionRow } from '../submission/record.ts';
import { createWatchTables, type WatchTables } from '../watch/watch-tables.ts';
import { createAppendOnlyGuards } from './append-only.ts';
import { createClock } from './clock.ts';
import { createCommitFunction } from './commit-function.ts';
import { createAuditEntries } from './create-audit-entries.ts';
import { createTables } from './create-tables.ts';
import { createExportTables, type ExportTables } from './exports/create-export-tables.ts';
import { createProof } from './proof.ts';
import { createChangeParts } from './record/create-change-parts.ts';
import { createEventColumns } from './record/create-event-columns.ts';
import { createEventRules } from './record/create-event-rules.ts';
import { createHandoverFunction } from './record/create-handover-function.ts';
import { createRecordViews } from './record/create-record-views.ts';
import { createReopeningFunctions } from './record/create-reopening-functions.ts';
import { createRetentionGuards } from './record/create-retention-guards.ts';
import { createReviewFunctions } from './record/create-review-functions.ts';
import { grantRecordRights } from './record/grant-record-rights.ts';
import { createReportTables, type ReportTables } from './reports/create-report-tables.ts';
import { createRole } from './role.ts';

/** What can happen to a submission. */
type EventType =
  | 'DIPLOMA_ISSUED'
  | 'REOPENING_REQUESTED'
  | 'REOPENING_DECLINED'
  | 'REOPENED'
  | 'REVIEW_OPENED'
  | 'REVIEW_RESOLVED';

/** The clearance subgraph's tables. Every time in them comes from `clearance.clearance_now()`. */
export interface ClearanceTables extends WatchTables, SavedQueryTables, ReportTables, ExportTables {
  /** One row per student who ever tried; its lock orders the commits of one student. */
  student: { student_id: string };
  /** What was submitted. Append-only; unique by (student_id, edition). */
  submission: {
    serial: string;
    student_id: string;
    edition: number;
    /** Exactly these departments must have a row in `submission_evidence`. */
    required: string[];
    /** The reads that prove it began after this instant. */
    read_after: Date;
    submitted_at: Date;
    submitted_by: string;
    record: SubmissionRecord;
  };
  /** One row per required department, PASSED only. Append-only, but for what `removeOldEvidence` sets to null. */
  submission_evidence: {
    serial: string;
    department: string;
    outcome: 'PASSED';
    version: string | null;
    read_at: Date | null;
  };
  /** What happened to a submission afterwards; `REOPENED` makes it void and begins the next edition. Append-only. */
  submission_event: {
    seq: GeneratedAlways<number>;
    serial: string;
    student_id: string;
    type: EventType;
    at: Generated<Date>;
    actor: string;
    /** The request that is decided, or the case that is resolved; null for other types. */
    about: number | null;
    /** Whose case is opened; null for other types. */
    department: string | null;
    detail: unknown;
  };
  /** What was shown when a diploma was handed over; removed a year after. */
  handover_evidence: {
    serial: string;
    document: HandoverDocument;
    reference: string | null;
    delegate_name: string | null;
  };
  /** One row per caller and idempotency key that is at work or has succeeded. */
  submission_key: {
    sub: string;
    key: string;
    student_id: string;
    edition: number;
    fingerprint: string;
    state: 'STARTED' | 'COMPLETED';
    /** The fencing token: grows with every claim, so that a claim that was taken over cannot commit. */
    attempt: number;
    locked_until: Date;
    response: SubmissionRow | null;
  };
  /** Who did or tried what. Append-only. */
  audit: {
    seq: GeneratedAlways<number>;
    at: Generated<Date>;
    actor: string;
    role: string;
    action: string;
    student_id: string;
    detail: unknown;
    /** Of an entry that another service told, so that it is stored once; null for our own. */
    entry_id: Generated<string | null>;
  };
  /** Written in the transaction of the change it tells of; read by the relay in order of transaction, then seq. */
  outbox: {
    seq: GeneratedAlways<number>;
    txid: GeneratedAlways<string>;
    type: 'submitted' | 'diploma-issued' | 'reopened' | 'review-opened' | 'review-resolved';
    student_id: string;
    serial: string;
    edition: number;
    occurred_at: Date;
  };
}

/** The clearance subgraph's migrations, in order of name; the same on PGlite and PostgreSQL. */
export const clearanceMigrations: Migrations = {
  '001-clock': { up: createClock },
  '002-tables': { up: createTables },
  '003-append-only': { up: createAppendOnlyGuards },
  '004-proof': { up: createProof },
  '005-commit': { up: createCommitFunction },
  '006-role': { up: createRole },
  '007-event-columns': { up: createEventColumns },
  '008-record-views': { up: createRecordViews },
  '009-event-rules': { up: createEventRules },
  '010-change-parts': { up: createChangeParts },
  '011-handover': { up: createHandoverFunction },
  '012-review': { up: createReviewFunctions },
  '013-reopening': { up: createReopeningFunctions },
  '014-retention': { up: createRetentionGuards },
  '015-record-rights': { up: grantRecordRights },
  '016-watch': { up: createWatchTables },
  '017-audit-entries': { up: createAuditEntries },
  '018-saved-queries': { up: createSavedQueries },
  '019-reports': { up: createReportTables },
  '020-exports': { up: createExportTables },
};
