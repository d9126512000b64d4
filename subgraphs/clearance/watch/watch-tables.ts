import { type Kysely, sql } from 'kysely';

/** What the watcher of submissions keeps: whom to look at, and how far it has heard. */
export interface WatchTables {
  /** Students whose departments are to be read again; gone once that was done. */
  watch_due: {
    student_id: string;
    due_at: Date;
    /** Grows with every reason to look; a look that was asked for meanwhile is not lost. */
    asked: number;
    /** Looks that could not tell everything, in a row. */
    attempt: number;
  };
  /** The last event that was taken in, by the name of the department. */
  watch_cursor: { source: string; cursor: string };
}

/**
 * Creates the tables of `WatchTables`; every submission makes its student due 5 s later, in the transaction that stores it.
 *
 * The trigger runs with its owner's rights, because submissions are stored by a role that may only add to them.
 */
export async function createWatchTables(db: Kysely<unknown>): Promise<void> {
  await sql`create table clearance.watch_due (
    student_id text primary key,
    due_at timestamptz not null,
    asked bigint not null default 1,
    attempt int not null default 0
  )`.execute(db);
  await sql`create index watch_due_at on clearance.watch_due (due_at)`.execute(db);
  await sql`create table clearance.watch_cursor (source text primary key, cursor text not null)`.execute(db);
  await sql`
    create function clearance.watch_submission() returns trigger language plpgsql security definer
      set search_path = pg_catalog as $$
    begin
      insert into clearance.watch_due (student_id, due_at)
        values (new.student_id, clearance.clearance_now() + interval '5 s')
        on conflict (student_id) do update
          set asked = clearance.watch_due.asked + 1, due_at = least(clearance.watch_due.due_at, excluded.due_at);
      return null;
    end $$`.execute(db);
  await sql`
    create trigger watched after insert on clearance.submission
    for each row execute function clearance.watch_submission()`.execute(db);
}
