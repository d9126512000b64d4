import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type Apartment, createApartment } from '../../subgraphs/apartment/apartment.ts';
import { type Archives, createArchives } from '../../subgraphs/archives/archives.ts';
import { databaseKinds } from '../kit/databases.ts';
import { GUIDE_DAY, staffOf } from '../kit/served-subgraph.ts';
import {
  csv,
  departmentWithFiles,
  disposeDatabases,
  doneOf,
  type FileDepartment,
} from './kit/department-files.ts';

const hour = (n: number) => new Date(GUIDE_DAY.getTime() + n * 3_600_000);
const STAYS = '学号,校区,园区,楼宇,房间号,退宿日期,退宿办理人,住宿情况';
const THESES = '学号,论文提交状态';
const accepted = { acceptFlips: true } as const;

afterAll(disposeDatabases);

describe.each(databaseKinds)('the apartment office on $kind', ({ open }) => {
  let apartment: FileDepartment<Apartment>;
  afterEach(() => apartment.close());

  test('passes who has left every room or never lived there, and nobody else', async () => {
    apartment = await departmentWithFiles('apartment', createApartment, open);
    const lines = [
      'LEFT,,梅苑,梅1楼,A3061,2020年6月5日,测试员甲,已退宿',
      'LIVES,,梅苑,梅1楼,A3071,,,在住',
      'AWAY,,,,,,,未在校住宿',
      'SILENT,,,,,,,',
      'MOVED,文昌,研究生苑,西26楼,101,2019/6/5,测试员乙,已退宿',
      'MOVED,文昌,研究生苑,西26楼,202,,,',
    ];
    const done = doneOf(await apartment.importText(csv(STAYS, ...lines), accepted));
    expect(done.tally).toMatchObject({ inserted: 5 + 4, toPassed: 2 });
    const outcome = async (id: string) => (await apartment.verdictOf(id)).outcome;
    expect(await outcome('LEFT')).toBe('PASSED');
    expect(await outcome('AWAY')).toBe('PASSED');
    expect(await outcome('LIVES')).toBe('NOT_PASSED');
    expect(await outcome('SILENT')).toBe('UNKNOWN');
    expect(await outcome('MOVED')).toBe('NOT_PASSED');
  });

  test('takes no line of a student whose lines state two residencies', async () => {
    apartment = await departmentWithFiles('apartment', createApartment, open);
    const lines = [
      'TORN,,梅苑,梅1楼,A1,2020-06-05,测试员甲,已退宿',
      'TORN,,梅苑,梅1楼,A2,,,在住',
      'FINE,,梅苑,梅1楼,A3,,,在住',
    ];
    const done = doneOf(await apartment.importText(csv(STAYS, ...lines), accepted));
    expect(done.file).toMatchObject({ rows: 1, rejected: 2 });
    expect((await apartment.verdictOf('TORN')).reasons).toEqual([{ code: 'STUDENT_NOT_FOUND' }]);
  });
});

describe.each(databaseKinds)('the archives on $kind', ({ open }) => {
  let archives: FileDepartment<Archives>;
  afterEach(() => archives.close());

  test('undo leaves alone what a desk or a later import has changed, and says so', async () => {
    archives = await departmentWithFiles('archives', createArchives, open);
    const blank = ['A1', 'A2', 'A3'].map((id) => `${id},`);
    doneOf(await archives.importText(csv(THESES, ...blank), { asOf: hour(-3) }));
    const wrong = ['A1', 'A2', 'A3'].map((id) => `${id},已审核`);
    const done = doneOf(await archives.importText(csv(THESES, ...wrong), { ...accepted, asOf: hour(-2) }));
    await archives.graphql(
      'mutation { recordArchivesThesis(input: { studentId: "A2", label: "退回" }) { __typename } }',
      {},
      staffOf('archives'),
    );
    doneOf(await archives.importText(csv(THESES, 'A3,已审核'), { asOf: hour(-1) }));

    const undone = await archives.subgraph.transfer.undo(Number(done.id.split('-')[1]), () => {});
    expect(undone).toMatchObject({
      kind: 'undone',
      leftAlone: [
        { studentId: 'A2', table: 'thesis' },
        { studentId: 'A3', table: 'thesis' },
      ],
    });
    expect((await archives.verdictOf('A1')).outcome).toBe('NOT_PASSED');
    expect((await archives.verdictOf('A2')).reasons).toEqual([{ code: 'ARCHIVES_THESIS_NOT_APPROVED' }]);
    expect((await archives.verdictOf('A3')).outcome).toBe('PASSED');
  });

  test('an import that is undone never was: students it brought are unknown again, with higher versions', async () => {
    archives = await departmentWithFiles('archives', createArchives, open);
    const done = doneOf(await archives.importText(csv(THESES, 'NEW,已审核'), accepted));
    await archives.subgraph.transfer.undo(Number(done.id.split('-')[1]), () => {});
    expect(await archives.verdictOf('NEW')).toMatchObject({
      outcome: 'UNKNOWN',
      reasons: [{ code: 'STUDENT_NOT_FOUND' }],
    });
    doneOf(await archives.importText(csv(THESES, 'NEW,已审核'), accepted));
    expect((await archives.published('NEW')).map(({ version, outcome }) => [version, outcome])).toEqual([
      ['1.1', 'PASSED'],
      ['1.2', 'UNKNOWN'],
      ['1.3', 'PASSED'],
    ]);
  });
});

describe.each(databaseKinds)('what a desk wrote after an export was made, on $kind,', ({ open }) => {
  let archives: FileDepartment<Archives>;
  afterEach(() => archives.close());

  test('is kept by its import, and its line is rejected; a later export counts again', async () => {
    archives = await departmentWithFiles('archives', createArchives, open);
    const lines = ['A1,已审核', 'A2,'];
    doneOf(await archives.importText(csv(THESES, ...lines), { ...accepted, asOf: hour(-3) }));
    await archives.graphql(
      'mutation { recordArchivesThesis(input: { studentId: "A1", label: "退回" }) { __typename } }',
      {},
      staffOf('archives'),
    );
    const done = doneOf(
      await archives.importText(csv(THESES, ...lines), { ...accepted, snapshot: true, asOf: hour(-1) }),
    );
    expect(done.file).toMatchObject({ rows: 1, rejected: 1 });
    expect((await archives.verdictOf('A1')).reasons).toEqual([{ code: 'ARCHIVES_THESIS_NOT_APPROVED' }]);
    const without = await archives.importText(csv(THESES, 'A2,'), {
      ...accepted,
      snapshot: true,
      asOf: hour(-1 / 2),
    });
    expect(doneOf(without).tally.closed).toBe(0);
    archives.setNow(hour(1));
    doneOf(await archives.importText(csv(THESES, ...lines), accepted));
    expect((await archives.verdictOf('A1')).outcome).toBe('PASSED');
  });
});
