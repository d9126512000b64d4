import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Child, startChild } from '../kit/child.ts';
import { freePort } from '../kit/free-port.ts';
import { developmentToken } from '../kit/graph.ts';
import { postGraphql } from '../kit/graphql-client.ts';

// What `npm start` runs: everything embedded, one data directory.

const dataDir = mkdtempSync(join(tmpdir(), 'clearance-start-'));
const running: Child[] = [];
afterAll(async () => {
  await Promise.all(running.map((child) => child.end()));
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(env: NodeJS.ProcessEnv = {}) {
  const port = await freePort();
  const child = startChild('start/main.ts', [], { DATA_DIR: dataDir, PORT: String(port), ...env });
  running.push(child);
  return { child, url: `http://127.0.0.1:${port}`, ready: () => child.line(/ready after/) };
}

async function everyStudent(url: string, token: string) {
  const query = `query ($after: String) { students(first: 500, after: $after) {
    nodes { id outcome library { outcome } archives { outcome } apartment { outcome } finance { outcome } }
    pageInfo { hasNextPage endCursor } } }`;
  const students: Record<string, { outcome: string } | string | null>[] = [];
  let after: string | null = null;
  do {
    const answer = await postGraphql(`${url}/graphql`, query, { token, variables: { after } });
    expect(answer.errors).toEqual([]);
    students.push(...answer.data.students.nodes);
    after = answer.data.students.pageInfo.hasNextPage ? answer.data.students.pageInfo.endCursor : null;
  } while (after !== null);
  return students;
}

describe('npm start on an empty directory', () => {
  test('imports the class, answers for every student, stops cleanly, and starts again with what was written', async () => {
    const first = await start();
    await first.ready();
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);

    const registrar = await developmentToken('registrar', 'dev', dataDir);
    const students = await everyStudent(first.url, registrar);
    expect(students).toHaveLength(4_500);
    for (const student of students) {
      const edges = ['library', 'archives', 'apartment', 'finance'].map(
        (code) => (student[code] as { outcome: string }).outcome,
      );
      const expected = edges.includes('NOT_PASSED')
        ? 'NOT_PASSED'
        : edges.includes('UNKNOWN')
          ? 'UNKNOWN'
          : 'PASSED';
      // A student on no roster has no rule, and so no pass.
      expect([expected, 'UNKNOWN']).toContain(student.outcome);
      if (student.outcome === 'PASSED') expect(expected).toBe('PASSED');
    }
    const passed = students.filter(({ outcome }) => outcome === 'PASSED').length;
    expect(passed).toBeGreaterThan(3_000);
    expect(passed).toBeLessThan(3_700);

    const token = await developmentToken('student', 'TS2020F6C', dataDir);
    const cancelled = await postGraphql(
      `${first.url}/graphql`,
      'mutation { cancelLibraryCard(input: {}) { __typename } }',
      { token },
    );
    expect(cancelled.data.cancelLibraryCard.__typename).toBe('LibraryCardCancelled');

    // The commands hand the work to the process that holds the database. The first may meet a model that is being filled.
    for (const verb of ['rebuild', 'reconcile']) {
      const command = startChild('start/reports/main.ts', [verb, 'library'], { DATA_DIR: dataDir });
      expect(await command.ended).toBe(0);
      expect(command.lines.join('\n')).toMatch(/^library: 已读 4\d{3} 行，更正 \d+ 行，未能读取 0 行/m);
    }
    const again = startChild('start/reports/main.ts', ['reconcile', 'library'], { DATA_DIR: dataDir });
    expect(await again.ended).toBe(0);
    expect(again.lines.join('\n')).toMatch(/^library: 已读 4\d{3} 行，更正 0 行/m);

    first.child.signal('SIGTERM');
    expect(await first.child.ended).toBe(0);

    const second = await start();
    await second.ready();
    const { data } = await postGraphql(
      `${second.url}/graphql`,
      '{ clearance { passed library { cardStatus } } }',
      { token },
    );
    expect(data.clearance).toEqual({ passed: true, library: { cardStatus: 'CANCELLED' } });
    second.child.signal('SIGINT');
    expect(await second.child.ended).toBe(0);
  });

  test('a second process on the same directory is refused with a sentence that says who holds it', async () => {
    const first = await start();
    await first.ready();
    const second = await start();
    expect(await second.child.ended).toBe(1);
    expect(second.child.lines.join('\n')).toContain(`held by process ${first.child.pid} (${first.url})`);
    // And so is a subgraph that is started alone on it.
    const alone = startChild('subgraphs/library/main.ts', [], { DATA_DIR: dataDir });
    expect(await alone.ended).toBe(1);
    expect(alone.lines.join('\n')).toContain('held by process');
    first.child.signal('SIGTERM');
    expect(await first.child.ended).toBe(0);
  });

  test('a killed process leaves a directory that starts again', async () => {
    const first = await start();
    await first.ready();
    await first.child.end();
    const second = await start();
    await second.ready();
    const token = await developmentToken('student', 'TS2020S1', dataDir);
    const { data } = await postGraphql(`${second.url}/graphql`, '{ clearance { passed } }', { token });
    expect(data.clearance.passed).toBe(true);
    second.child.signal('SIGTERM');
    expect(await second.child.ended).toBe(0);
  });

  test('faults of the environment, also of the gateway, are listed together and nothing starts', async () => {
    const wrong = {
      PORT: '0',
      PROFILE: '2019',
      LABELS: 'none',
      DATABASE_URL: 'mysql://x',
      ENGINE: 'steam',
      SUBGRAPH_LIBRARY_URL: 'x',
    };
    const child = startChild('start/main.ts', [], { DATA_DIR: join(dataDir, 'none'), ...wrong });
    expect(await child.ended).toBe(1);
    const printed = child.lines.join('\n');
    for (const name of Object.keys(wrong)) expect(printed).toContain(name);
    expect(existsSync(join(dataDir, 'none'))).toBe(false);
  });

  test('an empty variable is one that was not set, and production never imports the sample', async () => {
    const child = startChild('start/main.ts', [], {
      DATABASE_URL: '',
      PROFILE: '',
      NODE_ENV: 'production',
      SAMPLE: 'class',
      SERVICE_KEY_FILE: '/run/secrets/service.json',
      PUBLIC_URL: 'https://lixiao.example.edu.cn',
      FORM_ISSUER: 'example',
    });
    expect(await child.ended).toBe(1);
    expect(child.lines).toEqual(['SAMPLE: the sample class is never imported in production']);
  });

  test('a database that cannot be opened is told in a sentence, and no gateway is left behind', async () => {
    const port = await freePort();
    const unreachable = `postgres://u:secret@127.0.0.1:${await freePort()}/x`;
    const child = startChild('start/main.ts', [], {
      DATA_DIR: join(dataDir, 'pg'),
      PORT: String(port),
      DATABASE_URL: unreachable,
    });
    expect(await child.ended).toBe(1);
    const printed = child.lines.join('\n');
    expect(printed).toContain('Check DATABASE_URL');
    expect(printed).not.toContain('secret');
    await expect(fetch(`http://127.0.0.1:${port}/livez`)).rejects.toThrow();
  });

  test('a port that is in use is told in a sentence', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const { port } = holder.address() as AddressInfo;
    const child = startChild('start/main.ts', [], {
      DATA_DIR: join(dataDir, 'busy'),
      PORT: String(port),
      SAMPLE: 'none',
    });
    expect(await child.ended).toBe(1);
    expect(child.lines.join('\n')).toContain(`Port ${port} is in use`);
    holder.close();
  });
});
