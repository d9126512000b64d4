import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClearanceTables, clearanceMigrations } from '../../subgraphs/clearance/database/tables.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { type Database, openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { type Child, startChild } from '../kit/child.ts';
import { newPostgresUrl } from '../kit/databases.ts';
import { person } from '../record/kit/served-record.ts';
import { eventually } from '../reports/kit/report-graph.ts';
import { createExportClient, type ExportClient } from './kit/export-client.ts';
import { fillModel } from './kit/fill-model.ts';

const STUDENTS = 30_000;
const DOCUMENT = `{ clearances { nodes { studentId name collegeCode college major studyLevel leaveType outcome stage blockedBy
  updatedAt departments { code outcome reasons version asOf since } } } }`;
const registrar = person('registrar', 'R001');

const dataDir = mkdtempSync(join(tmpdir(), 'exports-flat-'));
let database: Database;
let child: Child;
let client: ExportClient;
let url: string;
beforeAll(async () => {
  const databaseUrl = await newPostgresUrl();
  database = openDatabase({ kind: 'postgres', url: databaseUrl });
  await migrate(database.forSchema('clearance'), 'clearance', clearanceMigrations);
  await fillModel(database.forSchema<ClearanceTables>('clearance'), STUDENTS);
  child = startChild('subgraphs/clearance/main.ts', [], {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    PORT: '0',
    REPORTS: 'off',
    // The process with the model takes some 80 MB; all rows at once would take 190 more.
    NODE_OPTIONS: '--max-semi-space-size=4 --max-old-space-size=104',
  });
  [, url = ''] = await child.line(/ listens on (\S+)/);
  await eventually(async () => (await fetch(`${url}/readyz`)).ok);
  client = createExportClient(() => url, join(dataDir, 'keys', 'service.json'));
});
afterAll(async () => {
  await child.end();
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a class is written, and read by several at once, in less memory than its rows would take', async () => {
  const { export: started } = await client.start(registrar, { document: DOCUMENT, format: 'JSONL' });
  const id = started?.id ?? '';
  await eventually(async () => (await client.find(registrar, id))?.state === 'DONE', 60_000);
  const sizes = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const { body } = await client.download(registrar, id);
      let bytes = 0;
      for await (const piece of body ?? []) bytes += piece.byteLength;
      return bytes;
    }),
  );
  const { rows, bytes } = (await client.find(registrar, id)) ?? { rows: 0, bytes: 0 };
  expect(rows).toBe(STUDENTS);
  expect(bytes).toBeGreaterThan(22_000_000);
  expect(sizes).toEqual(sizes.map(() => bytes));
});

test('what was exported is counted: how many by their end, how many rows, how long', async () => {
  const { export: started } = await client.start(registrar);
  const cancelled = await client.cancel(registrar, started?.id ?? '');
  expect(cancelled.__typename).toBe('ExportCancelled');
  const job = { owner: 'R002', role: 'registrar', purpose: '核对领证名单', format: 'CSV' } as const;
  const db = database.forSchema<ClearanceTables>('clearance');
  await db
    .insertInto('export_job')
    .values({ ...job, document: '{ gone }' })
    .execute();
  const metrics = async () => (await fetch(`${url}/metrics`)).text();
  await eventually(async () => (await metrics()).includes('clearance_exports_total{end="failed"} 1'));
  const told = (await metrics()).split('\n').filter((line) => line.startsWith('clearance_export'));
  for (const line of [
    'clearance_exports_total{end="ready"} 1',
    'clearance_exports_total{end="cancelled"} 1',
    'clearance_exports_open 0',
    `clearance_export_rows_sum ${STUDENTS}`,
    'clearance_export_seconds_count 1',
  ])
    expect(told).toContain(line);
  const seconds = Number(
    /(\S+)$/.exec(told.find((line) => line.startsWith('clearance_export_seconds_sum')) ?? '')?.[1],
  );
  expect(seconds).toBeGreaterThan(0.1);
  expect(seconds).toBeLessThan(60);
  expect(told.join()).not.toContain('R00');
});
