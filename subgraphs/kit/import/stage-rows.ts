import { type QueryExecutorProvider, sql } from 'kysely';
import type { ImportKind, TableRow } from './import-kind.ts';
import { LEFT_ALONE, type Reason } from './leave-alone.ts';
import type { OpenedExport } from './reading/export-file.ts';
import type { ReadRow, RejectedRow } from './reading/import-row.ts';
import type { RejectsWriter } from './reading/rejects-file.ts';
import { rawOf, studentOfRejected } from './reject-rows.ts';
import type { Roster } from './roster.ts';

const BATCH = 1_000;

/** Where the lines of a file go. */
export interface Stage {
  readonly db: QueryExecutorProvider;
  readonly schema: string;
  readonly stageId: string;
  readonly rejects: RejectsWriter;
  /** Null: nobody can be asked who is a student. */
  readonly roster: Roster | null;
  /** Called as the file is read. */
  readonly onProgress: (bytesRead: number, rows: number) => void;
}

/** What a file holds. */
export interface Staged {
  readonly rows: number;
  readonly rejected: number;
  readonly skipped: number;
  /** Accepted rows of students of another class than the one under way. */
  readonly otherClass: number;
  /** The first line whose student cannot be told; null where every line's can. */
  readonly unattributable: number | null;
}

interface StagedRow {
  readonly line: number;
  readonly student_id: string;
  readonly table_name: string;
  readonly key: string;
  readonly weak: boolean;
  readonly values: TableRow['values'];
}

type Line = ReadRow<{ readonly studentId: string }>;

/** Reads the whole file into `import_row`, a thousand lines at a time; rejected lines go to the rejects file. */
export async function stageRows(
  stage: Stage,
  kind: ImportKind,
  opened: OpenedExport<ImportKind['file']>,
): Promise<Staged> {
  const counts = { rows: 0, rejected: 0, skipped: 0, otherClass: 0 };
  let unattributable: number | null = null;
  let bytes = 0;
  let lines: Line[] = [];
  let marks: StagedRow[] = [];
  const reject = async (row: RejectedRow) => {
    counts.rejected += 1;
    await stage.rejects.write(row);
    const studentId = studentOfRejected(row, opened.header, kind.file);
    if (studentId === null) unattributable ??= row.line;
    else marks.push(mark(row.line, studentId));
  };
  const flush = async () => {
    const { known, unknown, otherClass } = await askRoster(stage.roster, lines);
    for (const line of unknown) await reject(notOnRoster(line, opened.header, kind));
    await insertRows(stage, [...known.flatMap((line) => tableRows(kind, line)), ...marks]);
    counts.rows += known.length;
    counts.otherClass += otherClass;
    lines = [];
    marks = [];
    stage.onProgress(bytes, counts.rows);
  };
  for await (const item of opened.rows((read) => {
    bytes = read;
  })) {
    if (item.kind === 'row') lines.push(item as unknown as Line);
    else if (item.kind === 'rejected') await reject(item);
    else counts.skipped += 1;
    if (lines.length + marks.length >= BATCH) await flush();
  }
  await flush();
  // A table that was just filled has no statistics, and without them every statement below would scan it.
  await sql`analyze ${sql.table(`${stage.schema}.import_row`)}`.execute(stage.db);
  return { ...counts, unattributable };
}

function tableRows(kind: ImportKind, { line, values }: Line): StagedRow[] {
  return kind.rowsOf(values).map(({ table, key, values: cells, weak = false }) => ({
    line,
    student_id: values.studentId,
    table_name: table,
    key,
    weak,
    values: cells,
  }));
}

function mark(line: number, studentId: string): StagedRow {
  const key: Reason = 'rejected';
  return { line, student_id: studentId, table_name: LEFT_ALONE, key, weak: false, values: {} };
}

async function askRoster(roster: Roster | null, lines: readonly Line[]) {
  if (!roster || lines.length === 0) return { known: lines, unknown: [], otherClass: 0 };
  const years = await roster.classYears([...new Set(lines.map(({ values }) => values.studentId))]);
  const known = lines.filter(({ values }) => years.has(values.studentId));
  return {
    known,
    unknown: lines.filter(({ values }) => !years.has(values.studentId)),
    otherClass: known.filter(({ values }) => years.get(values.studentId) !== roster.classYear).length,
  };
}

function notOnRoster({ line, values }: Line, header: readonly string[], kind: ImportKind): RejectedRow {
  return {
    kind: 'rejected',
    line,
    column: kind.file.columns.studentId?.headers[0] ?? null,
    found: values.studentId,
    reason: {
      zh: `学号 ${values.studentId} 不在学籍名册中。请核对学号，或先导入名册（registry）。`,
      en: `The student number ${values.studentId} is not on the register. Check it, or import the register first.`,
    },
    raw: rawOf(values, header, kind),
  };
}

async function insertRows({ db, schema, stageId }: Stage, rows: readonly StagedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into ${sql.table(`${schema}.import_row`)} (stage_id, line, student_id, table_name, key, weak, values)
    select ${stageId}, j.* from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as j(line int, student_id text, table_name text, key text, weak boolean, values jsonb)`.execute(db);
}
