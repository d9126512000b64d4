import type { Kysely } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mayUseRole } from '../../subgraphs/clearance/database/role.ts';
import { type ClearanceTables, clearanceMigrations } from '../../subgraphs/clearance/database/tables.ts';
import { recordHandover } from '../../subgraphs/clearance/record/handover.ts';
import { parseSerial } from '../../subgraphs/clearance/record/serial-text.ts';
import { removeOldEvidence } from '../../subgraphs/clearance/retention/remove-old-evidence.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { type Database, openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { newPostgresUrl } from '../kit/databases.ts';
import { shiftClock, storeSubmission } from './kit/stored-submissions.ts';

// A login as a careful administrator gives it: owner of its database, and nothing on the server.
const LOGIN = `weak_record_${process.pid}`;

let administrator: pg.Client;
let database: Database;
let db: Kysely<ClearanceTables>;
beforeAll(async () => {
  const url = await newPostgresUrl();
  administrator = new pg.Client({ connectionString: url });
  await administrator.connect();
  await administrator.query(`create role ${LOGIN} login`);
  await administrator.query(`alter database "${new URL(url).pathname.slice(1)}" owner to ${LOGIN}`);
  database = openDatabase({ kind: 'postgres', url: url.replace('postgres@', `${LOGIN}@`) });
  db = database.forSchema<ClearanceTables>('clearance');
  await migrate(database.forSchema('clearance'), 'clearance', clearanceMigrations);
});
afterAll(async () => {
  await database.close();
  await administrator.end();
});

test('a login that may not become the role of the commits records and removes all the same', async () => {
  expect(await mayUseRole(db)).toBe(false);
  const { serial } = await storeSubmission(db);
  const work = { serial: parseSerial(serial), presentedBy: null, desk: '1', collectedBy: 'SELF' } as const;
  const shown = { document: 'ID_CARD', reference: null, delegateName: null } as const;
  const outcome = await recordHandover(db, { sub: 'd', role: 'desk' }, { ...work, ...shown });
  expect(outcome.kind).toBe('handed-over');
  await shiftClock(db, '367 days');
  expect(await removeOldEvidence(db, { dryRun: false })).toEqual({
    forms: 1,
    handoverRows: 1,
    evidenceRows: 4,
  });
});
