import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openServiceKeys } from '../../wire/identity/service-keys.ts';
import { databaseKinds } from '../kit/databases.ts';
import { serveGraph } from '../kit/served-graph.ts';
import { newKey } from '../kit/submit.ts';

// A submission is decided by what departments say to the clearance subgraph; here they do not believe who asks.
const directory = mkdtempSync(join(tmpdir(), 'proves-itself-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const strangersKey = () =>
  openServiceKeys(
    { kind: 'made', file: join(directory, 'service.json') },
    () => new Date(),
    () => crypto.randomUUID(),
  );

test.each([
  ['without a key', async () => null, 'SOURCE_UNAVAILABLE'],
  ['with a key that departments do not know', strangersKey, 'SOURCE_ERROR'],
])('%s nobody can be read, so nobody submits', async (_how, keys, code) => {
  const graph = await serveGraph(await databaseKinds[0].open(), { clearanceKeys: await keys() });
  const { payload, codes } = await graph.submit('TS2020S1', newKey());
  expect(codes).toEqual([]);
  expect(payload).toMatchObject({
    __typename: 'DepartmentsUnavailable',
    retryable: true,
    departments: [{ contact: { code: 'registry' }, outcome: 'UNKNOWN', version: null, reasons: [{ code }] }],
  });
  expect(await graph.db.selectFrom('submission').selectAll().execute()).toEqual([]);
  await graph.close();
});
