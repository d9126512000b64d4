import type { Generated, GeneratedAlways } from 'kysely';
import type { Migrations } from '../../kit/database/migrate.ts';
import type { SubmissionRecord, SubmissionRow } from '../submission/record.ts';
import { createAppendOnlyGuards } from './append-only.ts';
import { createClock } from './clock.ts';
import { createCommitFunction } from './commit-function.ts';
import { createTables } from './create-tables.ts';
import { createProof } from './proof.ts';
import { createRole } from './role.ts';

/** The clearance subgraph's tables. Every time in them comes from `clearance.clearance_now()`. */
export interface ClearanceTables {
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
  /** One row per required department, PASSED only. Append-only. */
  submission_evidence: {
    serial: string;
    department: string;
    outcome: 'PASSED';
    version: string;
    read_at: Date;
  };
  /** What happened to a submission afterwards; `REOPENED` makes it void and begins the next edition. Append-only. */
  submission_event: {
    seq: GeneratedAlways<number>;
    serial: string;
    student_id: string;
    type: string;
    at: Date;
    actor: string;
    detail: unknown;
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
  };
  /** Written in the transaction of the submission it tells of; read by the relay in order of transaction, then seq. */
  outbox: {
    seq: GeneratedAlways<number>;
    txid: GeneratedAlways<string>;
    type: 'submitted';
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
};
