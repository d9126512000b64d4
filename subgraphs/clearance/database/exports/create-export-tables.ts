import { type Generated, type GeneratedAlways, type Kysely, sql } from 'kysely';

/** Files of rows, being written or ready. */
export interface ExportTables {
  export_job: {
    /** 122 random bits. */
    id: Generated<string>;
    /** Larger is newer. */
    number: GeneratedAlways<number>;
    /** Who ordered it; it is written as this person in this role sees the rows. */
    owner: string;
    role: string;
    purpose: string;
    document: string;
    /** A JSON object as text. */
    variables: string | null;
    format: 'CSV' | 'JSONL';
    state: Generated<'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED'>;
    requested_at: Generated<Date>;
    started_at: Date | null;
    finished_at: Date | null;
    expires_at: Date | null;
    /** The run that works on it; whatever an earlier one still wants to add is refused. */
    holder: string | null;
    leased_until: Date | null;
    /** Runs in a row that added nothing. */
    attempts: Generated<number>;
    /** The last student number that was written; empty: none. */
    cursor: Generated<string>;
    chunks: Generated<number>;
    rows: Generated<number>;
    total_rows: Generated<number>;
    bytes: Generated<number>;
    /** Milliseconds that the pages took so far. */
    worked_ms: Generated<number>;
    failure: 'EXPORT_QUERY_UNFIT' | 'EXPORT_TOO_LARGE' | 'EXPORT_TROUBLE' | null;
  };
  /** A page of a file, gzipped by itself. */
  export_chunk: { export_id: string; number: number; content: Uint8Array };
}

const statements = [
  sql`create table clearance.export_job (
    id uuid primary key default gen_random_uuid(),
    number bigint generated always as identity unique,
    owner text not null,
    role text not null,
    purpose text not null,
    document text not null,
    variables text,
    format text not null check (format in ('CSV', 'JSONL')),
    state text not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    requested_at timestamptz not null default clearance.clearance_now(),
    started_at timestamptz,
    finished_at timestamptz,
    expires_at timestamptz,
    holder uuid,
    leased_until timestamptz,
    attempts int not null default 0,
    cursor text not null default '',
    chunks int not null default 0,
    rows bigint not null default 0,
    total_rows bigint not null default 0,
    bytes bigint not null default 0,
    worked_ms float8 not null default 0,
    failure text
  )`,
  sql`create index export_job_of_owner on clearance.export_job (owner, number desc)`,
  sql`create index export_job_open on clearance.export_job (number) where state in ('QUEUED', 'RUNNING')`,
  // The program asks first; two processes that ask at the same moment meet here.
  sql`create unique index export_job_one_at_a_time on clearance.export_job (owner)
    where state in ('QUEUED', 'RUNNING')`,
  sql`create table clearance.export_chunk (
    export_id uuid not null references clearance.export_job (id) on delete cascade,
    number int not null,
    content bytea not null,
    primary key (export_id, number)
  )`,
  // They are gzipped already.
  sql`alter table clearance.export_chunk alter column content set storage external`,
];

/** Creates the tables of `ExportTables`. */
export async function createExportTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
