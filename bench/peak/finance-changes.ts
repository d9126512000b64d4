import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'undici';
import type { Truth } from './truth.ts';

/** Changes at the finance office, going on until they are stopped. */
export interface FinanceChanges {
  /** So far. */
  readonly count: () => number;
  /** Everybody has paid when this resolves. */
  readonly stop: () => Promise<void>;
}

const CHARGE = `mutation ($input: RecordChargeInput!) { recordCharge(input: $input) {
  __typename ... on ChargeRecorded { finance { outcome charges { id } } } } }`;
const PAY = `mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) {
  __typename ... on PaymentRecorded { finance { outcome } } } }`;
const AMOUNT_FEN = 7_240;
/** Long enough to outlive every copy of a pass, and short enough to come often; milliseconds. */
const OWING_MS = { long: 20_000, short: 2_500 };
const PAID_MS = 4_000;

/** What the office answered. */
interface Recorded {
  readonly finance?: { readonly outcome: string; readonly charges?: readonly { readonly id: string }[] };
}

/**
 * Lets the students owe and pay by turns, every other one for long; told to the office itself, so that the gateway
 * hears of it by events alone.
 *
 * @param authorize the gateway's token for staff of the office; it lives a minute
 */
export function changeFinance(
  office: Pool,
  authorize: () => Promise<string>,
  students: readonly string[],
  truth: Truth,
): FinanceChanges {
  const stopped = new AbortController();
  let changes = 0;
  const pause = (ms: number) => wait(ms, undefined, { signal: stopped.signal }).catch(() => {});

  async function ask(query: string, input: object): Promise<Recorded> {
    const { body } = await office.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', authorization: await authorize() },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const answer = (await body.json()) as { data?: Record<string, Recorded> };
    const recorded = Object.values(answer.data ?? {})[0];
    if (!recorded?.finance) throw new Error(`Finance did not record a change: ${JSON.stringify(answer)}`);
    return recorded;
  }

  async function change(studentId: string, passes: boolean, query: string, input: object): Promise<Recorded> {
    truth.changing(studentId, performance.now());
    const recorded = await ask(query, { studentId, amountFen: AMOUNT_FEN, ...input });
    truth.changed(studentId, passes, performance.now());
    changes += 1;
    const expected = passes ? 'PASSED' : 'NOT_PASSED';
    if (recorded.finance?.outcome !== expected) throw new Error(`Finance is not ${expected} after a change`);
    return recorded;
  }

  async function byTurns(studentId: string, index: number): Promise<void> {
    await pause((index * PAID_MS) / students.length);
    for (let turn = 0; !stopped.signal.aborted; turn += 1) {
      const reference = `bench-${studentId}-${turn}`;
      const charge = { academicYear: 2019, chargeItemName: '代收取暖费', reference };
      const { finance } = await change(studentId, false, CHARGE, charge);
      await pause(index % 2 === 0 ? OWING_MS.long : OWING_MS.short);
      await change(studentId, true, PAY, { chargeId: finance?.charges?.[0]?.id, reference });
      await pause(PAID_MS);
    }
  }

  const all = Promise.all(students.map(byTurns));
  return {
    count: () => changes,
    stop: async () => {
      stopped.abort();
      await all;
    },
  };
}
