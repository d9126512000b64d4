import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ClearanceTables, clearanceMigrations } from '../../subgraphs/clearance/database/tables.ts';
import { recordHandover } from '../../subgraphs/clearance/record/handover.ts';
import { parseSerial } from '../../subgraphs/clearance/record/serial-text.ts';
import { lockDirectory } from '../../subgraphs/kit/database/directory-lock.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { type DatabaseLocation, openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { startChild } from '../kit/child.ts';
import { newPostgresUrl } from '../kit/databases.ts';
import { shiftClock, storeSubmission } from './kit/stored-submissions.ts';

/** `npm run retention -- ARGS` as a process of its own, to its end. */
async function run(args: string[], env: Record<string, string>) {
  const child = startChild('subgraphs/clearance/retention/main.ts', args, env);
  const status = await child.ended;
  return { status, text: child.lines.join('\n') };
}

/** A database with one form that was handed over more than a year ago. */
async function prepare(location: DatabaseLocation): Promise<void> {
  const database = openDatabase(location);
  const db = database.forSchema<ClearanceTables>('clearance');
  await migrate(database.forSchema('clearance'), 'clearance', clearanceMigrations);
  const { serial } = await storeSubmission(db);
  const work = { serial: parseSerial(serial), presentedBy: null, desk: '1', collectedBy: 'SELF' } as const;
  await recordHandover(
    db,
    { sub: 'd', role: 'desk' },
    { ...work, document: 'ID_CARD', reference: null, delegateName: null },
  );
  await shiftClock(db, '367 days');
  await database.close();
}

test('the command removes on a PostgreSQL server and says so in both languages; a dry run only counts', async () => {
  const url = await newPostgresUrl();
  await prepare({ kind: 'postgres', url });
  const dry = await run(['--dry-run'], { DATABASE_URL: url });
  expect(dry).toMatchObject({ status: 0 });
  expect(dry.text).toMatch(/试运行.*1 份.*1 条.*4 条/);
  expect(dry.text).toMatch(/Dry run, nothing changed.*1 forms/);
  const real = await run([], { CLEARANCE_DATABASE_URL: url });
  expect(real.text).toMatch(/^已清理领证满一年的流程单 1 份/);
  expect(real.text).toMatch(/Removed the details of 1 forms/);
  expect((await run([], { DATABASE_URL: url })).text).toMatch(/流程单 0 份/);
});

test('the command works on an embedded database that nobody holds, and refuses one that is held', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'clearance-retention-'));
  await prepare({ kind: 'embedded', directory: join(directory, 'pglite') });
  const lock = lockDirectory(directory, 'http://127.0.0.1:4000');
  if (lock.kind === 'held') throw new Error('The directory is new');
  const held = await run([], { DATA_DIR: directory });
  expect(held).toMatchObject({ status: 1 });
  expect(held.text).toMatch(/held by process .*请先停止它/s);
  lock.release();
  expect(await run([], { DATA_DIR: directory })).toMatchObject({ status: 0 });
  rmSync(directory, { recursive: true });
});

test.each<[string, string[], Record<string, string>, number, RegExp]>([
  ['an argument that it does not know', ['--dryrun'], {}, 2, /Usage: npm run retention/],
  ['a configuration with a fault', [], { DATABASE_URL: 'mysql://x' }, 2, /DATABASE_URL/],
  ['a directory without rows', [], { DATA_DIR: '/nonexistent/data' }, 1, /没有数据/],
  [
    'a server that does not answer',
    [],
    { DATABASE_URL: 'postgres://127.0.0.1:1/x' },
    1,
    /could not be opened/,
  ],
])('the command says what is wrong with %s', async (_, args, env, status, sentence) => {
  const ended = await run(args, env);
  expect(ended).toMatchObject({ status });
  expect(ended.text).toMatch(sentence);
});

test('the command says of a database without tables that the service comes first', async () => {
  const ended = await run([], { DATABASE_URL: await newPostgresUrl() });
  expect(ended).toMatchObject({ status: 1 });
  expect(ended.text).toMatch(/请先启动服务/);
});
