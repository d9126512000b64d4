import { type Kysely, sql } from 'kysely';
import type { LeaveType, StudyLevel } from '../../schema.generated.ts';

/** The read model of the reports: copies, each with its age. Nothing is decided by them. */
export interface ReportTables {
  /** One row; its lock orders all writers, so that revisions appear in their order. */
  report_model: { revision: number };
  /** A student as the registry told, and what became of the submission. */
  report_student: {
    student_id: string;
    /** Null in all columns of the roster: only departments told of the student so far. */
    name: string | null;
    class_year: number | null;
    college_code: string | null;
    college: string | null;
    major: string | null;
    study_level: StudyLevel | null;
    leave_type: LeaveType | null;
    submitted_at: Date | null;
    handed_over_at: Date | null;
    /** The model's when the row was written. */
    revision: number;
    updated_at: Date;
  };
  /** A department's verdict of a student. */
  report_verdict: {
    student_id: string;
    department: string;
    outcome: 'PASSED' | 'NOT_PASSED' | 'UNKNOWN';
    reasons: string[];
    epoch: number;
    n: number;
    as_of: Date;
    /** When the outcome became what it is. */
    since: Date;
    /** When it was last first seen not to pass; null: it has passed from the beginning. */
    opened_at: Date | null;
    /** When that ended; null while it does not pass. */
    passed_at: Date | null;
    revision: number;
    updated_at: Date;
  };
  /** How far each source was heard, and how well it agreed when it was last compared. */
  report_source: {
    source: string;
    cursor: string | null;
    way: 'EVENTS' | 'POLLED' | 'LOST';
    heard_at: Date | null;
    reconciled_at: Date | null;
    drift: number | null;
  };
  /** A reading of all students of one source: by order, or by night. Unfinished ones are taken up where they stopped. */
  report_sweep: {
    id: number;
    source: string;
    kind: 'REBUILD' | 'RECONCILE' | 'POLL';
    requested_at: Date;
    /** Nobody else takes it before. */
    leased_until: Date | null;
    /** The last student number that was done. */
    cursor: string;
    rows_read: number;
    rows_unread: number;
    /** Rows that were not as the source says. */
    rows_changed: number;
    finished_at: Date | null;
  };
  /** How a class stood in a college at the end of an hour; kept when the rest is rebuilt. */
  report_hour: { hour: Date; class_year: number; college_code: string; counts: unknown };
}

const statements = [
  sql`create table clearance.report_model (
    revision bigint not null default 0,
    single boolean not null default true unique check (single)
  )`,
  sql`insert into clearance.report_model default values`,
  sql`create table clearance.report_student (
    student_id text primary key,
    name text, class_year int, college_code text, college text, major text, study_level text, leave_type text,
    submitted_at timestamptz, handed_over_at timestamptz,
    revision bigint not null,
    updated_at timestamptz not null default clearance.clearance_now()
  )`,
  sql`create index report_student_revision on clearance.report_student (revision)`,
  sql`create table clearance.report_verdict (
    student_id text not null,
    department text not null,
    outcome text not null check (outcome in ('PASSED', 'NOT_PASSED', 'UNKNOWN')),
    reasons text[] not null,
    epoch bigint not null,
    n bigint not null,
    as_of timestamptz not null,
    since timestamptz not null,
    opened_at timestamptz,
    passed_at timestamptz,
    revision bigint not null,
    updated_at timestamptz not null default clearance.clearance_now(),
    primary key (student_id, department)
  )`,
  sql`create index report_verdict_revision on clearance.report_verdict (revision)`,
  sql`create table clearance.report_source (
    source text primary key,
    cursor text,
    way text not null default 'LOST' check (way in ('EVENTS', 'POLLED', 'LOST')),
    heard_at timestamptz,
    reconciled_at timestamptz,
    drift bigint
  )`,
  sql`create table clearance.report_sweep (
    id bigint generated always as identity primary key,
    source text not null,
    kind text not null check (kind in ('REBUILD', 'RECONCILE', 'POLL')),
    requested_at timestamptz not null default clearance.clearance_now(),
    leased_until timestamptz,
    cursor text not null default '',
    rows_read bigint not null default 0,
    rows_unread bigint not null default 0,
    rows_changed bigint not null default 0,
    finished_at timestamptz
  )`,
  // One at a time of a source; another that is asked for meanwhile would read the same.
  sql`create unique index report_sweep_open on clearance.report_sweep (source) where finished_at is null`,
  sql`create table clearance.report_hour (
    hour timestamptz not null,
    class_year int not null,
    college_code text not null,
    counts jsonb not null,
    primary key (hour, class_year, college_code)
  )`,
];

/** Creates the tables of `ReportTables`. */
export async function createReportTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
