import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Graph, startGraph } from '../kit/graph.ts';

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.end());

async function overall(id: string) {
  const { data } = await graph.query(
    'query ($id: ID) { clearance(studentId: $id) { passed outcome state } }',
    { variables: { id } },
  );
  return data.clearance;
}

async function change(role: string, sub: string, mutation: string) {
  const token = await graph.token(role, sub);
  return graph.query(mutation, { token });
}

const numberOf = (version: string) => Number(version.split('.')[1]);

describe('what departments write changes the graph at once', () => {
  test('F6c: the student cancels the card and passes; a second call changes nothing', async () => {
    const mutation = `mutation { cancelLibraryCard(input: {}) {
      ... on LibraryCardCancelled { alreadyCancelled library { outcome version cardStatus } } } }`;
    expect(await overall('TS2020F6C')).toMatchObject({ passed: false });
    const first = (await change('student', 'TS2020F6C', mutation)).data.cancelLibraryCard;
    expect(first).toMatchObject({
      alreadyCancelled: false,
      library: { outcome: 'PASSED', cardStatus: 'CANCELLED' },
    });
    expect(await overall('TS2020F6C')).toEqual({ passed: true, outcome: 'PASSED', state: 'READY' });
    const second = (await change('student', 'TS2020F6C', mutation)).data.cancelLibraryCard;
    expect(second).toEqual({ alreadyCancelled: true, library: first.library });
  });

  test('L5: the front desk restores the card, and the student no longer passes', async () => {
    const mutation = `mutation { restoreLibraryCard(input: { studentId: "TS2020S1" }) {
      ... on LibraryCardRestored { alreadyActive library { outcome reasons { code } } } } }`;
    const { data } = await change('staff:library', 'L001', mutation);
    expect(data.restoreLibraryCard).toEqual({
      alreadyActive: false,
      library: { outcome: 'NOT_PASSED', reasons: [{ code: 'CARD_NOT_CANCELLED' }] },
    });
    expect(await overall('TS2020S1')).toMatchObject({ passed: false });
  });

  test('F6d: cancelling with a book out is refused with the blockers and the phone', async () => {
    const mutation = `mutation { cancelLibraryCard(input: {}) { __typename
      ... on LibraryCardNotCancellable { code retryable blockers { code } contact { phones { display } } } } }`;
    const { data } = await change('student', 'TS2020F6D', mutation);
    expect(data.cancelLibraryCard).toEqual({
      __typename: 'LibraryCardNotCancellable',
      code: 'LIBRARY_CARD_NOT_CANCELLABLE',
      retryable: false,
      blockers: [{ code: 'BOOKS_OUTSTANDING' }],
      contact: { phones: [{ display: '0516-83592058' }] },
    });
  });

  test('F8: the apartment office checks the room out and the student passes', async () => {
    const { data } = await graph.query(
      '{ clearance(studentId: "TS2020F8") { apartment { version stays { id } } } }',
    );
    const { version, stays } = data.clearance.apartment;
    const mutation = `mutation { checkOutOfRoom(input: { studentId: "TS2020F8", stayId: "${stays[0].id}", checkoutDate: "2020-06-05", handler: "测试员乙" }) {
      ... on RoomCheckedOut { alreadyCheckedOut apartment { outcome version } } } }`;
    const answer = (await change('staff:apartment', 'A001', mutation)).data.checkOutOfRoom;
    expect(answer).toMatchObject({ alreadyCheckedOut: false, apartment: { outcome: 'PASSED' } });
    expect(numberOf(answer.apartment.version)).toBe(numberOf(version) + 1);
    expect(await overall('TS2020F8')).toMatchObject({ passed: true });
  });

  test('F9c: the apartment office states the residency and the student passes', async () => {
    const mutation = `mutation { setResidency(input: { studentId: "TS2020F9C", residency: NON_RESIDENT }) {
      ... on ResidencySet { alreadySet apartment { outcome reasons { code } } } } }`;
    const { data } = await change('staff:apartment', 'A001', mutation);
    expect(data.setResidency).toEqual({
      alreadySet: false,
      apartment: { outcome: 'PASSED', reasons: [{ code: 'NON_RESIDENT' }] },
    });
  });

  test('F10: three payments later the debtor passes; a receipt counts once', async () => {
    const { data } = await graph.query(
      '{ clearance(studentId: "TS2020F10") { finance { charges { id amountOwed { fen } } } } }',
    );
    const pay = (charge: { id: string; amountOwed: { fen: number } }) =>
      change(
        'staff:finance',
        'C001',
        `mutation { recordPayment(input: { studentId: "TS2020F10", chargeId: "${charge.id}", amountFen: ${charge.amountOwed.fen}, reference: "R-${charge.id}" }) {
        __typename ... on PaymentRecorded { alreadyRecorded finance { totalOwedText outcome } } } }`,
      );
    const { charges } = data.clearance.finance;
    for (const charge of charges) {
      expect((await pay(charge)).data.recordPayment).toMatchObject({
        __typename: 'PaymentRecorded',
        alreadyRecorded: false,
      });
    }
    expect((await pay(charges[0])).data.recordPayment).toMatchObject({
      alreadyRecorded: true,
      finance: { outcome: 'PASSED', totalOwedText: '' },
    });
    expect(await overall('TS2020F10')).toMatchObject({ passed: true });
  });

  test('S-2: a charge that appears makes a passing student fail', async () => {
    const mutation = `mutation { recordCharge(input: { studentId: "TS2020S3", academicYear: 2019, chargeItemName: "代收取暖费", amountFen: 7240, reference: "D-1" }) {
      ... on ChargeRecorded { finance { outcome totalOwed { yuan } } } } }`;
    const { data } = await change('staff:finance', 'C001', mutation);
    expect(data.recordCharge).toEqual({ finance: { outcome: 'NOT_PASSED', totalOwed: { yuan: '72.4' } } });
    expect(await overall('TS2020S3')).toMatchObject({ passed: false });
  });

  test('F4: archives and library record the thesis', async () => {
    const archives = `mutation { recordArchivesThesis(input: { studentId: "TS2020F4", label: "已审核" }) { ... on ArchivesThesisRecorded { archives { outcome } } } }`;
    expect((await change('staff:archives', 'D001', archives)).data.recordArchivesThesis).toEqual({
      archives: { outcome: 'PASSED' },
    });
    const library = `mutation { recordLibraryThesis(input: { studentId: "TS2020F4", label: "记录审核通过" }) { ... on LibraryThesisRecorded { library { outcome } } } }`;
    expect((await change('staff:library', 'L001', library)).data.recordLibraryThesis).toEqual({
      library: { outcome: 'PASSED' },
    });
  });

  test('a favourite is kept for its owner only', async () => {
    const set =
      'mutation { setFavorite(input: { serviceId: "graduate-clearance", on: true }) { ... on FavoriteSet { isFavorite alreadySet } } }';
    expect((await change('student', 'TS2020S5', set)).data.setFavorite).toEqual({
      isFavorite: true,
      alreadySet: false,
    });
    expect((await change('student', 'TS2020S5', set)).data.setFavorite).toEqual({
      isFavorite: true,
      alreadySet: true,
    });
    const read = async (sub: string) =>
      (await change('student', sub, '{ serviceGuide { isFavorite } }')).data.serviceGuide.isFavorite;
    expect(await read('TS2020S5')).toBe(true);
    expect(await read('TS2020S6')).toBe(false);
  });
});

describe('who may write', () => {
  const restore = 'mutation { restoreLibraryCard(input: { studentId: "TS2020S2" }) { __typename } }';
  test.each([
    ['nobody in particular', undefined, 'UNAUTHENTICATED'],
    ['a student', ['student', 'TS2020S2'], 'FORBIDDEN'],
    ["another department's staff", ['staff:finance', 'C001'], 'FORBIDDEN'],
    ['an analyst', ['analyst', 'X1'], 'FORBIDDEN'],
  ] as const)('%s is refused and nothing changes', async (_who, caller, code) => {
    const before = await overall('TS2020S2');
    const answer = caller
      ? await change(caller[0], caller[1], restore)
      : await graph.query(restore, { token: null });
    expect(answer.data?.restoreLibraryCard ?? null).toBeNull();
    expect(answer.errors[0]?.extensions.code).toBe(code);
    expect(await overall('TS2020S2')).toEqual(before);
  });

  test("a student who names another student's card is refused", async () => {
    const mutation = 'mutation { cancelLibraryCard(input: { studentId: "TS2020F6C" }) { __typename } }';
    const { data, errors } = await change('student', 'TS2020S2', mutation);
    expect(data).toEqual({ cancelLibraryCard: null });
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('a forged token is refused before anything runs', async () => {
    const [header, payload] = (await graph.token('staff:library', 'L001')).split('.');
    const { status, errors } = await graph.query(restore, {
      token: `${header}.${payload}.${'A'.repeat(86)}`,
    });
    expect(status).toBe(401);
    expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
