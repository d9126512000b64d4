import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { goldenClass } from '../../data/golden.ts';
import { readGoldenFile } from '../../data/golden-file.ts';
import { whoPasses } from './who-passes.ts';

const golden = goldenClass();
const passes = whoPasses(golden);

function find<T extends { readonly studentId: string }>(records: readonly T[], name: string): T {
  const record = records.find(({ studentId }) => studentId === `TS2020${name}`);
  if (record === undefined) throw new Error(`There is no golden student ${name}`);
  return record;
}

describe('who passes where', () => {
  const all = ['library', 'archives', 'apartment', 'finance'] as const;
  it.each<[name: string, departments: readonly string[]]>([
    ['F4', ['finance']],
    ['F6', ['archives', 'apartment', 'finance']],
    ['F6B', all],
    ['F6C', ['archives', 'apartment', 'finance']],
    ['F6D', ['archives', 'apartment', 'finance']],
    ['F7', all],
    ['F8', ['library', 'archives', 'finance']],
    ['F9', all],
    ['F9B', all],
    ['F9C', ['library', 'archives', 'finance']],
    ['F10', ['library', 'archives', 'apartment']],
    ['F11', all],
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n): [string, readonly string[]] => [`S${n}`, all]),
  ])('%s passes at %j', (name, departments) => {
    expect(all.filter((department) => passes[department].has(`TS2020${name}`))).toEqual(departments);
  });

  it('lists 21 students, each known to every subgraph', () => {
    const ids = golden.registry.map(({ studentId }) => studentId);
    expect(new Set(ids).size).toBe(21);
    const lists: readonly (readonly { studentId: string }[])[] = Object.values(golden);
    for (const records of lists) {
      expect(records.map(({ studentId }) => studentId)).toEqual(ids);
    }
  });
});

describe('the figures of the guide', () => {
  it('have the basic information of figure 4', () => {
    expect(find(golden.registry, 'F10')).toEqual({
      studentId: 'TS2020F10',
      name: '样例学生F10',
      gender: 'MALE',
      grade: '2017',
      college: '信息与控制工程学院',
      collegeCode: '05',
      major: '信息与通信工程',
      enrollmentDate: '2017-09-08',
      leaveType: 'GRADUATION',
      studyLevel: 'MASTER',
      classYear: 2020,
    });
  });

  it('4: an unreviewed thesis, nothing at the archives, a room in 文昌-研究生苑, an account without charges', () => {
    const nothingOpen = { cardLabel: '已注销', violationLabel: '0', loans: [], fees: [], asOf: null };
    expect(find(golden.library, 'F4')).toEqual({
      studentId: 'TS2020F4',
      ...nothingOpen,
      thesisLabel: '未审核',
    });
    expect(find(golden.archives, 'F4').thesisLabel).toBeNull();
    expect(find(golden.apartment, 'F4').stays).toEqual([
      stay('F4', { campus: '文昌', compound: '研究生苑', building: '西26楼' }),
    ]);
    expect(find(golden.finance, 'F4').charges).toEqual([]);
  });

  it('6: the library in four states', () => {
    expect(find(golden.library, 'F6')).toMatchObject({ cardLabel: '已注销', thesisLabel: '已提交' });
    expect(find(golden.library, 'F6B')).toMatchObject({ cardLabel: '已注销', thesisLabel: '记录审核通过' });
    expect(find(golden.library, 'F6C')).toMatchObject({
      cardLabel: '正常',
      thesisLabel: '记录审核通过',
      loans: [],
    });
    expect(find(golden.library, 'F6D')).toMatchObject({
      cardLabel: '正常',
      loans: [{ loanId: 'loan-TS2020F6D-1' }],
    });
  });

  it('8 and 9: a room of 梅苑, open and checked out', () => {
    const room = { compound: '梅苑', building: '梅1楼' };
    expect(find(golden.apartment, 'F8').stays).toEqual([stay('F8', { ...room, room: 'A3071' })]);
    expect(find(golden.apartment, 'F9')).toEqual({
      studentId: 'TS2020F9',
      residencyLabel: '已退宿',
      stays: [stay('F9', { ...room, room: 'A3061', checkoutDate: '2020-06-05', handler: '测试员甲' })],
      asOf: null,
    });
    expect(find(golden.apartment, 'F9B')).toMatchObject({ residencyLabel: '未在校住宿', stays: [] });
    expect(find(golden.apartment, 'F9C')).toMatchObject({ residencyLabel: null, stays: [] });
  });

  it('10 and 11: three charges of 682.4 yuan in total, and none', () => {
    const { charges } = find(golden.finance, 'F10');
    expect(
      charges.map(({ academicYear, chargeItemName, amountFen }) => [academicYear, chargeItemName, amountFen]),
    ).toEqual([
      [2018, '代收取暖费', 6000],
      [2019, '学分学费', 55_000],
      [2019, '代收取暖费', 7240],
    ]);
    expect(charges.every(({ rowStudentId }) => rowStudentId === 'TS2020F10')).toBe(true);
    expect(charges.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(68_240);
    expect(find(golden.finance, 'F11').charges).toEqual([]);
  });

  function stay(name: string, known: object) {
    const unknown = { campus: null, room: null, checkoutDate: null, handler: null };
    return { stayId: `stay-TS2020${name}-1`, ...unknown, ...known };
  }
});

describe('a mistake in the file', () => {
  it.each([
    ['a misspelt key', 'thesis: 已提交', 'thesus: 已提交', /case F6,[\s\S]*thesus/],
    ['a day that does not exist', 'due: 2020-06-30', 'due: 2020-06-31', /case F6D,[\s\S]*loans\[0\]\.due/],
    [
      'an unknown department',
      'F7: { archives:',
      'F7: { archive:',
      /cases\.F7[\s\S]*archive|archive[\s\S]*cases\.F7/,
    ],
  ])('%s is refused by name', (_claim, right, wrong, message) => {
    const directory = mkdtempSync(join(tmpdir(), 'clearance-golden-'));
    try {
      const file = join(directory, 'golden.yml');
      const text = readFileSync(new URL('../../data/golden.yml', import.meta.url), 'utf8');
      writeFileSync(file, text.replace(right, wrong));
      expect(() => readGoldenFile(pathToFileURL(file))).toThrow(message);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
