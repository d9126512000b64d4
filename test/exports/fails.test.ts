import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClearance } from '../../subgraphs/clearance/clearance.ts';
import type { ClearanceTables } from '../../subgraphs/clearance/database/tables.ts';
import { EXPORT_SETTINGS } from '../../subgraphs/clearance/exports/export-settings.ts';
import { databaseKinds } from '../kit/databases.ts';
import { anonymous, type SubgraphUnderTest, serveForTest } from '../kit/served-subgraph.ts';
import { person } from '../record/kit/served-record.ts';
import { eventually } from '../reports/kit/report-graph.ts';
import { createExportClient, type ExportClient } from './kit/export-client.ts';
import { fillModel } from './kit/fill-model.ts';

const exports = { ...EXPORT_SETTINGS, mostRows: 9 };
const ordered = {
  role: 'registrar',
  purpose: '核对领证名单',
  document: '{ clearances(filter: { collegeCodes: "C1" }) { nodes { studentId } } }',
  format: 'JSONL',
} as const;

describe.each(databaseKinds)('an export that was ordered, on $kind,', ({ open }) => {
  let served: SubgraphUnderTest<ReturnType<typeof createClearance>>;
  let client: ExportClient;
  let people = 0;
  beforeAll(async () => {
    served = await serveForTest((dependencies) => createClearance(dependencies, { exports }), anonymous, {
      open,
    });
    await fillModel(served.db as unknown as Kysely<ClearanceTables>, 20);
    client = createExportClient(() => served.url);
  });
  afterAll(() => served.close());

  test.each([
    ['by an earlier version, whose query does not fit any more', { document: '{ gone }' }, /已不能导出/],
    ['for a department that there is not any more', { role: 'staff:kitchen' }, /已不能导出/],
    [
      'before the class grew too large',
      { document: '{ clearances { nodes { studentId } } }' },
      /最多 9 行.*filter/,
    ],
    ['and that five runs could not go on with', { attempts: 5 }, /多次尝试/],
  ])('%s fails with a sentence, and leaves no file', async (_, other, sentence) => {
    const owner = `R-${++people}`;
    const db = served.db as unknown as Kysely<ClearanceTables>;
    const row = await db
      .insertInto('export_job')
      .values({ ...ordered, owner, ...other })
      .returning(['id', 'role'])
      .executeTakeFirstOrThrow();
    const viewer = person(row.role, owner);
    await eventually(async () => (await client.find(viewer, row.id))?.state === 'FAILED');
    const seen = await client.find(viewer, row.id);
    expect(seen).toMatchObject({ downloadPath: null, bytes: 0, remainingSeconds: null });
    expect(seen?.failure?.zh).toMatch(sentence);
    expect((await client.download(viewer, row.id)).status).toBe(404);
    // Nothing of it is in the way of the next.
    expect(await client.file(person('registrar', owner), { document: ordered.document })).toContain(
      'E000001',
    );
  });
});
