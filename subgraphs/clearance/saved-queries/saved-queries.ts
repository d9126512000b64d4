import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { ClearanceTables } from '../database/tables.ts';
import type { Numbered, PageRequest } from '../record/page.ts';
import type { SavedQueryTables } from './saved-query-table.ts';

type Db = Kysely<ClearanceTables>;

/** A saved query as it is stored. */
export type SavedQueryRow = Selectable<SavedQueryTables['saved_query']>;

/** What is saved. */
export interface QueryContent {
  readonly document: string;
  readonly variables: string | null;
}

/** How a change ended. */
export type SavedQueryOutcome =
  | { readonly kind: 'done'; readonly row: SavedQueryRow }
  | {
      readonly kind: 'refused';
      readonly code: 'QUERY_NAME_TAKEN' | 'TOO_MANY_SAVED_QUERIES' | 'SAVED_QUERY_NOT_FOUND';
    };

/** How many one person may keep. */
export const MOST_SAVED_QUERIES = 200;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Somebody's queries, newest first; one more than the page holds, where there is one. */
export async function listSavedQueries(
  db: Db,
  owner: string,
  { first, before }: PageRequest,
): Promise<Numbered<SavedQueryRow>[]> {
  let query = db.selectFrom('saved_query').selectAll().where('owner', '=', owner);
  if (before !== null) query = query.where('number', '<', before);
  const rows = await query
    .orderBy('number', 'desc')
    .limit(first + 1)
    .execute();
  return rows.map((row) => ({ number: Number(row.number), node: row }));
}

/** Anybody's query by its id; null where there is none. */
export async function findSavedQuery(db: Db, id: string): Promise<SavedQueryRow | null> {
  if (!ID.test(id)) return null;
  return (await db.selectFrom('saved_query').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Saves under a new name. */
export function saveQuery(
  db: Db,
  owner: string,
  name: string,
  content: QueryContent,
): Promise<SavedQueryOutcome> {
  return oneAtATime(db, owner, async (transaction) => {
    const own = transaction.selectFrom('saved_query').where('owner', '=', owner);
    if (await own.select('id').where('name', '=', name).executeTakeFirst())
      return refused('QUERY_NAME_TAKEN');
    const { count } = await own
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (Number(count) >= MOST_SAVED_QUERIES) return refused('TOO_MANY_SAVED_QUERIES');
    const row = await transaction
      .insertInto('saved_query')
      .values({ owner, name, ...content })
      .returningAll()
      .executeTakeFirst();
    return done(row);
  });
}

/** Renames a query of the owner's, or replaces what it asks. @param change null: that stays */
export function changeSavedQuery(
  db: Db,
  owner: string,
  id: string,
  change: { readonly name: string | null; readonly content: QueryContent | null },
): Promise<SavedQueryOutcome> {
  const { name, content } = change;
  return oneAtATime(db, owner, async (transaction) => {
    if (!ID.test(id)) return refused('SAVED_QUERY_NOT_FOUND');
    const own = transaction.selectFrom('saved_query').select('id').where('owner', '=', owner);
    if (!(await own.where('id', '=', id).executeTakeFirst())) return refused('SAVED_QUERY_NOT_FOUND');
    const namesake = name !== null && own.where('name', '=', name).where('id', '<>', id);
    if (namesake && (await namesake.executeTakeFirst())) return refused('QUERY_NAME_TAKEN');
    const row = await transaction
      .updateTable('saved_query')
      .set({
        ...(name !== null && { name }),
        ...content,
        updated_at: sql<Date>`clearance.clearance_now()`,
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
    return done(row);
  });
}

/** Deletes a query of the owner's. @returns whether there was one */
export async function deleteSavedQuery(db: Db, owner: string, id: string): Promise<boolean> {
  if (!ID.test(id)) return false;
  const query = db.deleteFrom('saved_query').where('owner', '=', owner).where('id', '=', id);
  return (await query.executeTakeFirst()).numDeletedRows > 0n;
}

/** Two windows of one person would both find the last place free. */
function oneAtATime(
  db: Db,
  owner: string,
  change: (transaction: Transaction<ClearanceTables>) => Promise<SavedQueryOutcome>,
): Promise<SavedQueryOutcome> {
  return db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`saved_query ${owner}`}, 0))`.execute(
      transaction,
    );
    return change(transaction);
  });
}

function done(row: SavedQueryRow | undefined): SavedQueryOutcome {
  return row === undefined ? refused('SAVED_QUERY_NOT_FOUND') : { kind: 'done', row };
}

function refused(code: Extract<SavedQueryOutcome, { kind: 'refused' }>['code']): SavedQueryOutcome {
  return { kind: 'refused', code };
}
