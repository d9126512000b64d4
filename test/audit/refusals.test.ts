import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClearanceTables, clearanceMigrations } from '../../subgraphs/clearance/database/tables.ts';
import { requireRoleToChange } from '../../subgraphs/clearance/record/actor.ts';
import { requireSelf } from '../../subgraphs/clearance/submission/authorize.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import type { Viewer } from '../../subgraphs/kit/graph/viewer.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';
import { shiftClock } from '../record/kit/stored-submissions.ts';

describe.each(databaseKinds)('on $kind, refused attempts', ({ kind, open }) => {
  let opened: TestDatabase;
  let db: Kysely<ClearanceTables>;
  beforeAll(async () => {
    opened = await open();
    db = opened.database.forSchema<ClearanceTables>('clearance');
    await migrate(opened.database.forSchema('clearance'), 'clearance', clearanceMigrations);
  });
  afterAll(() => opened.dispose());

  const person = (sub: string): Viewer => ({ kind: 'person', sub, role: 'student' });
  const submitFor = (sub: string, studentId: string) =>
    requireSelf(db, person(sub), studentId).then(
      () => 'passed',
      ({ extensions }) => extensions.code as string,
    );
  const rowsOf = async (actor: string) =>
    (
      await db
        .selectFrom('audit')
        .select(['action', 'student_id', 'detail'])
        .where('actor', '=', actor)
        .orderBy('seq')
        .execute()
    ).map(({ action, student_id, detail }) => ({ action, about: student_id, detail }));
  const refused = (about: string) => ({ action: 'submit-refused', about, detail: null });

  test('leave one row however often they are repeated, also at the same moment, and are refused each time', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => submitFor('A1', 'B1')));
    expect(new Set(answers)).toEqual(new Set(['FORBIDDEN']));
    expect(await rowsOf('A1')).toEqual([refused('B1')]);
    await submitFor('A1', 'B2');
    await submitFor('A2', 'B1');
    expect(await rowsOf('A1')).toEqual([refused('B1'), refused('B2')]);
    expect(await rowsOf('A2')).toEqual([refused('B1')]);
  });

  // PGlite has one session, in which nothing else runs beside a transaction.
  const testBesideOthers = kind === 'PostgreSQL' ? test : () => {};
  testBesideOthers('of two processes at the same moment wait for each other', async () => {
    let second: Promise<string> | undefined;
    let isDone = false;
    await db.transaction().execute(async (trx) => {
      await requireSelf(trx, person('A6'), 'B1').catch(() => {});
      second = submitFor('A6', 'B1').finally(() => {
        isDone = true;
      });
      const waits = async () => {
        const { rows } =
          await sql`select 1 from pg_locks where locktype = 'advisory' and not granted`.execute(trx);
        return rows.length > 0 || isDone;
      };
      await expect.poll(waits, { timeout: 5_000 }).toBe(true);
    });
    expect(await second).toBe('FORBIDDEN');
    expect(await rowsOf('A6')).toEqual([refused('B1')]);
  });

  test('of one person about many students are 60 rows a minute, and one that says that there were more', async () => {
    for (let n = 0; n < 70; n++) expect(await submitFor('A3', `C${n}`)).toBe('FORBIDDEN');
    const rows = await rowsOf('A3');
    expect(rows.slice(0, 60)).toEqual(Array.from({ length: 60 }, (_, n) => refused(`C${n}`)));
    expect(rows.slice(60)).toEqual([
      { action: 'more-refused', about: '-', detail: { of: 'submit-refused' } },
    ]);
  });

  test('of changes of the record are bounded in the same way, action by action', async () => {
    const attempt = (action: string) =>
      requireRoleToChange(db, person('A4'), 'registrar', { action }).catch(
        ({ extensions }) => extensions.code,
      );
    for (let n = 0; n < 3; n++) expect(await attempt('reopening-request-refused')).toBe('FORBIDDEN');
    await attempt('reopening-decline-refused');
    const about = '-';
    const detail = { why: 'forbidden' };
    expect(await rowsOf('A4')).toEqual([
      { action: 'reopening-request-refused', about, detail },
      { action: 'reopening-decline-refused', about, detail },
    ]);
  });

  test('leave another row when a minute is over', async () => {
    await submitFor('A5', 'B1');
    await shiftClock(db, '61 seconds');
    await submitFor('A5', 'B1');
    expect(await rowsOf('A5')).toHaveLength(2);
  });

  test('look for repeats by an index', async () => {
    const { rows } = await sql<{ indexdef: string }>`
      select indexdef from pg_indexes where schemaname = 'clearance' and indexname = 'audit_repeat'`.execute(
      db,
    );
    expect(rows[0]?.indexdef).toContain('(actor, action, at)');
  });
});
