import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mayUseRole } from '../../subgraphs/clearance/database/role.ts';
import { openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { newPostgresUrl } from '../kit/databases.ts';
import { type ServedGraph, serveGraph } from '../kit/served-graph.ts';
import { newKey } from '../kit/submit.ts';

// A login as a careful administrator gives it: owner of its database, and nothing on the server.
const LOGIN = `weak_${process.pid}`;

let graph: ServedGraph;
let administrator: pg.Client;
beforeAll(async () => {
  const url = await newPostgresUrl();
  administrator = new pg.Client({ connectionString: url });
  await administrator.connect();
  await administrator.query(`create role ${LOGIN} login`);
  await administrator.query(`alter database "${new URL(url).pathname.slice(1)}" owner to ${LOGIN}`);
  const database = openDatabase({ kind: 'postgres', url: url.replace('postgres@', `${LOGIN}@`) });
  graph = await serveGraph({ database, dispose: () => database.close() });
});
afterAll(async () => {
  await graph.close();
  await administrator.end();
});

test('a login that may not create roles submits all the same, and the triggers protect', async () => {
  const { rows } = await sql<{ who: string }>`select current_user as who`.execute(graph.db);
  expect(rows).toEqual([{ who: LOGIN }]);
  expect(await mayUseRole(graph.db)).toBe(false);
  expect((await graph.submit('TS2020S1', newKey())).payload.__typename).toBe('ClearanceSubmitted');
  for (const change of ['delete from', 'truncate'])
    await expect(sql.raw(`${change} clearance.audit`).execute(graph.db)).rejects.toThrow(/never change/);
});

test('commits run as the role once an administrator gave it', async () => {
  await administrator.query(
    'do $$ begin create role clearance_app nologin; exception when others then null; end $$',
  );
  await administrator.query(`grant clearance_app to ${LOGIN}`);
  const rights = await sql<{
    may: boolean;
  }>`select has_schema_privilege('clearance_app', 'clearance', 'USAGE') as may`.execute(graph.db);
  // Rights come with the migration where the role was there before it, as on this server it may have been.
  expect(await mayUseRole(graph.db)).toBe(rights.rows[0]?.may);
});
