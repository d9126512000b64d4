import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { DepartmentStore, StudentFacts } from './department-store.ts';
import { rejudgeStudents } from './rejudge-students.ts';

const BATCH = 1_000;

/**
 * Judges every student again when the configured part of the rule (labels, maximum age) is not the one of the last
 * time, so that version and outbox tell of verdicts that changed by configuration alone.
 *
 * Interrupted, it starts over at the next start: students that were done keep their new version.
 *
 * @param rule what the rule reads from the configuration, as plain JSON
 * @returns how many verdicts changed; 0 at once where the rule is the same
 */
export async function rejudgeWhenRuleChanged<Tables, Facts extends StudentFacts, Code extends string>(
  store: DepartmentStore<Tables, Facts, Code>,
  rule: unknown,
): Promise<number> {
  const fingerprint = createHash('sha256').update(JSON.stringify(rule)).digest('hex');
  const marker = sql.table(`${store.schema}.verdict_epoch`);
  const { rows } = await sql<{ rule: string | null }>`select rule from ${marker}`.execute(store.db);
  if (rows[0]?.rule === fingerprint) return 0;
  let changed = 0;
  for (let after = ''; ; ) {
    const ids = await nextStudents(store, after);
    const last = ids.at(-1);
    if (last === undefined) break;
    changed += await rejudgeStudents(store, ids);
    after = last;
  }
  await sql`update ${marker} set rule = ${fingerprint}`.execute(store.db);
  return changed;
}

async function nextStudents<Tables, Facts extends StudentFacts, Code extends string>(
  { schema, db }: DepartmentStore<Tables, Facts, Code>,
  after: string,
): Promise<string[]> {
  const { rows } = await sql<{ student_id: string }>`
    select student_id from ${sql.table(`${schema}.student_verdict`)}
    where student_id > ${after} order by student_id limit ${BATCH}`.execute(db);
  return rows.map(({ student_id }) => student_id);
}
