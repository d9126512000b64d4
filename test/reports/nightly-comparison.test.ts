import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ClearanceTables, clearanceMigrations } from '../../subgraphs/clearance/database/tables.ts';
import { requestReconciliation } from '../../subgraphs/clearance/reports/feed/request-reconciliation.ts';
import { noteReconciled, noteSource } from '../../subgraphs/clearance/reports/model/sources.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';

const profile = loadProfile('current', 'guide-text');

describe.each(databaseKinds)('the nightly comparison, on $kind', ({ open }) => {
  let opened: TestDatabase;
  let db: Kysely<ClearanceTables>;
  beforeAll(async () => {
    opened = await open();
    db = opened.database.forSchema<ClearanceTables>('clearance');
    await migrate(opened.database.forSchema('clearance'), 'clearance', clearanceMigrations);
  });
  afterAll(() => opened.dispose());
  beforeEach(async () => {
    await db.deleteFrom('report_sweep').execute();
    await db.deleteFrom('report_source').execute();
    // Of the departments archives was never read.
    for (const source of ['registry', 'library', 'apartment', 'finance'])
      await noteSource(db, source, 'POLLED', 'heard');
  });

  const asked = async () => {
    await requestReconciliation(db, profile);
    const rows = await db.selectFrom('report_sweep').select(['source', 'kind']).orderBy('source').execute();
    return rows.map(({ source, kind }) => `${kind} ${source}`);
  };
  const comparedAgo = (source: string, hours: number) =>
    sql`update clearance.report_source set reconciled_at = clearance.clearance_now() - ${hours} * interval '1 hour'
      where source = ${source}`.execute(db);

  test('is of all sources that were ever read', async () => {
    expect(await asked()).toEqual([
      'RECONCILE apartment',
      'RECONCILE finance',
      'RECONCILE library',
      'RECONCILE registry',
    ]);
  });

  test('leaves out what was compared within 20 hours, and nothing else', async () => {
    await noteReconciled(db, 'finance', 0, 'whole');
    await comparedAgo('library', 19);
    await comparedAgo('registry', 21);
    expect(await asked()).toEqual(['RECONCILE apartment', 'RECONCILE registry']);
  });

  test('comes again where rows could not be read', async () => {
    await noteReconciled(db, 'finance', 2, 'in-part');
    expect(await asked()).toContain('RECONCILE finance');
    const [finance] = await db
      .selectFrom('report_source')
      .selectAll()
      .where('source', '=', 'finance')
      .execute();
    expect(finance).toMatchObject({ reconciled_at: null, drift: 2 });
  });
});
