import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { ImportKind, ImportTable, Vanishing } from './import-kind.ts';
import { LEFT_ALONE } from './leave-alone.ts';
import { journal, keyOf, matches } from './write-changed.ts';

/** Which file's rows are looked at, and for whom. */
export interface VanishingScope {
  readonly schema: string;
  readonly stageId: string;
  readonly ids: readonly string[];
}

/**
 * Closes the open rows of the given students that the staged file does not have, and keeps their images.
 *
 * @returns the student of each row that was closed
 */
export async function closeVanished(
  trx: QueryExecutorProvider,
  scope: VanishingScope,
  kind: ImportKind,
  vanishing: Vanishing,
  { runN, asOfDay }: { readonly runN: number; readonly asOfDay: string },
): Promise<readonly string[]> {
  const table = tableOf(kind, vanishing);
  const target = sql.table(`${scope.schema}.${table.name}`);
  const gone = sql`
    select t.student_id, ${keyOf(table, 't')} as key, to_jsonb(t) as before from ${target} t
    where t.student_id = any(${scope.ids}::text[]) and ${isGone(scope.schema, scope.stageId, table, vanishing)}`;
  const { rows } = await sql<{ student_id: string }>`
    with gone as (${gone}),
    closed as (
      ${
        vanishing.close === 'delete'
          ? sql`delete from ${target} t using gone g where ${matches(table, 't', 'g')}
              returning g.student_id, g.key, g.before, null::jsonb as after`
          : sql`update ${target} t set ${assignments(table, vanishing.close(asOfDay))} from gone g
              where ${matches(table, 't', 'g')} returning g.student_id, g.key, g.before, to_jsonb(t.*) as after`
      }
    )
    ${journal(scope.schema, runN, table, sql`select * from closed`)}`.execute(trx);
  return rows.map(({ student_id }) => student_id);
}

/** The condition that a row (alias `t`) is open and the staged file, read without a fault for its student, lacks it. */
export function isGone(
  schema: string,
  stageId: string,
  table: ImportTable,
  { open }: Vanishing,
): RawBuilder<boolean> {
  // Two conditions rather than one with OR, which databases cannot look up by an index.
  const staged = sql`select 1 from ${sql.table(`${schema}.import_row`)} s
    where s.stage_id = ${stageId} and s.student_id = t.student_id`;
  return sql`${open}
    and not exists (${staged} and s.table_name = ${table.name} and s.key = ${keyOf(table, 't')})
    and not exists (${staged} and s.table_name = ${LEFT_ALONE})`;
}

/** The table whose rows vanish. */
export function tableOf(kind: ImportKind, { table }: Vanishing): ImportTable {
  const found = kind.tables.find(({ name }) => name === table);
  if (!found) throw new Error(`${kind.file.name} closes rows of ${table}, which it does not write`);
  return found;
}

function assignments(table: ImportTable, values: Readonly<Record<string, unknown>>): RawBuilder<unknown> {
  return sql.join(
    Object.entries(values).map(
      ([name, value]) => sql`${sql.ref(name)} = ${value}::${sql.raw(table.columns[name] ?? 'text')}`,
    ),
  );
}
