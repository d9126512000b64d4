import type { Generated, GeneratedAlways, Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Outcome } from './verdict.ts';

/** Tables that every department has beside its own. */
export interface VerdictTables {
  /** One row per student the department knows; its row lock orders all writers of that student. */
  student_verdict: {
    student_id: string;
    version_n: Generated<number>;
    outcome: Outcome;
    reasons: string[];
    /** When the copy was taken; null where the department keeps its records here. */
    as_of: Date | null;
  };
  /** One row; raised by hand after a backup was restored: `update <schema>.verdict_epoch set epoch = epoch + 1`. */
  verdict_epoch: {
    epoch: number;
    /** Fingerprint of the configured part of the rule that the verdicts were last judged by. */
    rule: string | null;
  };
  /** Written in the transaction of the change it tells of; read by the relay in order of transaction, then seq. */
  outbox: {
    seq: GeneratedAlways<number>;
    txid: GeneratedAlways<string>;
    type: 'verdict-changed';
    student_id: string;
    version: string;
    outcome: Outcome;
    reasons: string[];
    occurred_at: Date;
  };
}

/** Creates the tables of `VerdictTables` in the department's schema; part of each department's first migration. */
export async function createVerdictTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('student_verdict')
    .addColumn('student_id', 'text', (column) => column.primaryKey())
    .addColumn('version_n', 'bigint', (column) => column.notNull().defaultTo(0))
    // A row that was never judged is unknown, never a pass.
    .addColumn('outcome', 'text', (column) => column.notNull().defaultTo('UNKNOWN').check(isOutcome))
    .addColumn('reasons', sql`text[]`, (column) => column.notNull().defaultTo(sql`'{}'::text[]`))
    .addColumn('as_of', 'timestamptz')
    .execute();
  await db.schema
    .createTable('verdict_epoch')
    .addColumn('epoch', 'integer', (column) => column.notNull())
    .addColumn('rule', 'text')
    .addColumn('single', 'boolean', (column) => column.notNull().defaultTo(true).unique().check(sql`single`))
    .execute();
  await (db as Kysely<VerdictTables>).insertInto('verdict_epoch').values({ epoch: 1, rule: null }).execute();
  await db.schema
    .createTable('outbox')
    .addColumn('seq', 'bigint', (column) => column.generatedAlwaysAsIdentity().primaryKey())
    .addColumn('txid', sql`xid8`, (column) => column.notNull().defaultTo(sql`pg_current_xact_id()`))
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('student_id', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull().check(isOutcome))
    .addColumn('reasons', sql`text[]`, (column) => column.notNull())
    .addColumn('occurred_at', 'timestamptz', (column) => column.notNull())
    .execute();
}

const isOutcome = sql`outcome in ('PASSED', 'NOT_PASSED', 'UNKNOWN')`;
