import { type QueryExecutorProvider, sql } from 'kysely';
import { dayInShanghai } from '../service/clock.ts';
import { closeVanished } from './close-vanished.ts';
import { changedAtDeskSince } from './desk-writes.ts';
import type { ImportKind, ImportTable, ImportTarget } from './import-kind.ts';
import { LEFT_ALONE, leaveAlone } from './leave-alone.ts';
import { addTallies, emptyTally, type Tally, tallyVerdicts } from './tally.ts';
import { sameVerdict, type VerdictPort } from './verdict-port.ts';
import { writeChanged } from './write-changed.ts';

/** A staged file that is being applied. */
export interface Plan {
  readonly kind: ImportKind;
  readonly stageId: string;
  readonly asOf: Date;
  readonly snapshot: boolean;
  /** Number of the import; 0 where nothing is kept. */
  readonly runN: number;
}

/** Which export of each kind last spoke of a student; its age is the student's. */
export const sourceTable: ImportTable = {
  name: 'student_source',
  keyColumn: 'kind',
  columns: { as_of: 'timestamptz' },
};

/**
 * Applies the staged rows of some students in the caller's transaction: lock, write what differs, close what vanished,
 * move the age, judge. Versions rise only of students whose rows or verdict changed.
 *
 * @param judging `record` publishes the verdicts; `try` only says what they would be, for a transaction that is rolled back
 */
export async function applyBatch(
  trx: QueryExecutorProvider,
  target: ImportTarget,
  plan: Plan,
  ids: readonly string[],
  judging: 'record' | 'try',
): Promise<Tally> {
  await sql`set local time zone 'UTC'`.execute(trx);
  await lockBatch(trx, target, ids);
  // Whatever a desk has written since the file was read; nobody else may write these students from here on.
  const among = sql<boolean>`student_id = any(${ids}::text[])`;
  const overtaken = await changedAtDeskSince(trx, target.schema, plan.asOf, among);
  await leaveAlone({ ...target, db: trx, stageId: plan.stageId }, overtaken, 'desk');
  const rows = await writeRows(trx, target.schema, plan, ids);
  const aged = await moveAge(trx, target, plan, ids);
  if (!target.verdicts) return rows.tally;
  const verdicts = await judgeBatch(trx, target.verdicts, rows.students, aged, judging);
  return addTallies(rows.tally, verdicts);
}

/** Takes the locks of some students: of their verdicts, or of their own rows where nobody is judged. */
export async function lockBatch(
  trx: QueryExecutorProvider,
  { schema, verdicts }: ImportTarget,
  ids: readonly string[],
): Promise<void> {
  if (verdicts) await verdicts.lock(trx, ids);
  else
    await sql`select 1 from ${sql.table(`${schema}.student`)}
      where student_id = any(${ids}::text[]) order by student_id for update`.execute(trx);
}

async function writeRows(
  trx: QueryExecutorProvider,
  schema: string,
  { kind, stageId, asOf, snapshot, runN }: Plan,
  ids: readonly string[],
): Promise<{ tally: Tally; students: Set<string> }> {
  const students = new Set<string>();
  let tally = emptyTally;
  for (const table of kind.tables) {
    const types = Object.entries(table.columns).map(([name, type]) => `"${name}" ${type}`);
    const cells =
      types.length === 0 ? sql`` : sql`, jsonb_to_record(s.values) as v(${sql.raw(types.join(', '))})`;
    const incoming = sql`
      select s.student_id, s.key ${types.length === 0 ? sql`` : sql`, v.*`}
      from ${sql.table(`${schema}.import_row`)} s ${cells}
      where s.stage_id = ${stageId} and s.table_name = ${table.name} and s.student_id = any(${ids}::text[])`;
    const written = await writeChanged(trx, schema, table, incoming, runN);
    for (const student of written.students) students.add(student);
    tally = addTallies(tally, { inserted: written.inserted, updated: written.updated });
  }
  for (const vanishing of snapshot ? kind.vanishing : []) {
    const scope = { schema, stageId, ids };
    const closed = await closeVanished(trx, scope, kind, vanishing, { runN, asOfDay: dayInShanghai(asOf) });
    for (const student of closed) students.add(student);
    tally = addTallies(tally, { closed: closed.length });
  }
  return { tally, students };
}

/** Notes the export's time for the students it speaks of without a fault; theirs is the oldest of their exports. */
async function moveAge(
  trx: QueryExecutorProvider,
  { schema, verdicts }: ImportTarget,
  { kind, stageId, asOf, runN }: Plan,
  ids: readonly string[],
): Promise<readonly string[]> {
  const incoming = sql`
    select i.student_id, ${kind.file.name}::text as key, ${asOf}::timestamptz as as_of
    from unnest(${ids}::text[]) as i(student_id)
    where not exists (select 1 from ${sql.table(`${schema}.import_row`)} s
      where s.stage_id = ${stageId} and s.student_id = i.student_id and s.table_name = ${LEFT_ALONE})`;
  const { students } = await writeChanged(trx, schema, sourceTable, incoming, runN);
  if (verdicts) await copyAge(trx, schema, students);
  return students;
}

/** Makes the age of the students' facts the one of their oldest export; none: the department keeps its records here. */
export async function copyAge(
  trx: QueryExecutorProvider,
  schema: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update ${sql.table(`${schema}.student_verdict`)} v set as_of = s.as_of
    from (select i.student_id, min(o.as_of) as as_of from unnest(${ids}::text[]) as i(student_id)
      left join ${sql.table(`${schema}.student_source`)} o on o.student_id = i.student_id group by 1) s
    where v.student_id = s.student_id and v.as_of is distinct from s.as_of`.execute(trx);
}

/** Judges students whose rows changed, and those whose age changed; records the former, and the latter where it matters. */
export async function judgeBatch(
  trx: QueryExecutorProvider,
  verdicts: VerdictPort,
  changed: ReadonlySet<string>,
  aged: readonly string[],
  judging: 'record' | 'try',
): Promise<Partial<Tally>> {
  const ids = [...new Set([...changed, ...aged])].sort();
  if (ids.length === 0) return {};
  const before = await verdicts.stored(trx, ids);
  if (judging === 'try') return tallyVerdicts(before, await verdicts.judge(trx, ids));
  const after = await verdicts.record(trx, [...changed].sort());
  const others = ids.filter((id) => !changed.has(id));
  const judged = others.length > 0 ? await verdicts.judge(trx, others) : new Map();
  const turned = others.filter((id) => !sameVerdict(before.get(id), judged.get(id)));
  for (const [id, verdict] of await verdicts.record(trx, turned)) after.set(id, verdict);
  return tallyVerdicts(before, after);
}
