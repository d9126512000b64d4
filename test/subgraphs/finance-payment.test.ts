import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFinance, type Finance } from '../../subgraphs/finance/finance.ts';
import type { ChargeRecord } from '../../subgraphs/finance/records.ts';
import { databaseKinds } from '../kit/databases.ts';
import { anonymous, type SubgraphUnderTest, serveForTest, staffOf } from '../kit/served-subgraph.ts';
import { newAccount } from './finance-records.ts';

const RECORD = `mutation ($input: RecordPaymentInput!) {
  recordPayment(input: $input) {
    __typename
    ... on PaymentRecorded {
      alreadyRecorded
      finance { outcome version totalOwed { fen } charges { id amountOwed { fen } } reasons { code } }
    }
    ... on PaymentExceedsCharge { code amountOwed { fen yuan } }
    ... on ChargeNotFound { code }
    ... on ReferenceReused { code retryable }
    ... on StudentNotFound { code }
  }
}`;

interface Recorded {
  readonly recordPayment: { readonly __typename: string; readonly alreadyRecorded?: boolean };
}

describe.each(databaseKinds)('recordPayment on $kind', ({ open }) => {
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
    return `R${references}`;
  }

  /** Pays 100 fen of the student's first row under a new reference, unless told otherwise. */
  function pay(studentId: string, input: Record<string, unknown> = {}) {
    const whole = { studentId, chargeId: `${studentId}-1`, amountFen: 100, reference: newReference() };
    return served.graphql<Recorded>(RECORD, { input: { ...whole, ...input } });
  }

  async function paid(studentId: string): Promise<number> {
    const { rows } = await sql<{ paid: number }>`
      select coalesce(sum(amount_fen), 0)::int as paid from finance.payment where student_id = ${studentId}`.execute(
      served.db,
    );
    return rows[0]?.paid ?? 0;
  }

  test('settles a charge, raises the version and publishes the pass in one transaction', async () => {
    const id = await given({ amountFen: 100 });
    expect(await pay(id)).toEqual({
      data: {
        recordPayment: {
          __typename: 'PaymentRecorded',
          alreadyRecorded: false,
          finance: { outcome: 'PASSED', version: '1.2', totalOwed: { fen: 0 }, charges: [], reasons: [] },
        },
      },
    });
    expect(await served.published(id)).toEqual([
      { version: '1.1', outcome: 'NOT_PASSED', reasons: ['TUITION_OWED'], withVerdict: false },
      { version: '1.2', outcome: 'PASSED', reasons: [], withVerdict: true },
    ]);
  });

  test('takes a part of what is owed', async () => {
    const id = await given({ amountFen: 100 }, { amountFen: 50 });
    expect(await pay(id, { amountFen: 1 })).toMatchObject({
      data: {
        recordPayment: {
          finance: {
            outcome: 'NOT_PASSED',
            totalOwed: { fen: 149 },
            charges: [{ amountOwed: { fen: 99 } }, { amountOwed: { fen: 50 } }],
          },
        },
      },
    });
  });

  test('writes nothing for a reference that was recorded, also once the charge is settled', async () => {
    const id = await given({ amountFen: 100 });
    const reference = newReference();
    await pay(id, { reference });
    expect(await pay(id, { reference: ` ${reference} ` })).toMatchObject({
      data: { recordPayment: { alreadyRecorded: true, finance: { outcome: 'PASSED', version: '1.2' } } },
    });
    expect(await served.published(id)).toHaveLength(2);
    expect(await paid(id)).toBe(100);
  });

  test('refuses a recorded reference for another amount, charge or student', async () => {
    const id = await given({ amountFen: 300 }, { amountFen: 300 });
    const other = await given({ amountFen: 300 });
    const reference = newReference();
    await pay(id, { reference });
    for (const answer of [
      await pay(id, { reference, amountFen: 99 }),
      await pay(id, { reference, chargeId: `${id}-2` }),
      await pay(other, { reference }),
      await pay(other, { reference, chargeId: `${id}-1` }),
    ]) {
      expect(answer).toEqual({
        data: {
          recordPayment: { __typename: 'ReferenceReused', code: 'REFERENCE_REUSED', retryable: false },
        },
      });
    }
    expect(await served.published(id)).toHaveLength(2);
    expect(await served.published(other)).toHaveLength(1);
  });

  test('refuses more than is owed and says how much that is', async () => {
    const id = await given({ amountFen: 1235 });
    expect(await pay(id, { amountFen: 1236 })).toEqual({
      data: {
        recordPayment: {
          __typename: 'PaymentExceedsCharge',
          code: 'PAYMENT_EXCEEDS_CHARGE',
          amountOwed: { fen: 1235, yuan: '12.35' },
        },
      },
    });
    expect(await served.published(id)).toHaveLength(1);
  });

  test("finds neither another student's charge, nor a credit, nor a row of another number", async () => {
    const other = await given({});
    const id = await given({ amountFen: -100 }, { rowStudentId: 'SOMEBODY' });
    for (const chargeId of [`${other}-1`, `${id}-1`, `${id}-2`, 'NOTHING', '\u0000']) {
      expect(await pay(id, { chargeId, amountFen: 1 })).toMatchObject({
        data: { recordPayment: { __typename: 'ChargeNotFound', code: 'CHARGE_NOT_FOUND' } },
      });
    }
    expect(await served.published(id)).toHaveLength(1);
    expect(await paid(other)).toBe(0);
  });

  test('answers StudentNotFound for a student without an account', async () => {
    expect(await pay('NOBODY')).toMatchObject({ data: { recordPayment: { __typename: 'StudentNotFound' } } });
  });

  test.each([
    ['an amount of 0', { amountFen: 0 }, '1 fen'],
    ['an amount below 0', { amountFen: -100 }, '1 fen'],
    ['a blank reference', { reference: ' ' }, '64'],
    ['a reference of 65 characters', { reference: 'R'.repeat(65) }, '64'],
    ['a reference with a control character', { reference: 'R\u0000' }, '64'],
  ])('refuses %s with a sentence', async (_claim, input, sentence) => {
    const id = await given({});
    expect((await pay(id, input)).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining(sentence) },
    ]);
    expect(await served.published(id)).toHaveLength(1);
  });

  test.each([
    ['nobody', anonymous, 'UNAUTHENTICATED'],
    ['the student', { kind: 'person', sub: 'C1', role: 'student' }, 'FORBIDDEN'],
    ['staff of another department', staffOf('library'), 'FORBIDDEN'],
  ] as const)('is closed to %s', async (_claim, viewer, code) => {
    const id = await given({});
    const input = { studentId: id, chargeId: `${id}-1`, amountFen: 100, reference: newReference() };
    const { errors } = await served.graphql(RECORD, { input }, viewer);
    expect(errors).toMatchObject([{ extensions: { code } }]);
    expect(await paid(id)).toBe(0);
  });

  test('pays a charge once when two desks do it at once', async () => {
    const id = await given({ amountFen: 100 });
    expect(kindsOf(await Promise.all([pay(id), pay(id)]))).toEqual([
      'PaymentExceedsCharge',
      'PaymentRecorded',
    ]);
    expect(await paid(id)).toBe(100);
    expect(await served.published(id)).toHaveLength(2);
  });

  test('records a payment once when its call is repeated at once', async () => {
    const id = await given({ amountFen: 300 });
    const reference = newReference();
    const answers = await Promise.all(Array.from({ length: 5 }, () => pay(id, { reference })));
    const already = answers.map(({ data }) => data?.recordPayment.alreadyRecorded);
    expect(already.sort()).toEqual([false, true, true, true, true]);
    expect(await paid(id)).toBe(100);
  });

  test('gives a reference to one of many students who claim it at once, and an answer to the others', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => given({ amountFen: 100 })));
    const reference = newReference();
    const kinds = kindsOf(await Promise.all(ids.map((id) => pay(id, { reference }))));
    expect(kinds).toEqual(['PaymentRecorded', ...Array.from({ length: 5 }, () => 'ReferenceReused')]);
    const sums = await Promise.all(ids.map(paid));
    expect(sums.sort()).toEqual([0, 0, 0, 0, 0, 100]);
  });
});

function kindsOf(answers: readonly { readonly data: Recorded | null }[]): unknown[] {
  return answers.map(({ data }) => data?.recordPayment.__typename).sort();
}
