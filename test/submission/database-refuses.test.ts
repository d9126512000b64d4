import { type Kysely, sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendOnlyTables } from '../../subgraphs/clearance/database/append-only.ts';
import { COMMIT_ROLE, mayUseRole } from '../../subgraphs/clearance/database/role.ts';
import { type ClearanceTables, clearanceMigrations } from '../../subgraphs/clearance/database/tables.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';

const REQUIRED = ['library', 'archives', 'apartment', 'finance'];

interface Evidence {
  readonly department: string;
  readonly outcome: string;
  readonly version: string;
  /** Seconds from now. */
  readonly at: number;
}

const pass = (department: string): Evidence => ({ department, outcome: 'PASSED', version: '1.1', at: -1 });
const ALL = REQUIRED.map(pass);

interface Attempt {
  readonly student: string;
  readonly evidence: readonly Evidence[];
  readonly edition?: number;
  /** Seconds from now. */
  readonly readAfter?: number;
}

describe.each(databaseKinds)('on $kind, whoever asks, the database', ({ open }) => {
  let opened: TestDatabase;
  let db: Kysely<ClearanceTables>;
  let count = 0;
  beforeAll(async () => {
    opened = await open();
    db = opened.database.forSchema<ClearanceTables>('clearance');
    await migrate(opened.database.forSchema('clearance'), 'clearance', clearanceMigrations);
  });
  afterAll(() => opened.dispose());

  /** Inserts as the owner, past every check of the program. */
  async function store(attempt: Attempt): Promise<void> {
    const { student, evidence, edition = 1, readAfter = -2 } = attempt;
    const serial = `SERIAL-OF-A-TEST-${String(++count).padStart(6, '0')}`;
    await db.transaction().execute(async (trx) => {
      await sql`insert into clearance.submission
        values (${serial}, ${student}, ${edition}, ${REQUIRED}::text[], ${later(readAfter)}, clearance.clearance_now(), 'x', '{}')`.execute(
        trx,
      );
      for (const { department, outcome, version, at } of evidence)
        await sql`insert into clearance.submission_evidence values (${serial}, ${department}, ${outcome}, ${version}, ${later(at)})`.execute(
          trx,
        );
    });
  }
  const later = (seconds: number) => sql`clearance.clearance_now() + ${seconds} * interval '1 s'`;
  const rowsOf = async (student: string) =>
    (await db.selectFrom('submission').select('serial').where('student_id', '=', student).execute()).length;
  const rest = ALL.slice(1);

  test('takes a submission with a fresh pass for exactly the required departments', async () => {
    await store({ student: 'OK', evidence: ALL });
    expect(await rowsOf('OK')).toBe(1);
  });

  test.each<[string, Attempt, RegExp]>([
    ['one evidence row too few', { student: 'R1', evidence: rest }, /exactly the required/],
    [
      'one evidence row too many',
      { student: 'R1B', evidence: [...ALL, pass('gym')] },
      /exactly the required/,
    ],
    ['no evidence at all', { student: 'R1C', evidence: [] }, /exactly the required/],
    [
      'a NOT_PASSED one',
      { student: 'R2', evidence: [{ ...pass('library'), outcome: 'NOT_PASSED' }, ...rest] },
      /evidence_passed/,
    ],
    [
      'an UNKNOWN one',
      { student: 'R3', evidence: [{ ...pass('library'), outcome: 'UNKNOWN' }, ...rest] },
      /evidence_passed/,
    ],
    [
      'evidence 10 s old',
      { student: 'R4', readAfter: -10, evidence: ALL.map((one) => ({ ...one, at: -10 })) },
      /older than 4 s/,
    ],
    ['reads that began 10 s ago', { student: 'R4B', readAfter: -10, evidence: ALL }, /older than 4 s/],
    [
      'evidence from the future',
      { student: 'R5', evidence: [{ ...pass('library'), at: 5 }, ...rest] },
      /from the future/,
    ],
    ['reads that begin in the future', { student: 'R5B', readAfter: 5, evidence: ALL }, /from the future/],
    [
      'evidence from before the reads',
      { student: 'R5C', evidence: [{ ...pass('library'), at: -3 }, ...rest] },
      /before the reads/,
    ],
    ['a second row for a student and edition', { student: 'OK', evidence: ALL }, /submission_once/],
    ['one department twice', { student: 'R7', evidence: [...ALL, pass('library')] }, /evidence_once/],
    [
      'a version that is none',
      { student: 'R8', evidence: [{ ...pass('library'), version: 'latest' }, ...rest] },
      /version/,
    ],
  ])('refuses %s, and nothing of it stays', async (_, attempt, reason) => {
    await expect(store(attempt)).rejects.toThrow(reason);
    expect(await rowsOf(attempt.student)).toBe(attempt.student === 'OK' ? 1 : 0);
  });

  test('refuses evidence that comes after its submission', async () => {
    const { serial } = await db.selectFrom('submission').select('serial').executeTakeFirstOrThrow();
    const late = sql`insert into clearance.submission_evidence values (${serial}, 'gym', 'PASSED', '1.1', clearance.clearance_now())`;
    await expect(late.execute(db)).rejects.toThrow(/exactly the required/);
  });

  /** Rows in every append-only table, so that there is something to change. */
  async function fill(): Promise<void> {
    const { serial } = await db.selectFrom('submission').select('serial').executeTakeFirstOrThrow();
    await sql`insert into clearance.submission_event (serial, student_id, type, actor) values (${serial}, 'OK', 'NOTED', 'x')`.execute(
      db,
    );
    await sql`insert into clearance.audit (actor, role, action, student_id) values ('x', 'x', 'x', 'OK')`.execute(
      db,
    );
  }

  const changes = appendOnlyTables.flatMap((table) =>
    (['update', 'delete', 'truncate'] as const).map((change) => [change, table] as const),
  );
  const columnOf = {
    submission: 'serial',
    submission_evidence: 'serial',
    submission_event: 'serial',
    audit: 'actor',
  };
  const statement = (change: string, table: (typeof appendOnlyTables)[number]) => {
    const target = sql.table(`clearance.${table}`);
    const column = sql.ref(columnOf[table]);
    if (change === 'update') return sql`update ${target} set ${column} = ${column}`;
    return change === 'delete' ? sql`delete from ${target}` : sql`truncate ${target} cascade`;
  };

  test.each(changes)('refuses %s of %s even to its owner', async (change, table) => {
    await fill();
    await expect(statement(change, table).execute(db)).rejects.toThrow(/never change/);
  });

  test.each(changes)('gives the role of the commits no right to %s %s', async (change, table) => {
    expect(await mayUseRole(db)).toBe(true);
    const asRole = async (trx: Transaction<ClearanceTables>) => {
      await sql`set local role ${sql.id(COMMIT_ROLE)}`.execute(trx);
      await statement(change, table).execute(trx);
    };
    await expect(db.transaction().execute(asRole)).rejects.toMatchObject({ code: '42501' });
  });

  test('measures age by clearance_now(), which tests can shift', async () => {
    await sql`create or replace function clearance.clearance_now() returns timestamptz language sql volatile
      as 'select clock_timestamp() + interval ''1 day'''`.execute(db);
    const real = ALL.map((one) => ({ ...one, at: -86_401 }));
    await expect(store({ student: 'SHIFT', readAfter: -86_402, evidence: real })).rejects.toThrow(
      /older than 4 s/,
    );
    await store({ student: 'SHIFT', evidence: ALL });
    const { submitted_at } = await db
      .selectFrom('submission')
      .select('submitted_at')
      .where('student_id', '=', 'SHIFT')
      .executeTakeFirstOrThrow();
    expect(submitted_at.getTime() - Date.now()).toBeGreaterThan(86_000_000);
  });
});
