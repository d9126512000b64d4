import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFinance, type Finance } from '../../subgraphs/finance/finance.ts';
import type { ChargeRecord } from '../../subgraphs/finance/records.ts';
import { GUIDE_DAY, type SubgraphUnderTest, serveForTest, staffOf } from '../kit/served-subgraph.ts';
import { FIGURE_10, newAccount } from './finance-records.ts';

let served: SubgraphUnderTest<Finance>;

async function given(rows: readonly Partial<ChargeRecord>[]): Promise<string> {
  const record = newAccount(rows);
  await served.subgraph.load([record]);
  return record.studentId;
}

beforeAll(async () => {
  served = await serveForTest(createFinance, staffOf('finance'));
});
afterAll(() => served.close());

describe('the finance office answers the gateway', () => {
  test('in the order of the representations, also for a student named twice or not known', async () => {
    const clear = await given([]);
    const owing = await given([{}]);
    const found = await served.entities(
      [owing, 'NOBODY', clear, owing],
      'id finance { outcome accountFound }',
    );
    const failing = { id: owing, finance: { outcome: 'NOT_PASSED', accountFound: true } };
    expect(found).toEqual([
      failing,
      { id: 'NOBODY', finance: { outcome: 'UNKNOWN', accountFound: false } },
      { id: clear, finance: { outcome: 'PASSED', accountFound: true } },
      failing,
    ]);
  });

  test('with one statement for 500 students with two rows each', async () => {
    const records = Array.from({ length: 500 }, () =>
      newAccount([{ academicYear: 2019 }, { academicYear: 2018 }]),
    );
    await served.subgraph.load(records);
    served.statements();
    const found = await served.entities(
      records.map(({ studentId }) => studentId),
      'id finance { totalOwed { fen } charges { academicYear } }',
    );
    expect(found).toEqual(
      records.map(({ studentId }) => ({
        id: studentId,
        finance: { totalOwed: { fen: 200 }, charges: [{ academicYear: 2018 }, { academicYear: 2019 }] },
      })),
    );
    expect(served.statements()).toHaveLength(1);
  });

  test('F10 with the rows by year and item, and the total of 682.4', async () => {
    const id = await given(FIGURE_10);
    const [student] = await served.entities(
      [id],
      `finance { passed version asOf totalOwed { fen yuan } totalOwedText credits { id } notices { title { zh } }
        charges { id studentId academicYear chargeItemName amountOwed { fen yuan } }
        reasons { code action { zh } where { zh } phone { display } } }`,
    );
    const row = { studentId: id, academicYear: 2019 };
    expect(student).toEqual({
      finance: {
        passed: false,
        version: '1.1',
        asOf: GUIDE_DAY.toISOString(),
        totalOwed: { fen: 68240, yuan: '682.4' },
        totalOwedText: '682.4',
        credits: [],
        notices: [{ title: { zh: '2020届毕业生缴费通知' } }, { title: { zh: '2020届毕业生缴纳学费通知' } }],
        charges: [
          {
            ...row,
            id: `${id}-1`,
            academicYear: 2018,
            chargeItemName: '代收取暖费',
            amountOwed: { fen: 6000, yuan: '60' },
          },
          { ...row, id: `${id}-3`, chargeItemName: '代收取暖费', amountOwed: { fen: 7240, yuan: '72.4' } },
          { ...row, id: `${id}-2`, chargeItemName: '学分学费', amountOwed: { fen: 55000, yuan: '550' } },
        ],
        reasons: [
          {
            code: 'TUITION_OWED',
            action: { zh: '请办理交费业务。' },
            where: null,
            phone: { display: '0516-83590233' },
          },
        ],
      },
    });
  });

  test('F11 with a blank total where nothing is owed', async () => {
    const [student] = await served.entities(
      [await given([])],
      'finance { passed accountFound charges { id } totalOwed { fen yuan } totalOwedText reasons { code } }',
    );
    expect(student).toEqual({
      finance: {
        passed: true,
        accountFound: true,
        charges: [],
        totalOwed: { fen: 0, yuan: '0' },
        totalOwedText: '',
        reasons: [],
      },
    });
  });

  test('D8 with credits apart, and settled rows nowhere', async () => {
    const id = await given([{ amountFen: 1235 }, { amountFen: -5000 }, { amountFen: 0 }]);
    const [student] = await served.entities(
      [id],
      'finance { passed charges { id } credits { id amountOwed { yuan } } totalOwed { yuan } }',
    );
    expect(student).toEqual({
      finance: {
        passed: false,
        charges: [{ id: `${id}-1` }],
        credits: [{ id: `${id}-2`, amountOwed: { yuan: '-50' } }],
        totalOwed: { yuan: '12.35' },
      },
    });
  });

  test('D33 UNKNOWN, without the row that carries another student number', async () => {
    const id = await given([{ rowStudentId: 'SOMEBODY', amountFen: 700 }]);
    const [student] = await served.entities(
      [id],
      'finance { outcome charges { id } credits { id } totalOwed { fen } reasons { code } }',
    );
    expect(student).toEqual({
      finance: {
        outcome: 'UNKNOWN',
        charges: [],
        credits: [],
        totalOwed: { fen: 0 },
        reasons: [{ code: 'IDENTITY_MISMATCH' }],
      },
    });
    expect(await served.published(id)).toMatchObject([
      { outcome: 'UNKNOWN', reasons: ['IDENTITY_MISMATCH'] },
    ]);
  });

  test('D7 UNKNOWN for a student without an account', async () => {
    const [student] = await served.entities(
      ['NOBODY'],
      'finance { passed version totalOwed { fen } totalOwedText charges { id } reasons { code } }',
    );
    expect(student).toEqual({
      finance: {
        passed: null,
        version: '0.0',
        totalOwed: { fen: 0 },
        totalOwedText: '',
        charges: [],
        reasons: [{ code: 'STUDENT_NOT_FOUND' }],
      },
    });
  });
});
