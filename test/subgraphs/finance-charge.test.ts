import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFinance, type Finance } from '../../subgraphs/finance/finance.ts';
import type { ChargeRecord } from '../../subgraphs/finance/records.ts';
import { databaseKinds } from '../kit/databases.ts';
import { anonymous, type SubgraphUnderTest, serveForTest, staffOf } from '../kit/served-subgraph.ts';
import { newAccount } from './finance-records.ts';

const RECORD = `mutation ($input: RecordChargeInput!) {
  recordCharge(input: $input) {
    __typename
    ... on ChargeRecorded {
      alreadyRecorded
      finance {
        outcome version totalOwed { fen } reasons { code }
        charges { id studentId academicYear chargeItemName amountOwed { fen } }
      }
    }
    ... on ReferenceReused { code }
    ... on StudentNotFound { code }
  }
}`;
const PAY = `mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { __typename } }`;

interface Recorded {
  readonly recordCharge: {
    readonly __typename: string;
    readonly alreadyRecorded?: boolean;
    readonly finance?: { readonly charges: readonly { readonly id: string }[] };
  };
}

describe.each(databaseKinds)('recordCharge on $kind', ({ open }) => {
  let served: SubgraphUnderTest<Finance>;
  let references = 0;

  beforeAll(async () => {
    served = await serveForTest(createFinance, staffOf('finance'), { open });
  });
  afterAll(() => served.close());

  async function given(...rows: Partial<ChargeRecord>[]): Promise<string> {
    const record = newAccount(rows);
    await served.subgraph.load([record]);
    return record.studentId;
  }

  function newReference(): string {
    references += 1;
    return `D${references}`;
  }

  function charge(studentId: string, input: Record<string, unknown> = {}) {
    const whole = {
      studentId,
      academicYear: 2019,
      chargeItemName: '住宿费',
      amountFen: 7240,
      reference: newReference(),
    };
    return served.graphql<Recorded>(RECORD, { input: { ...whole, ...input } });
  }

  test('S-2 puts a charge on a clear account and publishes the fail in one transaction', async () => {
    const id = await given();
    expect(await charge(id, { chargeItemName: ' 住宿费 ' })).toEqual({
      data: {
        recordCharge: {
          __typename: 'ChargeRecorded',
          alreadyRecorded: false,
          finance: {
            outcome: 'NOT_PASSED',
            version: '1.2',
            totalOwed: { fen: 7240 },
            reasons: [{ code: 'TUITION_OWED' }],
            charges: [
              {
                id: expect.any(String),
                studentId: id,
                academicYear: 2019,
                chargeItemName: '住宿费',
                amountOwed: { fen: 7240 },
              },
            ],
          },
        },
      },
    });
    expect(await served.published(id)).toEqual([
      { version: '1.1', outcome: 'PASSED', reasons: [], withVerdict: false },
      { version: '1.2', outcome: 'NOT_PASSED', reasons: ['TUITION_OWED'], withVerdict: true },
    ]);
  });

  test('writes nothing for a reference that was recorded, also after the charge was paid', async () => {
    const id = await given();
    const reference = newReference();
    const { data } = await charge(id, { reference });
    const chargeId = data?.recordCharge.finance?.charges[0]?.id;
    await served.graphql(PAY, {
      input: { studentId: id, chargeId, amountFen: 7240, reference: `${reference}-paid` },
    });
    expect(await charge(id, { reference })).toMatchObject({
      data: {
        recordCharge: { alreadyRecorded: true, finance: { outcome: 'PASSED', version: '1.3', charges: [] } },
      },
    });
    expect(await served.published(id)).toHaveLength(3);
  });

  test('refuses a recorded reference for anything else', async () => {
    const id = await given();
    const other = await given();
    const reference = newReference();
    await charge(id, { reference });
    for (const answer of [
      await charge(id, { reference, amountFen: 1 }),
      await charge(id, { reference, academicYear: 2018 }),
      await charge(id, { reference, chargeItemName: '学费' }),
      await charge(other, { reference }),
    ]) {
      expect(answer).toEqual({
        data: { recordCharge: { __typename: 'ReferenceReused', code: 'REFERENCE_REUSED' } },
      });
    }
    expect(await served.published(id)).toHaveLength(2);
    expect(await served.published(other)).toHaveLength(1);
  });

  test('answers StudentNotFound for a student without an account', async () => {
    expect(await charge('NOBODY')).toMatchObject({
      data: { recordCharge: { __typename: 'StudentNotFound' } },
    });
  });

  test.each([
    ['a year before 1950', { academicYear: 1949 }, '1950'],
    ['a year after 2100', { academicYear: 2101 }, '2100'],
    ['a blank item', { chargeItemName: '　' }, '64'],
    ['an item of 65 characters', { chargeItemName: '费'.repeat(65) }, '64'],
    ['an amount of 0', { amountFen: 0 }, '1 fen'],
    ['a blank reference', { reference: '' }, '64'],
  ])('refuses %s with a sentence', async (_claim, input, sentence) => {
    const id = await given();
    expect((await charge(id, input)).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining(sentence) },
    ]);
    expect(await served.published(id)).toHaveLength(1);
  });

  test('keeps the total within what Money can carry', async () => {
    const id = await given({ amountFen: 2_147_483_000 });
    expect(await charge(id, { amountFen: 647 })).toMatchObject({
      data: { recordCharge: { finance: { totalOwed: { fen: 2_147_483_647 } } } },
    });
    expect((await charge(id, { amountFen: 1 })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining('21474836.47') },
    ]);
    expect(await served.published(id)).toHaveLength(2);
  });

  test.each([
    ['nobody', anonymous, 'UNAUTHENTICATED'],
    ['staff of another department', staffOf('archives'), 'FORBIDDEN'],
  ] as const)('is closed to %s', async (_claim, viewer, code) => {
    const id = await given();
    const input = { studentId: id, academicYear: 2019, chargeItemName: '学费', amountFen: 1, reference: 'X' };
    const { errors } = await served.graphql(RECORD, { input }, viewer);
    expect(errors).toMatchObject([{ extensions: { code } }]);
    expect(await served.published(id)).toHaveLength(1);
  });

  test('gives a reference to one of many students who claim it at once, and an answer to the others', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => given()));
    const reference = newReference();
    const answers = await Promise.all(ids.map((id) => charge(id, { reference })));
    expect(answers.map(({ data }) => data?.recordCharge.__typename).sort()).toEqual([
      'ChargeRecorded',
      ...Array.from({ length: 5 }, () => 'ReferenceReused'),
    ]);
  });

  test('records a charge once when its call is repeated at once', async () => {
    const id = await given();
    const reference = newReference();
    const answers = await Promise.all(Array.from({ length: 5 }, () => charge(id, { reference })));
    const already = answers.map(({ data }) => data?.recordCharge.alreadyRecorded);
    expect(already.sort()).toEqual([false, true, true, true, true]);
    expect(await served.published(id)).toHaveLength(2);
  });
});
