import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readImportCommand } from '../../start/import/command-line.ts';
import { newPostgresUrl } from '../kit/databases.ts';
import { runExportCommand, runImportCommand } from './kit/command.ts';

const EXAMPLES = join(import.meta.dirname, '../../data/examples');
const directory = mkdtempSync(join(tmpdir(), 'clearance-command-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('npm run import over PostgreSQL', () => {
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    env = { DATA_DIR: join(directory, 'data'), DATABASE_URL: await newPostgresUrl() };
  });

  test('takes the sample files step by step, and lists what it took', async () => {
    const order = [
      ['registry', 'registry-roster.csv'],
      ['library', 'library-loans.csv'],
      ['library', 'library-fees.csv'],
      ['library', 'library-readers.csv'],
      ['archives', 'archives-thesis.csv'],
      ['apartment', 'apartment-stays.csv'],
      ['finance', 'finance-charges.csv'],
      ['finance', 'finance-accounts.csv'],
    ] as const;
    for (const [department, file] of order) {
      const ended = await runImportCommand([department, join(EXAMPLES, file), '--accept-flips'], env);
      expect(ended.text).toContain('已导入');
      expect(ended.status).toBe(0);
    }
    const { status, text } = await runImportCommand(['list'], env);
    expect(status).toBe(0);
    for (const [, file] of order) expect(text).toContain(file);
  }, 60_000);

  test('ends with 3 where lines were rejected, 1 where the file is refused, 2 where it is not understood', async () => {
    const file = join(directory, 'thesis.csv');
    writeFileSync(file, '学号,论文提交状态\nTS2020F4,\nNOBODY,已审核\n');
    expect((await runImportCommand(['archives', file], env)).status).toBe(3);
    expect(readFileSync(`${file}.rejects.csv`, 'utf8')).toContain('NOBODY');
    const wrong = await runImportCommand(['library', file], env);
    expect(wrong.status).toBe(1);
    expect((await runImportCommand(['archives', join(directory, 'absent.csv')], env)).status).toBe(1);
    expect((await runImportCommand(['kitchen', file], env)).status).toBe(2);
    expect((await runImportCommand(['archives'], env)).status).toBe(2);
    expect((await runImportCommand(['undo', 'archives-999'], env)).status).toBe(1);
  }, 60_000);

  test('exports files that it imports again without a change', async () => {
    const out = join(directory, 'export');
    for (const department of ['registry', 'library', 'archives', 'apartment', 'finance']) {
      expect((await runExportCommand([department, '--out', out], env)).status).toBe(0);
    }
    const again = await runImportCommand(['finance', join(out, 'finance-charges.csv'), '--snapshot'], env);
    expect(again.status).toBe(0);
    expect(again.text).toContain('新增 0 new, 变更 0 changed, 关闭 0 closed');
  }, 60_000);
});

describe('the command line', () => {
  const now = () => new Date('2020-06-15T02:00:00Z');

  test.each([
    ['now', '2020-06-15T02:00:00.000Z'],
    ['2020-06-15', '2020-06-14T16:00:00.000Z'],
    ['2020-06-15T08:00', '2020-06-15T00:00:00.000Z'],
    ['2020-06-15 08:00:00', '2020-06-15T00:00:00.000Z'],
    ['2020-06-15T08:00:00Z', '2020-06-15T08:00:00.000Z'],
    ['2020-06-15T08:00:00+08:00', '2020-06-15T00:00:00.000Z'],
  ])('reads --as-of %s in Shanghai', (text, asOf) => {
    expect(readImportCommand(['finance', 'f.csv', '--as-of', text], now)).toMatchObject({
      options: { asOf },
    });
  });

  test.each([
    [['finance', 'f.csv', '--as-of', 'yesterday']],
    [['finance', 'f.csv', '--as-of', '2020-13-45']],
    [['finance', 'f.csv', '--encoding', 'latin1']],
    [['finance', 'f.csv', '--delimiter', 'pipe']],
    [['finance', 'f.csv', 'g.csv']],
    [['finance', 'f.csv', '--snapshots']],
    [['undo']],
  ])('does not understand %j, and says why', (argv) => {
    expect(readImportCommand(argv, now)).toMatchObject({ kind: 'usage', fault: expect.stringMatching(/.+/) });
  });
});
