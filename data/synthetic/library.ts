import type { LibraryRecord } from '../../subgraphs/library/records.ts';
import { rowId } from '../row-id.ts';
import type { Random, Weighted } from './random.ts';

const EXCEPTIONS = 0.075;

/** What is open at the library: the record of a student who passes, changed; null: the library does not know them. */
type Change = (passing: LibraryRecord, random: Random) => LibraryRecord | null;

const CHANGES: readonly Weighted<Change>[] = [
  [24, (passing) => ({ ...passing, cardLabel: '正常' })],
  [22, (passing, random) => ({ ...passing, cardLabel: '正常', loans: someLoans(passing.studentId, random) })],
  [12, (passing, random) => ({ ...passing, cardLabel: '正常', fees: someFees(passing.studentId, random) })],
  [5, (passing, random) => ({ ...passing, cardLabel: '正常', violationLabel: `${random.int(1, 2)}` })],
  [14, (passing) => ({ ...passing, thesisLabel: '未审核' })],
  [9, (passing) => ({ ...passing, thesisLabel: '已提交' })],
  [3, (passing) => ({ ...passing, thesisLabel: '审核未通过' })],
  [6, notBegun],
  // A text that no label mapping knows: cannot be checked.
  [1, (passing) => ({ ...passing, thesisLabel: '流程处理中' })],
  [1.5, () => null],
];

/** The student at the library; null where the library does not know them. */
export function syntheticLibrary(studentId: string, random: Random): LibraryRecord | null {
  const passing: LibraryRecord = {
    studentId,
    cardLabel: '已注销',
    violationLabel: '0',
    thesisLabel: '记录审核通过',
    loans: [],
    // A deposit that was paid twice: a credit, which is no fee.
    fees: random.chance(0.003)
      ? [{ feeId: rowId('fee', studentId, 1), reason: '押金退还', amountFen: -10_000 }]
      : [],
    asOf: null,
  };
  return random.chance(EXCEPTIONS) ? random.weighted(CHANGES)(passing, random) : passing;
}

function notBegun(passing: LibraryRecord, random: Random): LibraryRecord {
  const { studentId } = passing;
  return {
    ...passing,
    cardLabel: '正常',
    thesisLabel: random.pick([null, '']),
    loans: someLoans(studentId, random),
    fees: random.chance(0.3) ? someFees(studentId, random) : [],
  };
}

const TITLES = [
  '采矿学',
  '岩石力学与工程',
  '矿井通风与安全',
  '煤矿地质学',
  '弹性力学',
  '数值分析',
  '矩阵论',
  '自动控制原理',
  '信号与系统',
  '机器学习导论',
  '工程测量学',
  '选矿概论',
  '学术英语写作',
  '管理统计学',
];

function someLoans(studentId: string, random: Random): LibraryRecord['loans'] {
  return Array.from({ length: random.int(1, 3) }, (_, index) => ({
    loanId: rowId('loan', studentId, index + 1),
    title: random.pick(TITLES),
    dueOn: `2020-0${random.int(5, 7)}-${String(random.int(1, 30)).padStart(2, '0')}`,
  }));
}

function someFees(studentId: string, random: Random): LibraryRecord['fees'] {
  return [
    random.chance(0.8)
      ? // 0.1 yuan for every day that a book was late.
        { feeId: rowId('fee', studentId, 1), reason: '图书超期', amountFen: 10 * random.int(1, 180) }
      : { feeId: rowId('fee', studentId, 1), reason: '图书遗失赔偿', amountFen: 100 * random.int(20, 160) },
  ];
}
