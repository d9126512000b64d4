import { type Kysely, type RawBuilder, sql } from 'kysely';

/**
 * Gives a table the column `source_key`: what tells a student's rows apart in the department's exports, unique within the
 * student. Also makes the database number new rows.
 *
 * @param id the table's primary key, a text
 * @param natural the key of the rows that are there; repeated ones get `#row-2`, `#row-3`. Default: their id
 */
export async function addSourceKey(
  db: Kysely<unknown>,
  schema: string,
  table: string,
  id: string,
  natural: RawBuilder<unknown> = sql.ref(id),
): Promise<void> {
  const target = sql.table(`${schema}.${table}`);
  const key = sql.ref(id);
  await sql`alter table ${target} alter column ${key} set default gen_random_uuid()::text`.execute(db);
  await sql`alter table ${target} add column source_key text not null default gen_random_uuid()::text`.execute(
    db,
  );
  await sql`
    update ${target} t set source_key = n.source_key from (
      select ${key} as id, k || case row_number() over w when 1 then '' else '#row-' || row_number() over w end as source_key
      from (select *, ${natural}::text as k from ${target}) named window w as (partition by student_id, k order by ${key})
    ) n where t.${key} = n.id`.execute(db);
  await db.schema
    .createIndex(`${table}_source_key`)
    .unique()
    .on(table)
    .columns(['student_id', 'source_key'])
    .execute();
}

/** Each of a student's rows with its key, repeated keys told apart by `#row-2`, `#row-3`, as `addSourceKey` does. */
export function numberRepeats<Row>(rows: readonly Row[], keyOf: (row: Row) => string): [Row, string][] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const key = keyOf(row);
    const n = (seen.get(key) ?? 0) + 1;
    seen.set(key, n);
    return [row, n === 1 ? key : `${key}#row-${n}`];
  });
}
