import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ClearanceTables, clearanceMigrations } from '../../subgraphs/clearance/database/tables.ts';
import {
  failExport,
  putExportOff,
  storePage,
  type TakenExport,
  takeExport,
} from '../../subgraphs/clearance/exports/jobs/export-runs.ts';
import { orderExport } from '../../subgraphs/clearance/exports/jobs/order-export.ts';
import { cancelExport } from '../../subgraphs/clearance/exports/jobs/own-exports.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';

const actor = { sub: 'R001', role: 'registrar' };
const order = {
  document: '{ clearances { nodes { studentId } } }',
  variables: null,
  format: 'JSONL',
  purpose: '核对领证名单',
  totalRows: 3,
  filter: {},
} as const;
const page = { cursor: 'E1', content: Buffer.from('1'), bytes: 1, rows: 1, totalRows: 3, workedMs: 1 };
const times = { leaseMs: 60_000, keepMs: 60_000 };

describe.each(databaseKinds)('the lease of an export, on $kind', ({ open }) => {
  let opened: TestDatabase;
  let db: Kysely<ClearanceTables>;
  beforeAll(async () => {
    opened = await open();
    db = opened.database.forSchema<ClearanceTables>('clearance');
    await migrate(opened.database.forSchema('clearance'), 'clearance', clearanceMigrations);
  });
  afterAll(() => opened.dispose());
  beforeEach(async () => {
    await db.deleteFrom('export_job').execute();
    await orderExport(db, actor, order, 100);
  });

  const take = () => takeExport(db, crypto.randomUUID(), times.leaseMs);
  /** Takes it under a name that the test knows. */
  async function hold(): Promise<{ taken: TakenExport; holder: string }> {
    const holder = crypto.randomUUID();
    const taken = await takeExport(db, holder, times.leaseMs);
    if (!taken) throw new Error('There was nothing to take');
    return { taken, holder };
  }
  const expire = () =>
    sql`update clearance.export_job set leased_until = clearance.clearance_now()`.execute(db);
  const job = () => db.selectFrom('export_job').selectAll().executeTakeFirstOrThrow();
  const chunks = () => db.selectFrom('export_chunk').select('number').execute();

  test('of runs that look at the same moment one takes it, and nobody else while it lasts', async () => {
    const taken = await Promise.all([take(), take(), take()]);
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await take()).toBeNull();
  });

  test('a run whose lease is over, and taken, stores nothing any more; the next goes on after its last page', async () => {
    const slow = await hold();
    expect(await storePage(db, slow.taken, page, { ...times, holder: slow.holder })).toBe(true);
    await expire();
    const next = await hold();
    expect(next.taken).toMatchObject({ cursor: 'E1', chunks: 1, rows: 1 });
    const late = { ...slow.taken, chunks: 1 };
    expect(await storePage(db, late, { ...page, cursor: null }, { ...times, holder: slow.holder })).toBe(
      false,
    );
    await failExport(db, late.id, slow.holder, 'EXPORT_TROUBLE', times.keepMs);
    await putExportOff(db, late.id, slow.holder, 0);
    expect(await take()).toBeNull();
    expect(await job()).toMatchObject({ state: 'RUNNING', rows: 1, chunks: 1 });
    expect(await chunks()).toEqual([{ number: 0 }]);
  });

  test('the same page is not stored twice', async () => {
    const { taken, holder } = await hold();
    expect(await storePage(db, taken, page, { ...times, holder })).toBe(true);
    expect(await storePage(db, taken, page, { ...times, holder })).toBe(false);
    expect(await job()).toMatchObject({ rows: 1, chunks: 1 });
  });

  test('a cancelled export takes no page, and keeps none', async () => {
    const { taken, holder } = await hold();
    await storePage(db, taken, page, { ...times, holder });
    await cancelExport(db, actor, taken.id, times.keepMs);
    expect(await storePage(db, { ...taken, chunks: 1 }, page, { ...times, holder })).toBe(false);
    expect(await chunks()).toEqual([]);
    expect(await take()).toBeNull();
  });

  test('one that failed keeps nothing, and leaves room for the next', async () => {
    const { taken, holder } = await hold();
    await storePage(db, taken, page, { ...times, holder });
    await failExport(db, taken.id, holder, 'EXPORT_TROUBLE', times.keepMs);
    expect(await job()).toMatchObject({ state: 'FAILED', failure: 'EXPORT_TROUBLE' });
    expect(await chunks()).toEqual([]);
    expect((await orderExport(db, actor, order, 100)).kind).toBe('ordered');
  });
});
