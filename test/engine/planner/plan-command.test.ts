import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits } from '../../../gateway/config.ts';
import { createGateway, type Gateway } from '../../../gateway/gateway.ts';
import { subgraphsOf } from '../../../gateway/supergraph/departments.ts';
import { testConfig, testPorts } from '../../gateway/kit/gateway-parts.ts';
import { authorizationOf } from '../../gateway/kit/role-token.ts';

const root = join(import.meta.dirname, '../../..');
const supergraphFile = join(root, 'schema/supergraph.graphql');
const sdl = readFileSync(supergraphFile, 'utf8');
const manifest: Record<string, string> = JSON.parse(
  readFileSync(join(root, 'schema/documents/web.json'), 'utf8'),
);

/** Does not hold this process up: gateways run in it. */
const plan = (...args: string[]) =>
  new Promise<{ stdout: string; stderr: string; status: number }>((resolve) => {
    const child = execFile(
      process.execPath,
      [join(root, 'gateway/plan.ts'), ...args],
      { cwd: root },
      (_, stdout, stderr) => resolve({ stdout, stderr, status: child.exitCode ?? -1 }),
    );
  });

it.each([
  'hive',
  'apollo',
])('prints how %s fetches an operation, and how much work that is', async (planner) => {
  const { stdout, stderr, status } = await plan('schema/operations/clearance.graphql', '--planner', planner);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(stdout).toMatch(
    /^Student is known by clearance\(studentId:\), so its owner is asked beside the others\n/,
  );
  expect(stdout).toContain('  at once\n    #1 fetch registry at clearance\n');
  expect(stdout).toMatch(
    / {4}#\d fetch library at clearance\n {6}needs \.\.\. on Student \{ __typename id \}\n/,
  );
  expect(stdout).toMatch(new RegExp(`\\n\\n2 stages, 6 fetches, planned by ${planner}\\n$`));
});

/** A machine that is busy with other tests plans late. */
const limits = { ...defaultLimits, queryDeadlineMs: 30_000, fetchTimeoutMs: 10_000 };

describe('the text', () => {
  const gateways: Gateway[] = [];
  const urls = { open: '', development: '' };
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'plan-command-'));
    const departmentUrls = new Map(subgraphsOf(sdl).map(({ name }) => [name, 'http://127.0.0.1:9/']));
    for (const mode of ['open', 'development'] as const) {
      const serviceKeys =
        mode === 'open' ? null : ({ kind: 'made', file: join(directory, 'key.json') } as const);
      const given = { supergraphFile, dataDir: directory, departmentUrls, mode, serviceKeys };
      const gateway = await createGateway(testConfig({ ...given, engine: 'compiled', limits }), testPorts());
      gateways.push(gateway);
      urls[mode] = await gateway.listen();
    }
  });
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await rm(directory, { recursive: true, force: true });
  });

  async function ran(mode: 'open' | 'development', query: string, variables: object): Promise<string> {
    const headers = mode === 'open' ? {} : await authorizationOf('registrar', directory);
    const { body } = await request(`${urls[mode]}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables, extensions: { plan: true } }),
    });
    const { extensions } = (await body.json()) as { extensions: { plan: { text: string } } };
    return extensions.plan.text;
  }

  it.each([
    ['Clearance', 'open', { studentId: 'TS2020001' }],
    ['Clearance', 'development', { studentId: 'TS2020001' }],
    ['ClearancePage', 'open', { studentId: 'TS2020001' }],
    ['ClearancePage', 'development', { studentId: 'TS2020001' }],
  ] as const)('of %s is what a gateway says it ran, in %s mode', async (name, mode, variables) => {
    const text = Object.values(manifest).find((one) => one.startsWith(`query ${name}(`)) ?? '';
    const file = join(directory, `${name}.graphql`);
    await writeFile(file, text);
    const as = mode === 'open' ? [] : ['--as', 'registrar'];
    const { stdout } = await plan(file, '--variables', JSON.stringify(variables), ...as);
    const printed = stdout.split('\n\n')[0];
    expect(printed).toMatch(/^Student is known by/);
    expect(await ran(mode, text, variables)).toBe(printed);
  });

  it('is of the values that conditions have by --variables, else by default', async () => {
    const file = join(directory, 'conditions.graphql');
    await writeFile(
      file,
      `query ($name: Boolean = true, $room: Boolean!) {
        clearance { name @include(if: $name) library { outcome } apartment @include(if: $room) { outcome } } }`,
    );
    const fields = async (...args: string[]) =>
      (await plan(file, ...args)).stdout.match(/\bname$|\bapartment(?= {)/gm);
    expect(await fields()).toEqual(['name']);
    expect(await fields('--variables', '{"name":false,"room":true}')).toEqual(['apartment']);
  });
});

it('leaves out what a role may not ask for, and asks for whose it is', async () => {
  const file = 'schema/operations/clearance.graphql';
  const { stdout } = await plan(file, '--as', 'registrar');
  expect(stdout).toContain('own_');
  expect((await plan(file)).stdout).not.toContain('own_');
  expect(await plan(file, '--as', 'analyst')).toMatchObject({
    status: 2,
    stderr: 'Nothing of it is asked for analyst: Query.clearance\n',
  });
});

it('finds the fragments that lie beside the operation', async () => {
  const { stdout, status } = await plan('schema/operations/clearance-page.graphql');
  expect({ status, end: stdout.slice(-40) }).toMatchObject({
    status: 0,
    end: expect.stringContaining('planned by hive'),
  });
});

it.each([
  [['nowhere.graphql'], '"nowhere.graphql" cannot be read.'],
  [[], 'One file with an operation is needed.'],
  [
    ['schema/operations/clearance.graphql', '--planner', 'magic'],
    '"magic" is no planner; there are hive and apollo.',
  ],
  [
    ['schema/operations/clearance.graphql', '--as', 'pope'],
    '"pope" is no role; there are anonymous, student,',
  ],
  [['schema/operations/clearance.graphql', '--variables', '[1]'], '--variables takes a JSON object'],
  [
    ['schema/operations/clearance.graphql', '--operation', 'X'],
    'The document holds no operation called "X".',
  ],
  [['schema/registry.graphql'], 'is not executable'],
])('says what is wrong with %j', async (args, sentence) => {
  const { stdout, stderr, status } = await plan(...args);
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  expect(stderr).toContain(sentence);
});
