import type { ChargeRecord, FinanceRecord } from '../../subgraphs/finance/records.ts';
import { rowId } from '../row-id.ts';
import type { Random, Weighted } from './random.ts';

const EXCEPTIONS = 0.065;
/** Of all students: they have paid too much somewhere, which neither helps nor harms. */
const CREDITS = 0.006;
/** Of all students: a charge that is paid but still listed. */
const PAID_ROWS = 0.01;
/** Of those who are open: no account, so that nothing can be said. */
const NO_ACCOUNT = 0.03;

type Item = readonly [chargeItemName: string, amountFen: number];

/** What is charged; who owes several charges owes them in different groups. */
const GROUPS: readonly (readonly Weighted<Item>[])[] = [
  [
    [1, ['代收取暖费', 6000]],
    [1, ['代收取暖费', 7240]],
  ],
  [
    [6, ['学分学费', 55_000]],
    [4, ['学费', 800_000]],
    [1, ['学费', 1_000_000]],
  ],
  [
    [5, ['住宿费', 120_000]],
    [3, ['住宿费', 60_000]],
    [1, ['代收网络费', 1235]],
  ],
];

/** The student's account; null where the finance office has none. */
export function syntheticFinance(studentId: string, random: Random): FinanceRecord | null {
  const settled: Item[] = [];
  if (random.chance(CREDITS)) settled.push(['学分学费', -100 * random.int(5, 300)]);
  if (random.chance(PAID_ROWS)) settled.push(['代收取暖费', 0]);
  if (!random.chance(EXCEPTIONS)) return account(studentId, settled, random);
  if (random.chance(NO_ACCOUNT)) return null;
  return account(studentId, [...owedItems(random), ...settled], random);
}

function owedItems(random: Random): Item[] {
  const first = random.int(0, GROUPS.length - 1);
  const inTurn = [...GROUPS.slice(first), ...GROUPS.slice(0, first)];
  return inTurn.slice(0, random.int(1, 3)).map((group) => random.weighted(group));
}

function account(studentId: string, items: readonly Item[], random: Random): FinanceRecord {
  const charges = items.map(
    ([chargeItemName, amountFen], index): ChargeRecord => ({
      chargeId: rowId('charge', studentId, index + 1),
      rowStudentId: studentId,
      academicYear: random.int(2018, 2019),
      chargeItemName,
      amountFen,
    }),
  );
  return { studentId, charges, asOf: null };
}
