import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createFinance, type Finance } from '../../subgraphs/finance/finance.ts';
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
const CHARGES = '学号,收费学年,收费项目名称,总欠款';
/** Forty students with an account; the first two owe. */
const students = Array.from({ length: 40 }, (_, index) => `S${index + 1}`);
const accounts = csv('学号', ...students);
const charges = csv(CHARGES, 'S1,2018,代收取暖费,60', 'S1,2019,学分学费,550', 'S2,2019-2020,学费,"8,000.00"');

afterAll(disposeDatabases);

describe.each(databaseKinds)('the finance office on $kind', ({ open }) => {
  let finance: FileDepartment<Finance>;
  const filled = async () => {
    finance = await departmentWithFiles('finance', createFinance, open);
    doneOf(await finance.importText(charges, { snapshot: true, asOf: hour(-2) }));
    doneOf(await finance.importText(accounts, { snapshot: true, acceptFlips: true, asOf: hour(-2) }));
  };
  afterEach(() => finance.close());

  test('a debtor pays and the next snapshot passes', async () => {
    await filled();
    const before = await finance.verdictOf('S2');
    expect(before).toMatchObject({ outcome: 'NOT_PASSED', reasons: [{ code: 'TUITION_OWED' }] });
    const result = doneOf(
      await finance.importText(csv(CHARGES, 'S1,2018,代收取暖费,60', 'S1,2019,学分学费,550'), {
        snapshot: true,
      }),
    );
    expect(result.tally).toMatchObject({ inserted: 0, updated: 0, closed: 1, toPassed: 1, fromPassed: 0 });
    const after = await finance.verdictOf('S2');
    expect(after.outcome).toBe('PASSED');
    expect(Number(after.version.split('.')[1])).toBeGreaterThan(Number(before.version.split('.')[1]));
    expect((await finance.verdictOf('S1')).outcome).toBe('NOT_PASSED');
  });

  test('an account absent from the snapshot is UNKNOWN, not passed', async () => {
    await filled();
    const before = await finance.verdictOf('S3');
    expect(before.outcome).toBe('PASSED');
    const rest = students.filter((id) => id !== 'S3');
    const result = doneOf(await finance.importText(csv('学号', ...rest), { snapshot: true }));
    expect(result.tally).toMatchObject({ closed: 1, toPassed: 0, fromPassed: 1, verdicts: 1 });
    expect(await finance.verdictOf('S3')).toMatchObject({
      outcome: 'UNKNOWN',
      passed: null,
      reasons: [{ code: 'STUDENT_NOT_FOUND' }],
    });
    const published = await finance.published('S3');
    expect(published.at(-1)).toMatchObject({ outcome: 'UNKNOWN', reasons: ['STUDENT_NOT_FOUND'] });
    doneOf(await finance.importText(accounts, { snapshot: true }));
    const again = await finance.verdictOf('S3');
    expect(again.outcome).toBe('PASSED');
    expect(Number(again.version.split('.')[1])).toBeGreaterThan(Number(before.version.split('.')[1]));
  });

  test('the wrong file (everyone clear) is refused', async () => {
    await filled();
    const more = csv(CHARGES, ...students.slice(0, 5).map((id) => `${id},2019,住宿费,1200`));
    doneOf(await finance.importText(more, { asOf: hour(-1) }));
    const count = await finance.publishedCount();
    const nobodyOwes = csv(CHARGES, 'S40,2019,代收取暖费,0');
    const refused = await finance.importText(nobodyOwes, { snapshot: true });
    expect(refused).toMatchObject({
      kind: 'refused',
      code: 'flips-too-much',
      tally: { toPassed: 5, closed: 8 },
    });
    expect(await finance.publishedCount()).toBe(count);
    expect((await finance.verdictOf('S1')).outcome).toBe('NOT_PASSED');
    const accepted = doneOf(await finance.importText(nobodyOwes, { snapshot: true, acceptFlips: true }));
    expect(accepted.tally.toPassed).toBe(5);
    expect((await finance.verdictOf('S1')).outcome).toBe('PASSED');
  });

  test('the same file again changes no row, no version and no outbox row', async () => {
    await filled();
    const [version, count] = [(await finance.verdictOf('S1')).version, await finance.publishedCount()];
    const result = doneOf(await finance.importText(charges, { snapshot: true, asOf: hour(-2) }));
    expect(result.tally).toEqual({
      inserted: 0,
      updated: 0,
      closed: 0,
      toPassed: 0,
      fromPassed: 0,
      verdicts: 0,
    });
    expect(await finance.publishedCount()).toBe(count);
    expect((await finance.verdictOf('S1')).version).toBe(version);
  });

  test('undo restores every verdict with higher versions', async () => {
    await filled();
    const shown = () => Promise.all(students.map((id) => finance.verdictOf(id)));
    const before = await shown();
    const wrong = doneOf(
      await finance.importText(csv(CHARGES, 'S3,2019,学费,1'), { snapshot: true, acceptFlips: true }),
    );
    const between = await shown();
    expect(between.map(({ outcome }) => outcome)).not.toEqual(before.map(({ outcome }) => outcome));
    const n = Number(wrong.id.split('-')[1]);
    const undone = await finance.subgraph.transfer.undo(n, () => {});
    expect(undone).toMatchObject({ kind: 'undone', leftAlone: [], tally: { toPassed: 1, fromPassed: 2 } });
    const after = await shown();
    expect(after.map(({ version, ...same }) => same)).toEqual(before.map(({ version, ...same }) => same));
    for (const [index, { version }] of after.entries()) {
      const was = before[index]?.version ?? '';
      const turned = between[index]?.version !== was;
      expect(Number(version.split('.')[1]) > Number(was.split('.')[1])).toBe(turned);
    }
    expect(await finance.subgraph.transfer.undo(n, () => {})).toEqual({ kind: 'already-undone' });
  });
});
