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
import { fillModel, studentAt } from './kit/fill-model.ts';

const STUDENTS = 2_000;
const registrar = person('registrar', 'R001');

let dataDir: string;
let databaseUrl: string;
let database: Database;
const children: Child[] = [];
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'exports-killed-'));
  databaseUrl = await newPostgresUrl();
  database = openDatabase({ kind: 'postgres', url: databaseUrl });
  await migrate(database.forSchema('clearance'), 'clearance', clearanceMigrations);
  await fillModel(database.forSchema<ClearanceTables>('clearance'), STUDENTS);
});
afterAll(async () => {
  await Promise.all(children.map((child) => child.end()));
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** A process of the subgraph, and a client of it. */
async function serve(): Promise<{ child: Child; client: ExportClient }> {
  const child = startChild('test/exports/export-process.ts', [], {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    PORT: '0',
  });
  children.push(child);
  const [, url = ''] = await child.line(/ listens on (\S+)/);
  await eventually(async () => (await fetch(`${url}/readyz`)).ok);
  return { child, client: createExportClient(() => url, join(dataDir, 'keys', 'service.json')) };
}

async function fileOf(client: ExportClient, id: string): Promise<string[]> {
  const text = await (await client.download(registrar, id)).text();
  return text
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.slice(0, line.indexOf(',')));
}

test('an export goes on where a killed process stopped: in one that is started later, without loss or doubling', async () => {
  const first = await serve();
  const { export: started } = await first.client.start(registrar);
  const id = started?.id ?? '';
  await eventually(async () => ((await first.client.find(registrar, id))?.rows ?? 0) >= 100);
  await first.child.end();

  const second = await serve();
  const left = await second.client.find(registrar, id);
  expect(left?.state).toBe('RUNNING');
  expect(left?.rows).toBeLessThan(STUDENTS);
  expect(left?.rows).toBeGreaterThanOrEqual(100);
  await eventually(async () => (await second.client.find(registrar, id))?.state === 'DONE', 60_000);
  const expected = Array.from({ length: STUDENTS }, (_, index) => studentAt(index + 1));
  expect(await fileOf(second.client, id)).toEqual(expected);

  // One that is told to stop leaves nothing half done either, and another that runs already takes over at once.
  const third = await serve();
  const { export: again } = await third.client.start(registrar);
  const other = again?.id ?? '';
  await eventually(async () => ((await third.client.find(registrar, other))?.rows ?? 0) >= 100);
  second.child.signal('SIGTERM');
  expect(await second.child.ended).toBe(0);
  await eventually(async () => (await third.client.find(registrar, other))?.state === 'DONE', 60_000);
  expect(await fileOf(third.client, other)).toEqual(expected);
});
