import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAllSubgraphs } from '../../start/all-subgraphs.ts';
import { startControlServer } from '../../start/import/control-server.ts';
import { createTransfers } from '../../start/import/own-transfers.ts';
import type { RolesCommand } from '../../start/roles/command.ts';
import { readRolesCommand } from '../../start/roles/command-line.ts';
import { runRoles } from '../../start/roles/run-roles.ts';
import { lockDirectory } from '../../subgraphs/kit/database/directory-lock.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import { createRegistry } from '../../subgraphs/registry/registry.ts';
import { newPostgresUrl } from '../kit/databases.ts';
import { runRolesCommand } from './kit/command.ts';

const directory = mkdtempSync(join(tmpdir(), 'clearance-roles-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('npm run roles over PostgreSQL', () => {
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    env = { DATA_DIR: join(directory, 'data'), REGISTRY_DATABASE_URL: await newPostgresUrl() };
  });
  const run = (...args: string[]) => runRolesCommand(args, env);

  test('grants, lists, revokes, and shows who did what', async () => {
    expect(await run('list')).toEqual({ status: 0, text: '没有角色 · no roles' });
    const granted = await run('grant', 'L001', 'staff:library', '--by', '王老师');
    expect(granted).toMatchObject({
      status: 0,
      text: expect.stringContaining('已授予 L001 角色 staff:library（经办人 王老师）'),
    });
    const again = await run('grant', 'L001', 'staff:library');
    expect(again).toMatchObject({ status: 0, text: expect.stringContaining('未作更改') });
    expect((await run('grant', 'R001', 'registrar')).status).toBe(0);
    const [header, first, second] = (await run('list')).text.split('\n');
    expect(header).toMatch(/^学工号 SUB +角色 ROLE +授予时间 GRANTED +经办人 BY$/);
    expect(first).toMatch(/^L001 +staff:library +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +王老师$/);
    expect(second).toMatch(new RegExp(`^R001 +registrar +.+ ${userInfo().username}$`));

    expect(await run('revoke', 'L001', 'staff:library', '--by', 'chief')).toMatchObject({
      status: 0,
      text: expect.stringContaining('已收回 L001'),
    });
    expect((await run('list', 'L001', '--history')).text).toMatch(/王老师 .+ chief$/);
  }, 120_000);
});

test('a role or a person that cannot be is refused with what there is, and nothing is written', async () => {
  const database = openDatabase({ kind: 'postgres', url: await newPostgresUrl() });
  const profile = loadProfile('current', 'guide-text');
  const registry = createRegistry({ database, profile, now: () => new Date(), production: false });
  await migrate(database.forSchema('registry'), 'registry', registry.migrations);
  const run = async (command: RolesCommand) => {
    const lines: string[] = [];
    const book = { store: registry.roles, departments: registry.staffOf };
    const status = await runRoles(book, command, (line) => void lines.push(line));
    return { status, text: lines.join('\n') };
  };
  const grant = (sub: string, role: string, by = 'chief') => run({ kind: 'grant', sub, role, by });
  const unknown = await grant('L001', 'staff:kitchen');
  expect(unknown.status).toBe(2);
  expect(unknown.text).toContain(
    'registrar, desk, analyst, integrator, staff:library, staff:archives, staff:apartment, staff:finance',
  );
  expect((await grant('L001', 'dean')).status).toBe(2);
  expect((await grant("L001'", 'desk')).status).toBe(2);
  expect(await grant('TS1', 'student')).toMatchObject({
    status: 2,
    text: expect.stringContaining('学籍名册'),
  });
  expect((await grant('L001', 'desk', 'sample')).status).toBe(2);
  expect(await run({ kind: 'list', sub: null, history: true })).toEqual({
    status: 0,
    text: '没有授予过角色 · no roles',
  });
  await database.close();
});

test('npm run roles works while another process holds the embedded database, through that process', async () => {
  const DATA_DIR = join(directory, 'held');
  const database = openDatabase({ kind: 'embedded', directory: join(DATA_DIR, 'pglite') });
  const profile = loadProfile('current', 'guide-text');
  const now = () => new Date();
  const subgraphs = createAllSubgraphs(() => ({ database, profile, now, production: false }));
  const control = await startControlServer();
  const lock = lockDirectory(DATA_DIR, 'http://127.0.0.1:1', control.address);
  expect(lock.kind).toBe('locked');
  const early = await runRolesCommand(['list'], { DATA_DIR });
  expect(early).toMatchObject({ status: 1, text: expect.stringContaining('still starting') });
  await migrate(database.forSchema('registry'), 'registry', subgraphs.registry.migrations);
  control.open(createTransfers(subgraphs, profile.classYear));
  const granted = await runRolesCommand(['grant', 'D001', 'desk', '--by', 'chief'], { DATA_DIR });
  expect(granted).toMatchObject({ status: 0, text: expect.stringContaining('已授予 D001') });
  expect(await subgraphs.registry.roles.rolesOf(['D001'])).toEqual([
    { sub: 'D001', roles: ['desk'], student: false },
  ]);
  await control.close();
  await database.close();
  if (lock.kind === 'locked') lock.release();
}, 120_000);

test.each<[string[], RegExp | null]>([
  [[], null],
  [['--help'], null],
  [['grant'], /SUB is missing/],
  [['grant', 'L001'], /ROLE is missing/],
  [['grant', 'L001', 'desk', 'x'], /one argument too many: x/],
  [['list', 'L001', 'x'], /one argument too many: x/],
  [['give', 'L001', 'desk'], /There is no command give/],
  [['grant', 'L 001', 'desk'], /SUB "L 001"/],
  [['list', '../x'], /SUB "..\/x"/],
  [['grant', 'L001', 'desk', '--by', 'a\nb'], /--by "a\\nb"/],
  [['grant', 'L001', 'desk', '--as', 'x'], /--as/],
])('%j is not understood', (words, fault) => {
  const read = readRolesCommand(words, 'me');
  expect(read.kind).toBe('usage');
  if (read.kind !== 'usage') return;
  if (fault === null) expect(read.fault).toBeNull();
  else expect(read.fault).toMatch(fault);
});
