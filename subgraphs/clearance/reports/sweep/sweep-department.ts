import { type Kysely, sql } from 'kysely';
import { pause } from '../../../../wire/events/pause.ts';
import { parseVersion } from '../../../kit/verdict/version.ts';
import type { ClearanceTables } from '../../database/tables.ts';
import { applyVerdicts, type ToldVerdict } from '../model/apply-verdicts.ts';
import { asNextRevision, readRevision } from '../model/next-revision.ts';
import type { VerdictsRead } from './read-verdicts.ts';
import { type SweepStep, stepSweep, type TakenSweep } from './sweeps.ts';

type Db = Kysely<ClearanceTables>;

/** What reading a department's students works with. */
export interface DepartmentSweep {
  readonly db: Db;
  /** One request, as soon as the department stands another. */
  readonly read: (ids: readonly string[]) => Promise<VerdictsRead>;
  /** How long an event may be under way; 0 where the department tells of none. */
  readonly graceMs: number;
  /** Students of one page, after which the sweep is stored. */
  readonly pageSize: number;
  readonly signal: AbortSignal;
}

/** Students in one request at most. */
const BATCH = 100;

/** What became of a page; `lost`: somebody else took the sweep over. */
export type PageOutcome =
  | { readonly kind: 'done'; readonly step: SweepStep }
  | { readonly kind: 'lost' }
  | { readonly kind: 'failed'; readonly fault: string };

/**
 * One page of a department: asks for the next students of the roster and writes what differs.
 *
 * What a department tells while it is read comes by its events as well; so where something differs, the events get their
 * time first, and only what still differs is counted.
 */
export async function sweepDepartmentPage(parts: DepartmentSweep, sweep: TakenSweep): Promise<PageOutcome> {
  const { db, read, graceMs, pageSize, signal } = parts;
  const since = await readRevision(db);
  const ids = await nextStudents(db, sweep.cursor, pageSize);
  const verdicts: ToldVerdict[] = [];
  for (let start = 0; start < ids.length; start += BATCH) {
    const answer = await read(ids.slice(start, start + BATCH));
    if (answer.kind === 'failed') return answer;
    verdicts.push(...answer.verdicts);
  }
  if (sweep.kind === 'RECONCILE' && graceMs > 0 && (await someDiffer(db, sweep.source, verdicts)))
    await pause(graceMs, signal);
  let outcome: PageOutcome = { kind: 'lost' };
  await asNextRevision(db, async (trx, revision) => {
    const precedence = { kind: 'as-read', since } as const;
    const changed = await applyVerdicts(trx, sweep.source, verdicts, revision, precedence);
    const cursor = ids.length < pageSize ? null : (ids.at(-1) ?? null);
    const step = { cursor, read: verdicts.length, unread: ids.length - verdicts.length, changed };
    if (await stepSweep(trx, sweep, step)) outcome = { kind: 'done', step };
    return changed;
  });
  return outcome;
}

async function nextStudents(db: Db, after: string, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('report_student')
    .select('student_id')
    .where('student_id', '>', after)
    .where('class_year', 'is not', null)
    .orderBy('student_id')
    .limit(most)
    .execute();
  return rows.map(({ student_id }) => student_id);
}

async function someDiffer(db: Db, department: string, verdicts: readonly ToldVerdict[]): Promise<boolean> {
  const json = JSON.stringify(
    verdicts.map(({ studentId, version }) => ({ student_id: studentId, ...parseVersion(version) })),
  );
  const { rows } = await sql<{ differ: boolean }>`
    select exists (
      select 1 from jsonb_to_recordset(${json}::text::jsonb) as i(student_id text, epoch bigint, n bigint)
      left join clearance.report_verdict v on v.student_id = i.student_id and v.department = ${department}
      where (v.epoch, v.n) is distinct from (i.epoch, i.n)
    ) as differ`.execute(db);
  return rows[0]?.differ ?? false;
}
