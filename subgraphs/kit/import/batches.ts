import { type QueryExecutorProvider, sql } from 'kysely';
import type { Plan } from './apply-batch.ts';
import type { ImportTarget } from './import-kind.ts';
import type { Progress } from './import-result.ts';
import { addTallies, emptyTally, type Tally } from './tally.ts';

const BATCH = 1_000;
const LANES = 2;

/** Every student that an import touches, in order: those in the file, and with a complete file those it should have. */
export async function studentsOf(target: ImportTarget, plan: Plan): Promise<string[]> {
  const staged = sql`select student_id from ${sql.table(`${target.schema}.import_row`)} where stage_id = ${plan.stageId}`;
  const all = plan.snapshot ? sql`${staged} union ${coveredBy(target, plan)}` : staged;
  const { rows } = await sql<{ student_id: string }>`
    select distinct student_id from (${all}) as involved order by student_id`.execute(target.db);
  return rows.map(({ student_id }) => student_id);
}

/** A query of the students of whom a complete file speaks. */
export function coveredBy({ schema }: ImportTarget, { kind, stageId }: Plan) {
  const staged = sql`select * from ${sql.table(`${schema}.import_row`)} where stage_id = ${stageId}`;
  return kind.covered?.(staged) ?? sql`select student_id from ${sql.table(`${schema}.student_verdict`)}`;
}

/**
 * Works through students a thousand at a time, two batches at once, and adds up what was done.
 *
 * Batches have no student in common, so they do not wait for each other; one is prepared while the database does the other.
 *
 * @throws the first fault, once no batch is under way any more
 */
export async function inBatches(
  ids: readonly string[],
  phase: Progress['phase'],
  onProgress: (progress: Progress) => void,
  work: (batch: readonly string[]) => Promise<Tally>,
): Promise<Tally> {
  let tally = emptyTally;
  let begun = 0;
  let done = 0;
  const faults: unknown[] = [];
  const lane = async () => {
    while (begun < ids.length && faults.length === 0) {
      const batch = ids.slice(begun, begun + BATCH);
      begun += batch.length;
      const did = await work(batch);
      tally = addTallies(tally, did);
      done += batch.length;
      onProgress({ phase, share: done / ids.length, rows: done });
    }
  };
  await Promise.all(Array.from({ length: LANES }, () => lane().catch((fault) => faults.push(fault))));
  if (faults.length > 0) throw faults[0];
  return tally;
}

/** How many students the department knows, with those in the staged file. */
export async function knownStudents(
  db: QueryExecutorProvider,
  schema: string,
  stageId: string,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select student_id from ${sql.table(`${schema}.student_verdict`)} union
      select student_id from ${sql.table(`${schema}.import_row`)} where stage_id = ${stageId}) as known`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
