import { type QueryExecutorProvider, sql } from 'kysely';
import type { Tally } from './tally.ts';

/** An import as the department keeps it. */
export interface ImportRun {
  /** `<department>-<n>`, e.g. `finance-12`; what `undo` takes. */
  readonly id: string;
  readonly n: number;
  /** Kind of file, e.g. `finance-charges`. */
  readonly kind: string;
  readonly fileName: string;
  /** When the export was made. */
  readonly asOf: Date;
  readonly snapshot: boolean;
  /** `running` under way or interrupted: the same command finishes it. */
  readonly status: 'running' | 'done' | 'undone';
  readonly startedAt: Date;
  readonly tally: Tally | null;
}

/** What makes two imports the same. */
export interface ImportIdentity {
  readonly kind: string;
  readonly fileName: string;
  /** SHA-256 of the file. */
  readonly fileHash: string;
  readonly asOf: Date;
  readonly snapshot: boolean;
}

type Row = Omit<ImportRun, 'id'>;

const columns = sql`n, kind, file_name as "fileName", as_of as "asOf", snapshot, status, started_at as "startedAt", tally`;

/** Begins an import, or takes up the interrupted one of the same file. @returns its number */
export async function beginRun(
  db: QueryExecutorProvider,
  schema: string,
  { kind, fileName, fileHash, asOf, snapshot }: ImportIdentity,
  now: Date,
): Promise<number> {
  const table = sql.table(`${schema}.import_run`);
  const { rows } = await sql<{ n: number }>`
    select n from ${table} where status = 'running' and kind = ${kind} and file_hash = ${fileHash}
      and as_of = ${asOf}::timestamptz and snapshot = ${snapshot} order by n desc limit 1`.execute(db);
  if (rows[0]) return rows[0].n;
  const begun = await sql<{ n: number }>`
    insert into ${table} (kind, file_name, file_hash, as_of, snapshot, status, started_at)
    values (${kind}, ${fileName}, ${fileHash}, ${asOf}::timestamptz, ${snapshot}, 'running', ${now}::timestamptz)
    returning n`.execute(db);
  const [run] = begun.rows;
  if (!run) throw new Error('An insert returned no row');
  return run.n;
}

/** Ends an import. */
export async function endRun(
  db: QueryExecutorProvider,
  schema: string,
  n: number,
  end: { readonly status: 'done' | 'undone'; readonly tally: Tally; readonly now: Date },
): Promise<void> {
  await sql`
    update ${sql.table(`${schema}.import_run`)} set status = ${end.status}, finished_at = ${end.now}::timestamptz,
      tally = coalesce(tally, ${JSON.stringify(end.tally)}::text::jsonb) where n = ${n}`.execute(db);
}

/** The newest imports first, at most 100. */
export async function listRuns(db: QueryExecutorProvider, schema: string): Promise<ImportRun[]> {
  const { rows } = await sql<Row>`
    select ${columns} from ${sql.table(`${schema}.import_run`)} order by n desc limit 100`.execute(db);
  return rows.map((row) => withId(schema, row));
}

/** The import of a number, or null. */
export async function readRun(
  db: QueryExecutorProvider,
  schema: string,
  n: number,
): Promise<ImportRun | null> {
  const { rows } = await sql<Row>`
    select ${columns} from ${sql.table(`${schema}.import_run`)} where n = ${n}`.execute(db);
  return rows[0] ? withId(schema, rows[0]) : null;
}

function withId(schema: string, row: Row): ImportRun {
  return { ...row, id: importId(schema, row.n) };
}

/** `finance-12` */
export function importId(schema: string, n: number): string {
  return `${schema}-${n}`;
}

/** The department and number of an id, or null where it is none. */
export function parseImportId(id: string): { readonly department: string; readonly n: number } | null {
  const match = /^([a-z]+)-(\d{1,15})$/.exec(id);
  return match?.[1] ? { department: match[1], n: Number(match[2]) } : null;
}
