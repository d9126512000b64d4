import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyPort } from './kit/any-port.ts';
import { startGraph, type TestGraph } from './kit/graph.ts';
import { until } from './kit/until.ts';

const root = join(import.meta.dirname, '../..');
let graph: TestGraph;
beforeAll(async () => {
  graph = await startGraph({ mode: 'open', profileFile: null });
});
afterAll(() => graph.close());

describe('--open in front of a foreign supergraph', () => {
  const get = (query: string) => graph.send(`/graphql?query=${encodeURIComponent(query)}`);

  it('answers a plain GET', async () => {
    const { status, data } = await get('{ clearance { name passed } }');
    expect({ status, data }).toEqual({
      status: 200,
      data: { clearance: { name: 'Student S0', passed: true } },
    });
  });

  it('shows its schema', async () => {
    expect((await get('{ __schema { queryType { name } } }')).data.__schema.queryType.name).toBe('Query');
  });

  it('refuses a mutation by GET', async () => {
    expect((await get('mutation { cancelLibraryCard(studentId: "S1") { id } }')).status).toBe(405);
  });

  it('asks nobody who they are, and passes their Authorization on', async () => {
    const { status } = await graph.ask('{ clearance { name } }', {}, { authorization: 'Basic whatever' });
    expect(status).toBe(200);
    expect(graph.departments.registry.received.at(-1)?.headers.authorization).toBe('Basic whatever');
  });

  it('names nobody in the errors of a department that it has no contact for', async () => {
    graph.departments.library.fault = async (_, reply) => reply.code(503).send('');
    const { errors } = await graph.ask('{ clearance { library { passed } } }');
    expect(errors[0]?.extensions).toEqual({
      code: 'DEPARTMENT_UNAVAILABLE',
      department: 'library',
      retryable: true,
      requestId: expect.any(String),
    });
  });
});

describe('gateway/main.ts as a process', () => {
  const start = (args: string[], env: Record<string, string> = {}) => {
    const child = spawn('node', [join(root, 'gateway/main.ts'), ...args], {
      cwd: graph.directory,
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output += String(chunk)));
    return { child, output: () => output, exit: once(child, 'exit') };
  };

  it('serves any supergraph without our files and drains on SIGTERM', async () => {
    const port = await anyPort();
    const { child, exit } = start(['--supergraph', graph.supergraphFile, '--port', String(port), '--open']);
    const isReady = async () =>
      request(`http://127.0.0.1:${port}/readyz`).then(
        ({ statusCode, body }) => body.dump().then(() => statusCode === 200),
        () => false,
      );
    await until('the gateway is ready', isReady, 15_000);
    const { body } = await request(
      `http://127.0.0.1:${port}/graphql?query=${encodeURIComponent('{clearance{id}}')}`,
    );
    expect(await body.json()).toEqual({ data: { clearance: { id: 'S0' } } });
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });

  it('ends by itself when the process that started it is gone before it listens', async () => {
    const child = fork(join(root, 'gateway/main.ts'), ['--supergraph', graph.supergraphFile, '--open'], {
      cwd: graph.directory,
      env: { PATH: process.env.PATH, PORT: '0' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    await once(child, 'spawn');
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('is refused in production', async () => {
    const { exit, output } = start(['--supergraph', graph.supergraphFile, '--open'], {
      NODE_ENV: 'production',
    });
    expect(await exit).toEqual([2, null]);
    expect(output()).toContain('--open is for development');
  });

  it('says which file it cannot use, and ends', async () => {
    const bad = join(graph.directory, 'bad.graphql');
    await writeFile(bad, 'nonsense');
    const { exit, output } = start(['--supergraph', bad, '--open', '--port', '0']);
    expect(await exit).toEqual([1, null]);
    expect(output()).toContain(`The supergraph ${bad} cannot be used`);
    expect(output()).not.toContain('    at ');
  });
});
