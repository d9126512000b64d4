import { type Generated, type GeneratedAlways, type Kysely, sql } from 'kysely';

/** Queries that analysts and integrators saved. */
export interface SavedQueryTables {
  saved_query: {
    /** What links carry; whoever knows it, and has the role, may read the row. */
    id: Generated<string>;
    /** Larger is newer. */
    number: GeneratedAlways<number>;
    /** Staff number of whoever saved it. */
    owner: string;
    name: string;
    document: string;
    /** A JSON object as text. */
    variables: string | null;
    created_at: Generated<Date>;
    updated_at: Generated<Date>;
  };
}

/** Creates the table of `SavedQueryTables`; a name is one of a kind among its owner's. */
export async function createSavedQueries(db: Kysely<unknown>): Promise<void> {
  await sql`create table clearance.saved_query (
    id uuid primary key default gen_random_uuid(),
    number bigint generated always as identity unique,
    owner text not null,
    name text not null check (char_length(name) between 1 and 100),
    document text not null check (char_length(document) between 1 and 20000),
    variables text check (char_length(variables) <= 10000),
    created_at timestamptz not null default clearance.clearance_now(),
    updated_at timestamptz not null default clearance.clearance_now(),
    constraint saved_query_name_once unique (owner, name)
  )`.execute(db);
  await sql`create index saved_query_of_owner on clearance.saved_query (owner, number desc)`.execute(db);
}
