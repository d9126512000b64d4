import { readFileSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createLibrary, type Library } from '../../subgraphs/library/library.ts';
import { databaseKinds } from '../kit/databases.ts';
import { GUIDE_DAY } from '../kit/served-subgraph.ts';
import {
  csv,
  departmentWithFiles,
  disposeDatabases,
  doneOf,
  type FileDepartment,
} from './kit/department-files.ts';

const hour = (n: number) => new Date(GUIDE_DAY.getTime() + n * 3_600_000);
const READERS = '学号,证件状态,违章状态,论文提交状态';
const LOANS = '学号,条码号,题名,应还日期';
const students = Array.from({ length: 40 }, (_, index) => `R${index + 1}`);
const clear = students.map((id) => `${id},已注销,0,记录审核通过`);

afterAll(disposeDatabases);

describe.each(databaseKinds)('the library on $kind', ({ open }) => {
  let library: FileDepartment<Library>;
  const filled = async () => {
    library = await departmentWithFiles('library', createLibrary, open);
    const loans = csv(
      LOANS,
      'R1,A-1,矿山测量,2020-05-01',
      'R1,A-2,数值分析,2020/5/1',
      'R2,A-3,采矿学,20200501',
    );
    doneOf(await library.importText(loans, { asOf: hour(-3) }));
    doneOf(await library.importText(csv(READERS, ...clear), { acceptFlips: true, asOf: hour(-3) }));
  };
  afterEach(() => library.close());

  test('a returned book vanishes from the file', async () => {
    await filled();
    expect(await library.verdictOf('R2')).toMatchObject({ reasons: [{ code: 'BOOKS_OUTSTANDING' }] });
    const oneBack = csv(LOANS, 'R1,A-1,矿山测量,2020-05-01');
    expect(doneOf(await library.importText(oneBack, { snapshot: true })).tally).toEqual({
      inserted: 0,
      updated: 0,
      closed: 2,
      toPassed: 1,
      fromPassed: 0,
      verdicts: 1,
    });
    expect((await library.verdictOf('R1')).outcome).toBe('NOT_PASSED');
    expect((await library.verdictOf('R2')).outcome).toBe('PASSED');
    // Borrowed again: the same book, the same row.
    library.setNow(hour(1));
    doneOf(await library.importText(csv(LOANS, 'R2,A-3,采矿学,2020-07-01')));
    expect((await library.verdictOf('R2')).outcome).toBe('NOT_PASSED');
  });

  test('without --snapshot what a file lacks stays', async () => {
    await filled();
    doneOf(await library.importText(csv(LOANS, 'R1,A-1,矿山测量,2020-05-01')));
    expect((await library.verdictOf('R2')).outcome).toBe('NOT_PASSED');
  });

  test("the library's own sums count where they are more than the open rows, and a blank takes nothing back", async () => {
    await filled();
    const summed = `${READERS},未还册数,欠款金额(元)`;
    doneOf(
      await library.importText(csv(summed, 'R3,已注销,0,记录审核通过,1,0', 'R4,已注销,0,记录审核通过,0,0.1')),
    );
    expect(await library.verdictOf('R3')).toMatchObject({ reasons: [{ code: 'BOOKS_OUTSTANDING' }] });
    expect(await library.verdictOf('R4')).toMatchObject({ reasons: [{ code: 'LIBRARY_FEE_OWED' }] });
    library.setNow(hour(1));
    doneOf(await library.importText(csv(READERS, 'R3,已注销,0,记录审核通过')));
    expect((await library.verdictOf('R3')).outcome).toBe('NOT_PASSED');
    doneOf(await library.importText(csv(summed, 'R3,已注销,0,记录审核通过,0,0')));
    expect((await library.verdictOf('R3')).outcome).toBe('PASSED');
  });

  test('a file older than what is known is refused whole', async () => {
    await filled();
    const older = await library.importText(csv(READERS, 'R1,正常,0,未审核', 'NEW,正常,0,未审核'), {
      asOf: hour(-4),
    });
    expect(older).toMatchObject({ kind: 'refused', code: 'older-than-known' });
    expect((await library.verdictOf('NEW')).reasons).toEqual([{ code: 'STUDENT_NOT_FOUND' }]);
    const ahead = await library.importText(csv(READERS, 'R1,正常,0,未审核'), { asOf: hour(1) });
    expect(ahead).toMatchObject({ kind: 'refused', code: 'as-of-ahead' });
  });

  test('a copy is as old as its oldest export, and STALE when that is older than two days', async () => {
    await filled();
    library.setNow(hour(40));
    doneOf(await library.importText(csv(READERS, ...clear)));
    expect((await library.verdictOf('R1')).reasons).toEqual([{ code: 'BOOKS_OUTSTANDING' }]);
    library.setNow(hour(47));
    // The loans of R1 are of 50 hours ago; R5 has none, and readers of 7 hours ago.
    expect((await library.verdictOf('R1')).reasons).toContainEqual({ code: 'STALE' });
    expect((await library.verdictOf('R5')).outcome).toBe('PASSED');
    library.setNow(hour(40 + 49));
    expect(await library.verdictOf('R5')).toMatchObject({ outcome: 'UNKNOWN', reasons: [{ code: 'STALE' }] });
    // A fresh export of the same rows is no flood of new passes.
    expect((await library.importText(csv(READERS, ...clear), { snapshot: true })).kind).toBe('done');
    expect((await library.verdictOf('R5')).outcome).toBe('PASSED');
  });

  test('a dry run says what would happen and writes nothing', async () => {
    await filled();
    const count = await library.publishedCount();
    const text = csv(READERS, 'R1,已注销,0,记录审核通过', 'R5,正常,0,未审核');
    const result = await library.importText(text, { dryRun: true });
    expect(result).toMatchObject({
      kind: 'dry-run',
      warning: null,
      tally: { updated: 1, fromPassed: 1, verdicts: 1 },
    });
    expect((await library.verdictOf('R5')).outcome).toBe('PASSED');
    expect(await library.publishedCount()).toBe(count);
    expect(await library.subgraph.transfer.list()).toHaveLength(2);
  });

  test('a student is taken whole or not at all, and rejected lines stand in a file beside the input', async () => {
    await filled();
    const text = csv(
      LOANS,
      'R5,B-1,弹性力学,2020-02-30',
      'R5,B-2,矩阵论,2020-05-01',
      'R6,B-3,机器学习,2020-05-01',
    );
    const result = doneOf(await library.importText(text));
    expect(result.file).toMatchObject({ rows: 1, rejected: 2 });
    expect((await library.verdictOf('R5')).outcome).toBe('PASSED');
    expect((await library.verdictOf('R6')).outcome).toBe('NOT_PASSED');
    const rejects = readFileSync(result.file.rejectsFile ?? '', 'utf8').split('\r\n');
    expect(rejects[1]).toMatch(/^2,应还日期,2020-02-30,.*,R5,B-1,弹性力学,2020-02-30$/);
    expect(rejects[2]).toMatch(/^3,,R5,.*,R5,B-2,矩阵论,2020-05-01$/);
  });

  test('a complete file with a line of nobody closes nothing; one with a fault of somebody leaves them alone', async () => {
    await filled();
    const nobodys = await library.importText(
      csv(LOANS, '２０１７,A-9,采矿学,2020-05-01', 'R1,A-1,矿山测量,2020-05-01'),
      {
        snapshot: true,
      },
    );
    expect(nobodys).toMatchObject({ kind: 'refused', code: 'rejects-in-snapshot' });
    const faulty = csv(
      LOANS,
      'R2,A-3,采矿学,soon',
      'R1,A-1,矿山测量,2020-05-01',
      'R1,A-2,数值分析,2020-05-01',
    );
    expect(doneOf(await library.importText(faulty, { snapshot: true })).tally.closed).toBe(0);
    expect((await library.verdictOf('R2')).outcome).toBe('NOT_PASSED');
  });

  test('a student not on the roster is rejected, one of another class is taken and counted', async () => {
    await filled();
    const years = new Map([
      ['R1', 2020],
      ['R2', 2021],
      ['R3', null],
    ]);
    const roster = {
      classYear: 2020,
      classYears: async (ids: readonly string[]) => new Map([...years].filter(([id]) => ids.includes(id))),
    };
    const lines = ['R1', 'R2', 'R3', 'R999'].map((id) => `${id},正常,0,未审核`);
    const result = doneOf(await library.importText(csv(READERS, ...lines), { roster }));
    expect(result.file).toMatchObject({ rows: 3, rejected: 1, otherClass: 2, rosterChecked: true });
    expect(readFileSync(result.file.rejectsFile ?? '', 'utf8')).toContain('R999 不在学籍名册中');
    expect((await library.verdictOf('R2')).outcome).toBe('NOT_PASSED');
    expect((await library.verdictOf('R999')).reasons).toEqual([{ code: 'STUDENT_NOT_FOUND' }]);
  });

  test('an empty complete file, and one that closes more than half, need a word', async () => {
    await filled();
    const empty = await library.importText(csv(READERS), { snapshot: true });
    expect(empty).toMatchObject({ kind: 'refused' });
    const half = await library.importText(csv(READERS, ...clear.slice(0, 19)), { snapshot: true });
    expect(half).toMatchObject({ kind: 'refused', code: 'closes-too-much' });
    expect((await library.verdictOf('R40')).outcome).toBe('PASSED');
    doneOf(await library.importText(csv(READERS, ...clear.slice(0, 20)), { snapshot: true }));
    expect((await library.verdictOf('R40')).outcome).toBe('UNKNOWN');
  });
});
