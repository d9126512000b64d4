import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subgraphNames } from '../../start/all-subgraphs.ts';
import { startChild } from '../kit/child.ts';
import { newPostgresUrl } from '../kit/databases.ts';
import { startFaultProxy } from '../kit/fault-proxy.ts';
import { freePort } from '../kit/free-port.ts';
import { developmentToken } from '../kit/graph.ts';
import { postGraphql } from '../kit/graphql-client.ts';
import { tokenFor } from '../kit/service-tokens.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'clearance-alone-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const keyFile = join(dataDir, 'keys', 'service.json');
const nobody = { kind: 'anonymous' } as const;

describe.each(subgraphNames)('%s alone', (name) => {
  test('starts on its own database and port, is live and ready, tells its SDL, and ends on SIGTERM', async () => {
    const port = await freePort();
    const own = {
      [`${name.toUpperCase()}_DATABASE_URL`]: await newPostgresUrl(),
      PORT: String(port),
      DATA_DIR: dataDir,
    };
    const child = startChild(`subgraphs/${name}/main.ts`, [], own);
    await child.line(/ listens on /);
    const url = `http://127.0.0.1:${port}`;
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await postGraphql(`${url}/graphql`, '{ _service { sdl } }')).status).toBe(401);
    const token = await tokenFor(name, nobody, keyFile);
    const { data } = await postGraphql(`${url}/graphql`, '{ _service { sdl } }', { token });
    expect(data._service.sdl).toContain('@contact');
    child.signal('SIGTERM');
    expect(await child.ended).toBe(0);
  });
});

describe('a subgraph that is told to stop', () => {
  let url: string;
  beforeAll(async () => {
    url = await newPostgresUrl();
  });

  test('finishes the request in flight, refuses new ones, and then ends', async () => {
    const port = await freePort();
    const child = startChild('subgraphs/library/main.ts', [], {
      DATABASE_URL: url,
      PORT: String(port),
      DATA_DIR: dataDir,
    });
    await expect
      .poll(async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.status)
      .toBe(200);
    // Another session holds the table, so the answer cannot come before it lets go.
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    await holder.query('begin; lock table library.reader in access exclusive mode');
    const query =
      '{ _entities(representations: [{ __typename: "Student", id: "NOBODY" }]) { ... on Student { library { outcome } } } }';
    const token = await tokenFor('library', nobody, keyFile);
    const answer = postGraphql(`http://127.0.0.1:${port}/graphql`, query, { token });
    await expect.poll(() => waiting(holder)).toBe(1);
    child.signal('SIGTERM');
    await expect.poll(() => isRefused(port)).toBe(true);
    await holder.query('commit');
    await holder.end();
    expect((await answer).data).toEqual({ _entities: [{ library: { outcome: 'UNKNOWN' } }] });
    expect(await child.ended).toBe(0);
  });
});

async function waiting(client: pg.Client): Promise<number> {
  const { rows } = await client.query('select count(*)::int as n from pg_locks where not granted');
  return rows[0].n;
}

function isRefused(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(port, '127.0.0.1');
  socket.once('connect', () => resolve(false)).once('error', () => resolve(true));
  return promise.finally(() => socket.destroy());
}

describe('a subgraph of an integrator', () => {
  test('takes the place of the embedded one when npm start is given its address', async () => {
    const liar = await startFaultProxy(() => 'http://127.0.0.1:1');
    liar.fault = 'html';
    const port = await freePort();
    const started = startChild('start/main.ts', [], {
      DATA_DIR: join(dataDir, 'whole'),
      PORT: String(port),
      SUBGRAPH_LIBRARY_URL: liar.url,
    });
    await started.line(/ready after/);
    const token = await developmentToken('student', 'TS2020S1', join(dataDir, 'whole'));
    const { data, errors } = await postGraphql(
      `http://127.0.0.1:${port}/graphql`,
      '{ clearance { library { passed } finance { passed } } }',
      { token },
    );
    started.signal('SIGTERM');
    await started.ended;
    await liar.close();
    expect(data.clearance).toEqual({ library: null, finance: { passed: true } });
    expect(errors[0]?.extensions).toMatchObject({ code: 'DEPARTMENT_BAD_RESPONSE', department: 'library' });
  });
});
