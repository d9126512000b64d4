import { describe, expect, test } from 'vitest';
import { accountOf } from '../../subgraphs/finance/account.ts';
import type { ChargeFacts, FinanceFacts } from '../../subgraphs/finance/facts.ts';
import { createFinancePresenter } from '../../subgraphs/finance/present.ts';
import { judgeFinance } from '../../subgraphs/finance/rule.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';

const NOW = new Date('2020-06-15T02:00:00Z');
const OLD = new Date(NOW.getTime() - 48 * 3_600_000 - 1);

function row(owedFen: number, rowStudentId = 'TS2020F10'): ChargeFacts {
  return { chargeId: `c${owedFen}`, rowStudentId, academicYear: 2019, itemName: '学分学费', owedFen };
}

function account(rows: ChargeFacts[], asOf: Date | null = null): FinanceFacts {
  return { studentId: 'TS2020F10', version: '1.1', asOf, rows };
}

function judge(facts: FinanceFacts) {
  const { outcome, reasons } = judgeFinance(facts, { maxAgeHours: 48, now: NOW });
  return [outcome, ...reasons];
}

describe('the finance rule', () => {
  const owed = ['NOT_PASSED', 'TUITION_OWED'];
  test.each<[claim: string, facts: FinanceFacts, expected: string[]]>([
    ['N2 passes a known account without rows (F11)', account([]), ['PASSED']],
    ['N1 fails on arrears (F10)', account([row(6000), row(55000), row(7240)]), owed],
    ['N1 fails on one fen', account([row(1)]), owed],
    ['D8 ignores a row of zero', account([row(0)]), ['PASSED']],
    ['D8 passes an account with a credit alone', account([row(-5000)]), ['PASSED']],
    ['D8 does not offset a charge by a larger credit', account([row(100), row(-5000)]), owed],
    [
      'D33 does not know an account with a row of another number',
      account([row(100, 'TS2020F11')]),
      ['UNKNOWN', 'IDENTITY_MISMATCH'],
    ],
    [
      'D33 does not know it either where that row is settled',
      account([row(0, 'TS2020F11')]),
      ['UNKNOWN', 'IDENTITY_MISMATCH'],
    ],
    [
      'D33 takes numbers that differ in case for different',
      account([row(100, 'ts2020f10')]),
      ['UNKNOWN', 'IDENTITY_MISMATCH'],
    ],
    [
      'D36 lets arrears of the student win over a row of another number',
      account([row(100), row(200, 'TS2020F11')]),
      [...owed, 'IDENTITY_MISMATCH'],
    ],
    ['does not know a copy older than 48 hours', account([], OLD), ['UNKNOWN', 'STALE']],
    ['accepts a copy of exactly 48 hours', account([], new Date(OLD.getTime() + 1)), ['PASSED']],
    ['D36 lets arrears win over a stale copy', account([row(100)], OLD), [...owed, 'STALE']],
  ])('%s', (_claim, facts, expected) => {
    expect(judge(facts)).toEqual(expected);
  });
});

describe('an account', () => {
  test('N3 totals the rows of figure 10: 682.4 yuan', () => {
    expect(accountOf(account([row(6000), row(55000), row(7240)])).totalFen).toBe(68240);
  });

  test('D8, D33 totals own charges only, without credits and rows of others', () => {
    const rows = [row(100), row(-30), row(0), row(900, 'TS2020F11'), row(-1, 'TS2020F11')];
    expect(accountOf(account(rows))).toEqual({
      charges: [row(100)],
      credits: [row(-30)],
      totalFen: 100,
      hasForeignRow: true,
    });
  });
});

describe('the printed total', () => {
  const profile = loadProfile('current', 'guide-text');
  test.each([
    ['D9 is blank at zero, as figure 11 prints it', false, [], ''],
    ['D9 is 0 at zero where the configuration asks for it', true, [], '0'],
    ['D10 is written minimally', false, [row(68240)], '682.4'],
  ])('%s', (_claim, showZeroTotal, rows, expected) => {
    const present = createFinancePresenter(
      { ...profile, finance: { showZeroTotal } },
      () => NOW,
      () => ({ outcome: 'PASSED', reasons: [] }),
    );
    expect(present(account(rows)).totalOwedText).toBe(expected);
  });
});
