import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { ImportTable } from './import-kind.ts';

/** How many rows a write made or changed, and of which students. */
export interface Written {
  readonly inserted: number;
  readonly updated: number;
  readonly students: readonly string[];
}

interface WrittenRow {
  student_id: string;
  inserted: boolean;
}

/**
 * Inserts the rows that are new, changes those that differ, leaves the others alone, and keeps the images of both in the
 * import's journal; one statement.
 *
 * @param incoming a query of `student_id`, `key` and the table's columns, one row a key
 */
export async function writeChanged(
  trx: QueryExecutorProvider,
  schema: string,
  table: ImportTable,
  incoming: RawBuilder<unknown>,
  runN: number,
): Promise<Written> {
  const keep = new Set(table.keepWhenNull);
  const names = Object.keys(table.columns);
  const compared = names.filter((name) => !table.onlyOnInsert?.includes(name));
  const target = sql.table(`${schema}.${table.name}`);
  const own = table.keyColumn === null ? [] : [sql.ref(table.keyColumn)];
  const next = (name: string, from: string) =>
    keep.has(name)
      ? sql`coalesce(${sql.ref(`${from}.${name}`)}, ${sql.ref(`t.${name}`)})`
      : sql.ref(`${from}.${name}`);
  const differs =
    compared.length === 0
      ? sql`false`
      : sql`row(${sql.join(compared.map((name) => sql.ref(`t.${name}`)))})
          is distinct from row(${sql.join(compared.map((name) => next(name, 'i')))})`;
  const set = compared.map((name) => sql`${sql.ref(name)} = ${next(name, 'excluded')}`);
  const { rows } = await sql<WrittenRow>`
    with incoming as (${incoming}),
    changed as (
      select i.*, to_jsonb(t) as before
      from incoming i left join ${target} t on ${matches(table, 't', 'i')}
      where t.student_id is null or ${differs}
    ),
    written as (
      insert into ${target} as t (${sql.join([sql.ref('student_id'), ...own, ...names.map((name) => sql.ref(name))])})
      select ${sql.join([sql`student_id`, ...own.map(() => sql`key`), ...names.map((name) => sql.ref(name))])} from changed
      on conflict (${sql.join([sql.ref('student_id'), ...own])})
      ${set.length === 0 ? sql`do nothing` : sql`do update set ${sql.join(set)}`}
      returning t.student_id, ${keyOf(table, 't')} as key, to_jsonb(t.*) as after
    )
    ${journal(
      schema,
      runN,
      table,
      sql`select w.student_id, w.key, c.before, w.after
      from written w join changed c on c.student_id = w.student_id and c.key = w.key`,
    )}`.execute(trx);
  const inserted = rows.filter((row) => row.inserted).length;
  return { inserted, updated: rows.length - inserted, students: rows.map(({ student_id }) => student_id) };
}

/** The condition that a row of the table and one with a `key` are the same. */
export function matches(table: ImportTable, row: string, keyed: string): RawBuilder<boolean> {
  const student = sql<boolean>`${sql.ref(`${row}.student_id`)} = ${sql.ref(`${keyed}.student_id`)}`;
  if (table.keyColumn === null) return student;
  return sql`${student} and ${sql.ref(`${row}.${table.keyColumn}`)} = ${sql.ref(`${keyed}.key`)}`;
}

/** The key of a row of the table, empty where a student has one row. */
export function keyOf(table: ImportTable, row: string): RawBuilder<string> {
  return table.keyColumn === null ? sql`''::text` : sql`${sql.ref(`${row}.${table.keyColumn}`)}`;
}

/**
 * Ends a statement by keeping images; an import that is taken up again keeps the first `before`.
 *
 * @param images a query of `student_id`, `key`, `before`, `after`
 */
export function journal(
  schema: string,
  runN: number,
  table: ImportTable,
  images: RawBuilder<unknown>,
): RawBuilder<WrittenRow> {
  return sql`
    insert into ${sql.table(`${schema}.import_change`)} as j
      (run_n, table_name, student_id, key, before, after)
    select ${runN}::bigint, ${table.name}::text, student_id, key, before, after from (${images}) as images
    on conflict (run_n, student_id, table_name, key) do update set after = excluded.after, undone = false
    returning student_id, (before is null) as inserted`;
}
