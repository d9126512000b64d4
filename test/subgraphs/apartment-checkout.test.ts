import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Apartment, createApartment } from '../../subgraphs/apartment/apartment.ts';
import type { StayRecord } from '../../subgraphs/apartment/records.ts';
import { anonymous, type SubgraphUnderTest, serveForTest, staffOf } from '../kit/served-subgraph.ts';
import { AHEAD, ENDED, newResident } from './apartment-records.ts';

const CHECK_OUT = `mutation ($input: CheckOutOfRoomInput!) {
  checkOutOfRoom(input: $input) {
    __typename
    ... on RoomCheckedOut {
      alreadyCheckedOut
      warnings { zh en }
      apartment { outcome version residency residencyLabel reasons { code } stays { id checkoutDate checkoutHandler { name } } }
    }
    ... on StayAlreadyCheckedOut { code stay { id checkoutDate checkoutHandler { name } } }
    ... on StayNotFound { code message { zh } }
    ... on StudentNotFound { code }
  }
}`;

let served: SubgraphUnderTest<Apartment>;

async function given(label: string | null, stays: readonly Partial<StayRecord>[] = []): Promise<string> {
  const record = newResident(label, stays);
  await served.subgraph.load([record]);
  return record.studentId;
}

function checkOut(studentId: string, input: Record<string, unknown> = {}) {
  return served.graphql(CHECK_OUT, { input: { studentId, stayId: `${studentId}-1`, ...ENDED, ...input } });
}

beforeAll(async () => {
  served = await serveForTest(createApartment, staffOf('apartment'));
});
afterAll(() => served.close());

describe('checkOutOfRoom', () => {
  test('ends the last room, makes 在住 已退宿, and publishes the pass in one transaction', async () => {
    const id = await given('在住', [{}]);
    expect(await checkOut(id, { handler: ' 测试员甲 ' })).toEqual({
      data: {
        checkOutOfRoom: {
          __typename: 'RoomCheckedOut',
          alreadyCheckedOut: false,
          warnings: [],
          apartment: {
            outcome: 'PASSED',
            version: '1.2',
            residency: 'CHECKED_OUT',
            residencyLabel: '已退宿',
            reasons: [],
            stays: [{ id: `${id}-1`, checkoutDate: '2020-06-05', checkoutHandler: { name: '测试员甲' } }],
          },
        },
      },
    });
    expect(await served.published(id)).toEqual([
      { version: '1.1', outcome: 'NOT_PASSED', reasons: ['NOT_CHECKED_OUT'], withVerdict: false },
      { version: '1.2', outcome: 'PASSED', reasons: [], withVerdict: true },
    ]);
  });

  test('D13 leaves 在住 alone while another room is open', async () => {
    const id = await given('在住', [{}, { checkoutDate: '2020-06-01' }]);
    expect(await checkOut(id)).toMatchObject({
      data: {
        checkOutOfRoom: {
          apartment: { outcome: 'NOT_PASSED', residency: 'RESIDENT', reasons: [{ code: 'DATA_INCOMPLETE' }] },
        },
      },
    });
  });

  test.each([
    ['未在校住宿', '未在校住宿'],
    ['外住', '外住'],
    [null, null],
  ])('leaves the statement %s as the department wrote it', async (before, after) => {
    const id = await given(before, [{}]);
    expect(await checkOut(id)).toMatchObject({
      data: { checkOutOfRoom: { apartment: { residencyLabel: after } } },
    });
  });

  test('D12 completes a checkout that lacks its handler', async () => {
    const id = await given(null, [{ checkoutDate: '2020-06-01', handler: ' ' }]);
    expect(await checkOut(id)).toMatchObject({
      data: { checkOutOfRoom: { alreadyCheckedOut: false, apartment: { outcome: 'PASSED' } } },
    });
  });

  test('writes and publishes nothing for the same date and handler', async () => {
    const id = await given(null, [ENDED]);
    expect(await checkOut(id, { handler: '测试员甲 ' })).toMatchObject({
      data: { checkOutOfRoom: { alreadyCheckedOut: true, apartment: { outcome: 'PASSED', version: '1.1' } } },
    });
    expect(await served.published(id)).toHaveLength(1);
  });

  test.each([
    ['date', { checkoutDate: '2020-06-06' }],
    ['handler', { handler: '测试员乙' }],
  ])('refuses another %s on an ended stay and shows what is recorded', async (_claim, input) => {
    const id = await given(null, [ENDED]);
    expect(await checkOut(id, input)).toEqual({
      data: {
        checkOutOfRoom: {
          __typename: 'StayAlreadyCheckedOut',
          code: 'STAY_ALREADY_CHECKED_OUT',
          stay: { id: `${id}-1`, checkoutDate: '2020-06-05', checkoutHandler: { name: '测试员甲' } },
        },
      },
    });
    expect(await served.published(id)).toHaveLength(1);
  });

  test('D15 stores a day to come, warns the desk and does not pass', async () => {
    const id = await given('在住', [{}]);
    const answer = {
      __typename: 'RoomCheckedOut',
      warnings: [{ zh: expect.stringContaining('退宿日期未到'), en: expect.any(String) }],
      apartment: { outcome: 'NOT_PASSED', version: '1.2', reasons: [{ code: 'CHECKOUT_DATE_AHEAD' }] },
    };
    expect(await checkOut(id, AHEAD)).toMatchObject({
      data: { checkOutOfRoom: { ...answer, alreadyCheckedOut: false } },
    });
    expect(await checkOut(id, AHEAD)).toMatchObject({
      data: { checkOutOfRoom: { ...answer, alreadyCheckedOut: true } },
    });
  });

  test('D15 lets a checkout whose day lies ahead be corrected', async () => {
    const id = await given('已退宿', [AHEAD]);
    expect(await checkOut(id)).toMatchObject({
      data: {
        checkOutOfRoom: { alreadyCheckedOut: false, apartment: { outcome: 'PASSED', version: '1.2' } },
      },
    });
  });

  test('answers StayNotFound for a room of somebody else', async () => {
    const other = await given(null, [{}]);
    const id = await given(null, [{}]);
    expect(await checkOut(id, { stayId: `${other}-1` })).toMatchObject({
      data: { checkOutOfRoom: { __typename: 'StayNotFound', code: 'STAY_NOT_FOUND' } },
    });
    expect(await served.published(other)).toHaveLength(1);
  });

  test('answers StudentNotFound for a student whom the office does not know', async () => {
    expect(await checkOut('NOBODY')).toMatchObject({
      data: { checkOutOfRoom: { __typename: 'StudentNotFound', code: 'STUDENT_NOT_FOUND' } },
    });
  });

  test.each([
    ['a blank handler', { handler: '  ' }, '64'],
    ['a handler of 65 characters', { handler: '名'.repeat(65) }, '64'],
    ['a handler with a control character', { handler: 'a\u0000b' }, '64'],
    ['a year that no calendar of the office has', { checkoutDate: '0000-01-01' }, '1950'],
    ['a day that does not exist', { checkoutDate: '2020-02-30' }, 'YYYY-MM-DD'],
    ['a day that does not exist, also once compiled', { checkoutDate: '2021-02-29' }, 'YYYY-MM-DD'],
    ['a day that is no text', { checkoutDate: 20200605 }, 'YYYY-MM-DD'],
  ])('refuses %s with a sentence', async (_claim, input, sentence) => {
    const id = await given(null, [{}]);
    expect((await checkOut(id, input)).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining(sentence) },
    ]);
    expect(await served.published(id)).toHaveLength(1);
  });

  test('checks a room out once when two desks do it at once', async () => {
    const id = await given(null, [{}]);
    const answers = await Promise.all([checkOut(id), checkOut(id, { handler: '测试员乙' })]);
    const kinds = answers.map(
      ({ data }) => (data as { checkOutOfRoom: { __typename: string } }).checkOutOfRoom,
    );
    expect(kinds.map(({ __typename }) => __typename).sort()).toEqual([
      'RoomCheckedOut',
      'StayAlreadyCheckedOut',
    ]);
    expect(await served.published(id)).toHaveLength(2);
  });

  test.each([
    ['nobody', anonymous, 'UNAUTHENTICATED'],
    ['the student', { kind: 'person', sub: 'H1', role: 'student' }, 'FORBIDDEN'],
    ['staff of another department', staffOf('finance'), 'FORBIDDEN'],
  ] as const)('is closed to %s', async (_claim, viewer, code) => {
    const id = await given(null, [{}]);
    const input = { studentId: id, stayId: `${id}-1`, ...ENDED };
    const { errors } = await served.graphql(CHECK_OUT, { input }, viewer);
    expect(errors).toMatchObject([{ extensions: { code } }]);
    expect(await served.published(id)).toHaveLength(1);
  });
});
