import { type Kysely, sql } from 'kysely';
import type { ClearanceTables } from '../database/tables.ts';

type Db = Kysely<ClearanceTables>;

/** A student whose departments are to be read again. */
export interface DueStudent {
  readonly studentId: string;
  /** Tells this look from one that is asked for while it is under way. */
  readonly asked: number;
  readonly attempt: number;
}

// Longer than any look; after that another process may take the student.
const LEASE = sql`interval '30 s'`;

/**
 * Makes students due now, those of them who have a submission that stands and no diploma yet.
 *
 * @param ids null: all of them
 */
export async function makeDue(db: Db, ids: readonly string[] | null): Promise<void> {
  await sql`
    insert into clearance.watch_due (student_id, due_at)
    select s.student_id, clearance.clearance_now()
    from clearance.submission s
    where (${ids === null} or s.student_id = any(${ids ?? []}::text[]))
      and not exists (
        select 1 from clearance.submission_event e
        where e.serial = s.serial and e.type in ('REOPENED', 'DIPLOMA_ISSUED'))
    on conflict (student_id) do update
      set asked = clearance.watch_due.asked + 1, attempt = 0,
          due_at = least(clearance.watch_due.due_at, excluded.due_at)`.execute(db);
}

/** Takes at most so many that are due, longest first; nobody else gets them for 30 s, unless another look is asked for. */
export async function takeDue(db: Db, most: number): Promise<DueStudent[]> {
  const { rows } = await sql<DueStudent>`
    update clearance.watch_due as w set due_at = clearance.clearance_now() + ${LEASE}
    from (
      select student_id from clearance.watch_due where due_at <= clearance.clearance_now()
      order by due_at limit ${most} for update skip locked
    ) as taken
    where w.student_id = taken.student_id
    returning w.student_id as "studentId", w.asked, w.attempt`.execute(db);
  return rows;
}

/** Forgets students who were looked at, except those for whom another look was asked meanwhile: they are due at once. */
export async function settleDue(db: Db, looked: readonly DueStudent[]): Promise<void> {
  const json = JSON.stringify(looked.map(({ studentId, asked }) => ({ student_id: studentId, asked })));
  await sql`
    with looked as (
      select * from jsonb_to_recordset(${json}::text::jsonb) as l(student_id text, asked bigint)
    ), settled as (
      delete from clearance.watch_due w using looked l where w.student_id = l.student_id and w.asked = l.asked
    )
    update clearance.watch_due w set due_at = clearance.clearance_now()
    from looked l where w.student_id = l.student_id and w.asked <> l.asked`.execute(db);
}

/** Puts off students whose departments could not all be read: 5 s, then twice as long each time, 10 minutes at most. */
export async function putOff(db: Db, looked: readonly DueStudent[]): Promise<void> {
  await sql`
    update clearance.watch_due
    set attempt = attempt + 1,
        due_at = clearance.clearance_now() + least(interval '10 min', interval '5 s' * power(2, least(attempt, 7)))
    where student_id = any(${looked.map(({ studentId }) => studentId)}::text[])`.execute(db);
}

/** How far the events of a department were taken in; null: none yet. */
export async function readCursor(db: Db, source: string): Promise<string | null> {
  const row = await db
    .selectFrom('watch_cursor')
    .select('cursor')
    .where('source', '=', source)
    .executeTakeFirst();
  return row?.cursor ?? null;
}

/** Remembers how far they were taken in; the same event may come again after a crash, which changes nothing. */
export async function writeCursor(db: Db, source: string, cursor: string): Promise<void> {
  await db
    .insertInto('watch_cursor')
    .values({ source, cursor })
    .onConflict((conflict) => conflict.column('source').doUpdateSet({ cursor }))
    .execute();
}
