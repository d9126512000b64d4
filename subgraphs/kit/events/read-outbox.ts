import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { BEGINNING, type Cursor, compareCursors, parseCursor } from '../../../wire/events/cursor.ts';
import { eventOf, type OutboxEvent, type OutboxRow } from './outbox-event.ts';

/**
 * What lies after a position. `unknown`: the outbox holds no such position (a backup was restored, or its row is older
 * than what is kept), so nobody can tell what came after it.
 */
export type OutboxRead =
  | { readonly kind: 'events'; readonly events: readonly OutboxEvent[] }
  | { readonly kind: 'unknown' };

/**
 * Numbers of rows are given before the transaction commits, so a row with a lower number may appear later. A row counts
 * only when its transaction is older than every one that still runs: nothing can appear before it any more.
 */
const settled = sql`txid < pg_snapshot_xmin(pg_current_snapshot())`;

/**
 * The events after a position, in order, from one statement (and so one snapshot).
 *
 * @param schema of the subgraph; the outbox has at least `seq`, `txid`, `type`, `student_id`, `occurred_at`
 * @param limit at most so many events
 */
export async function readOutbox(
  db: QueryExecutorProvider,
  schema: string,
  after: Cursor,
  limit: number,
): Promise<OutboxRead> {
  const outbox = sql.table(`${schema}.outbox`);
  const txid = sql`${String(after.txid)}::text::xid8`;
  const seq = sql`${String(after.seq)}::text::bigint`;
  const { rows } = await sql<{ known: boolean; rows: readonly OutboxRow[] }>`
    select exists (select 1 from ${outbox} where seq = ${seq} and txid = ${txid} and ${settled}) as known,
      coalesce((
        select jsonb_agg(to_jsonb(o) order by o.txid, o.seq) from (
          select * from ${outbox} where (txid, seq) > (${txid}, ${seq}) and ${settled}
          order by txid, seq limit ${limit}
        ) o
      ), '[]'::jsonb) as rows`.execute(db);
  const [read] = rows;
  if (!read?.known && compareCursors(after, BEGINNING) !== 0) return { kind: 'unknown' };
  return { kind: 'events', events: (read?.rows ?? []).map((row) => eventOf(schema, row)) };
}

/** The position of the newest settled row; the beginning where there is none. */
export async function newestCursor(db: QueryExecutorProvider, schema: string): Promise<Cursor> {
  return positionFrom(
    db,
    sql<{
      cursor: string;
    }>`select txid::text || '-' || seq as cursor from ${sql.table(`${schema}.outbox`)} where ${settled}
      order by txid desc, seq desc limit 1`,
  );
}

/**
 * The position after which a copy of the recent events begins: those since an instant, and at most so many.
 */
export async function recentCursor(
  db: QueryExecutorProvider,
  schema: string,
  { since, atMost }: { readonly since: Date; readonly atMost: number },
): Promise<Cursor> {
  const outbox = sql.table(`${schema}.outbox`);
  return positionFrom(
    db,
    sql<{ cursor: string }>`select txid::text || '-' || seq as cursor from (
        (select txid, seq from ${outbox} where ${settled} and occurred_at < ${since}::timestamptz
          order by txid desc, seq desc limit 1)
        union all
        (select txid, seq from ${outbox} where ${settled} order by txid desc, seq desc offset ${atMost} limit 1)
      ) o order by txid desc, seq desc limit 1`,
  );
}

async function positionFrom(
  db: QueryExecutorProvider,
  query: RawBuilder<{ cursor: string }>,
): Promise<Cursor> {
  const { rows } = await query.execute(db);
  return parseCursor(rows[0]?.cursor) ?? BEGINNING;
}
