import { type Kysely, sql } from 'kysely';

const statements = [
  sql`create table clearance.student (student_id text primary key)`,
  sql`create table clearance.submission (
    serial text primary key check (length(serial) between 20 and 64),
    student_id text not null,
    edition int not null check (edition >= 1),
    required text[] not null check (cardinality(required) > 0),
    read_after timestamptz not null,
    submitted_at timestamptz not null,
    submitted_by text not null,
    record jsonb not null,
    constraint submission_once unique (student_id, edition)
  )`,
  sql`create table clearance.submission_evidence (
    serial text not null references clearance.submission (serial),
    department text not null,
    outcome text not null constraint evidence_passed check (outcome = 'PASSED'),
    version text not null check (version ~ '^[0-9]{1,15}[.][0-9]{1,15}$'),
    read_at timestamptz not null,
    constraint evidence_once primary key (serial, department)
  )`,
  sql`create table clearance.submission_event (
    seq bigint generated always as identity primary key,
    serial text not null references clearance.submission (serial),
    student_id text not null,
    type text not null check (type ~ '^[A-Z_]{1,40}$'),
    at timestamptz not null default clearance.clearance_now(),
    actor text not null,
    detail jsonb
  )`,
  sql`create index submission_event_student on clearance.submission_event (student_id)`,
  sql`create sequence clearance.attempt`,
  sql`create table clearance.submission_key (
    sub text not null,
    key text not null,
    student_id text not null,
    edition int not null,
    fingerprint text not null,
    state text not null check (state in ('STARTED', 'COMPLETED')),
    attempt bigint not null default nextval('clearance.attempt'),
    locked_until timestamptz not null,
    response jsonb,
    primary key (sub, key),
    check ((state = 'COMPLETED') = (response is not null))
  )`,
  sql`create table clearance.audit (
    seq bigint generated always as identity primary key,
    at timestamptz not null default clearance.clearance_now(),
    actor text not null,
    role text not null,
    action text not null,
    student_id text not null,
    detail jsonb
  )`,
  sql`create table clearance.outbox (
    seq bigint generated always as identity primary key,
    txid xid8 not null default pg_current_xact_id(),
    type text not null check (type = 'submitted'),
    student_id text not null,
    serial text not null,
    edition int not null,
    occurred_at timestamptz not null
  )`,
  // 1, and one more after each confirmed reopening.
  sql`create function clearance.edition_of(p_student text) returns int language sql stable as $$
    select 1 + count(*)::int from clearance.submission_event where student_id = p_student and type = 'REOPENED'
  $$`,
];

/** Creates the tables of `ClearanceTables`. */
export async function createTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
