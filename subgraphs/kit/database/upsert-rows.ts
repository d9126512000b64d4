import { type QueryExecutorProvider, sql } from 'kysely';

/** Column name to PostgreSQL type, e.g. `{ student_id: 'text', amount_fen: 'int' }`. Constants of the code, never input. */
export type ColumnTypes = Readonly<Record<string, string>>;

// One statement holds this many rows; its JSON stays below a few MB.
const CHUNK = 2_000;

/**
 * Inserts rows in chunks, each one statement of two parameters however many rows it carries; existing keys are overwritten.
 *
 * @param table schema-qualified, e.g. `library.loan`
 * @param key the columns of the unique key
 * @param rows values by column name; undefined is null
 */
export async function upsertRows(
  db: QueryExecutorProvider,
  table: string,
  columns: ColumnTypes,
  key: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const names = Object.keys(columns);
  const list = sql.join(names.map((name) => sql.ref(name)));
  const types = sql.raw(names.map((name) => `"${name}" ${columns[name]}`).join(', '));
  const updates = names
    .filter((name) => !key.includes(name))
    .map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`);
  const conflict = updates.length > 0 ? sql`do update set ${sql.join(updates)}` : sql`do nothing`;
  for (let start = 0; start < rows.length; start += CHUNK) {
    const json = JSON.stringify(rows.slice(start, start + CHUNK));
    await sql`
      insert into ${sql.table(table)} (${list})
      select ${list} from jsonb_to_recordset(${json}::text::jsonb) as incoming(${types})
      on conflict (${sql.join(key.map((name) => sql.ref(name)))}) ${conflict}`.execute(db);
  }
}
