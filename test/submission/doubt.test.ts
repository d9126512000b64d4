import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClearanceTables, clearanceMigrations } from '../../subgraphs/clearance/database/tables.ts';
import type { CommitWork } from '../../subgraphs/clearance/submission/commit-result.ts';
import { settleDoubt } from '../../subgraphs/clearance/submission/doubt.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';
import { newKey } from '../kit/submit.ts';

// The embedded database has one session: there COMMIT always answers, and nothing can be in doubt.
describe('the answer to a COMMIT that was lost', () => {
  let opened: TestDatabase;
  let db: Kysely<ClearanceTables>;
  beforeAll(async () => {
    opened = await databaseKinds[1].open();
    db = opened.database.forSchema<ClearanceTables>('clearance');
    await migrate(opened.database.forSchema('clearance'), 'clearance', clearanceMigrations);
  });
  afterAll(() => opened.dispose());

  async function claim(): Promise<CommitWork> {
    const key = newKey();
    const { rows } = await sql<{ attempt: number }>`
      insert into clearance.submission_key (sub, key, student_id, edition, fingerprint, state, locked_until)
      values ('S', ${key}, 'S', 1, 'f', 'STARTED', clearance.clearance_now()) returning attempt`.execute(db);
    const request = { sub: 'S', role: 'student', studentId: 'S', key, fingerprint: 'f' };
    const record = { profile: 'current', departments: [] } as unknown as CommitWork['record'];
    const attempt = rows[0]?.attempt ?? 0;
    return { request, attempt, serial: '', readAfter: new Date(), readings: [], record };
  }
  const complete = ({ request }: CommitWork, on: Kysely<ClearanceTables> = db) =>
    sql`update clearance.submission_key set state = 'COMPLETED', response = '{"serial":"X"}' where key = ${request.key}`.execute(
      on,
    );

  test('is committed where the key is completed by this attempt', async () => {
    const work = await claim();
    await complete(work);
    expect(await settleDoubt(db, work, 2_000)).toEqual({ kind: 'committed', row: { serial: 'X' } });
  });

  test('is rolled back where the key is still started', async () => {
    expect(await settleDoubt(db, await claim(), 2_000)).toEqual({ kind: 'rolled-back' });
  });

  test('is lost where another attempt has the key, or nobody', async () => {
    const work = await claim();
    await complete(work);
    expect(await settleDoubt(db, { ...work, attempt: work.attempt + 1 }, 2_000)).toEqual({ kind: 'lost' });
    const request = { ...work.request, key: newKey() };
    expect(await settleDoubt(db, { ...work, request }, 2_000)).toEqual({ kind: 'lost' });
  });

  test.each([
    ['committed', true],
    ['rolled-back', false],
  ] as const)('waits for a transaction that is still open, and is %s when that ends so', async (kind, commits) => {
    const work = await claim();
    const trx = await db.startTransaction().execute();
    await complete(work, trx);
    const told = settleDoubt(db, work, 2_000);
    await untilWaiting();
    await (commits ? trx.commit() : trx.rollback()).execute();
    expect((await told).kind).toBe(kind);
  });

  test('stays unknown where that does not end in time', async () => {
    const work = await claim();
    const trx = await db.startTransaction().execute();
    await complete(work, trx);
    expect(await settleDoubt(db, work, 150)).toEqual({ kind: 'unknown' });
    await trx.rollback().execute();
  });

  /** Until another session waits for a row lock. */
  async function untilWaiting(): Promise<void> {
    await expect
      .poll(async () => {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
          where wait_event_type = 'Lock' and datname = current_database()`.execute(db);
        return rows[0]?.n;
      })
      .toBeGreaterThan(0);
  }
});
