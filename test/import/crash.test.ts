import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../subgraphs/kit/database/open-database.ts';
import { newPostgresUrl } from '../kit/databases.ts';
import { runImportCommand, startImport } from './kit/command.ts';

const directory = mkdtempSync(join(tmpdir(), 'clearance-crash-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const STUDENTS = 20_000;
const numbers = Array.from({ length: STUDENTS }, (_, index) => `A${100_000 + index}`);

test('killed in the middle, an import leaves whole rows, and the same command finishes it', async () => {
  const url = await newPostgresUrl();
  const database = openDatabase({ kind: 'postgres', url });
  const db = database.forSchema<unknown>('archives');
  const counts = async () => {
    const { rows } = await sql<{ rows: number; verdicts: number; published: number; journal: number }>`
      select (select count(*) from archives.thesis where label = '已审核') as rows,
        (select count(*) from archives.student_verdict where outcome = 'PASSED') as verdicts,
        (select count(*) from archives.outbox where outcome = 'PASSED') as published,
        (select count(*) from archives.import_change where table_name = 'thesis') as journal`.execute(db);
    return rows[0];
  };
  // No roster is asked: this machine was told the archives' database only.
  const env = { DATA_DIR: join(directory, 'data'), ARCHIVES_DATABASE_URL: url };
  const file = join(directory, 'thesis.csv');
  writeFileSync(file, `学号,论文提交状态\n${numbers.map((number) => `${number},已审核`).join('\n')}\n`);
  const command = ['archives', file, '--accept-flips', '--snapshot'];

  const first = startImport(command, env);
  const begun = async () => {
    for (;;) {
      const count = await counts().catch(() => undefined);
      if (count && count.rows > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  await Promise.race([begun(), first.ended]);
  await first.end();
  const torn = await counts();
  expect(torn?.rows).toBeGreaterThan(0);
  expect(torn?.rows).toBeLessThan(STUDENTS);
  // A batch is one transaction: rows, verdicts, outbox and journal tell the same.
  const whole = { rows: torn?.rows, verdicts: torn?.rows, published: torn?.rows, journal: torn?.rows };
  expect(torn).toEqual(whole);

  const second = await runImportCommand(command, env);
  expect(second.status).toBe(0);
  expect(second.text).toContain('archives-1');
  expect(await counts()).toEqual({
    rows: STUDENTS,
    verdicts: STUDENTS,
    published: STUDENTS,
    journal: STUDENTS,
  });

  // Both halves are one import: one undo takes it back.
  const undone = await runImportCommand(['undo', 'archives-1'], env);
  expect(undone.status).toBe(0);
  expect(await counts()).toMatchObject({ rows: 0, verdicts: 0 });
  const list = await runImportCommand(['list'], env);
  expect(list.text).toMatch(/archives-1\s+undone/);
  await database.close();
}, 120_000);
