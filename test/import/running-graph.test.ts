import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readHolder } from '../../subgraphs/kit/database/directory-lock.ts';
import { type Child, startChild } from '../kit/child.ts';
import { newPostgresUrl } from '../kit/databases.ts';
import { freePort } from '../kit/free-port.ts';
import { developmentToken, startGraph } from '../kit/graph.ts';
import { postGraphql } from '../kit/graphql-client.ts';
import { runExportCommand, runImportCommand } from './kit/command.ts';

const directory = mkdtempSync(join(tmpdir(), 'clearance-running-'));
const running: Child[] = [];
afterAll(async () => {
  await Promise.all(running.map((child) => child.end()));
  rmSync(directory, { recursive: true, force: true });
});

const QUERY =
  '{ clearance(studentId: "TS2020F10") { finance { outcome version totalOwed { yuan } } outcome } }';

function paidFile(): string {
  const file = join(directory, 'charges.csv');
  const rows = ['2018,代收取暖费', '2019,学分学费', '2019,代收取暖费'].map((row) => `TS2020F10,${row},0`);
  writeFileSync(file, `学号,收费学年,收费项目名称,总欠款\n${rows.join('\n')}\n`);
  return file;
}

describe('a graph over PostgreSQL', () => {
  test('shows at once what was imported, and what was undone', async () => {
    const DATABASE_URL = await newPostgresUrl();
    const graph = await startGraph({ DATABASE_URL });
    const env = { DATABASE_URL, DATA_DIR: directory };
    const owes = { outcome: 'NOT_PASSED', totalOwed: { yuan: '682.4' } };
    expect((await graph.query(QUERY)).data.clearance.finance).toMatchObject(owes);
    const imported = await runImportCommand(['finance', paidFile()], env);
    expect(imported.status).toBe(0);
    expect((await graph.query(QUERY)).data.clearance).toMatchObject({
      finance: { outcome: 'PASSED', totalOwed: { yuan: '0' } },
      outcome: 'PASSED',
    });
    expect((await runImportCommand(['undo', 'finance-1'], env)).status).toBe(0);
    expect((await graph.query(QUERY)).data.clearance.finance).toMatchObject(owes);
    await graph.end();
  }, 120_000);
});

describe('npm start, which holds the embedded database,', () => {
  test('takes the file itself, shows the change at once, and exports', async () => {
    const DATA_DIR = join(directory, 'embedded');
    const port = await freePort();
    const graph = startChild('start/main.ts', [], { DATA_DIR, PORT: String(port) });
    running.push(graph);
    await graph.line(/ready after/);
    const token = await developmentToken('student', 'TS2020F10', DATA_DIR);
    const ask = async () =>
      (await postGraphql(`http://127.0.0.1:${port}/graphql`, QUERY, { token })).data.clearance.finance;
    expect((await ask()).outcome).toBe('NOT_PASSED');
    const imported = await runImportCommand(['finance', paidFile()], { DATA_DIR });
    expect(imported.text).toContain('变为通过 1 turn to passed');
    expect(imported.status).toBe(0);
    // The gateway forgets what it knew as soon as finance tells of the change.
    await expect.poll(ask, { timeout: 5_000 }).toMatchObject({ outcome: 'PASSED', totalOwed: { yuan: '0' } });
    const out = join(directory, 'out');
    expect(
      (await runExportCommand(['finance', '--kind', 'finance-accounts', '--out', out], { DATA_DIR })).status,
    ).toBe(0);
    expect(readFileSync(join(out, 'finance-accounts.csv'), 'utf8')).toContain('TS2020F10');
  }, 120_000);

  test('takes commands from whoever may read its lock file, and from nobody else', async () => {
    const lock = join(directory, 'embedded', 'lock.json');
    expect(statSync(lock).mode & 0o777).toBe(0o600);
    const control = readHolder(lock)?.control;
    expect(control?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    for (const authorization of [undefined, 'Bearer x', `Bearer ${'x'.repeat(43)}`]) {
      const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) };
      const answer = await fetch(`${control?.url}/transfer`, {
        method: 'POST',
        headers,
        body: '{"kind":"list"}',
      });
      expect(answer.status).toBe(401);
    }
  });
});
