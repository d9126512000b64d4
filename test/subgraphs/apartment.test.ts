import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Apartment, createApartment } from '../../subgraphs/apartment/apartment.ts';
import type { ApartmentRecord, StayRecord } from '../../subgraphs/apartment/records.ts';
import {
  anonymous,
  GUIDE_DAY,
  type SubgraphUnderTest,
  serveForTest,
  staffOf,
} from '../kit/served-subgraph.ts';

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
const SET_RESIDENCY = `mutation ($input: SetResidencyInput!) {
  setResidency(input: $input) {
    __typename
    ... on ResidencySet { alreadySet apartment { outcome version residency residencyLabel reasons { code } } }
    ... on StudentNotFound { code }
  }
}`;

let served: SubgraphUnderTest<Apartment>;
let now = GUIDE_DAY;
let students = 0;

/** A student of the test's own, with rooms `<number>-1`, `<number>-2`, ... */
async function given(
  residencyLabel: string | null,
  stays: readonly Partial<StayRecord>[] = [],
  asOf: Date | null = null,
): Promise<string> {
  students += 1;
  const studentId = `H${students}`;
  const blank = {
    campus: null,
    compound: null,
    building: null,
    room: null,
    checkoutDate: null,
    handler: null,
  };
  const record: ApartmentRecord = {
    studentId,
    residencyLabel,
    stays: stays.map((stay, index) => ({ ...blank, ...stay, stayId: `${studentId}-${index + 1}` })),
    asOf,
  };
  await served.subgraph.load([record]);
  return studentId;
}

const ENDED = { checkoutDate: '2020-06-05', handler: '测试员甲' };
const AHEAD = { checkoutDate: '2020-07-01', handler: '测试员甲' };

function checkOut(studentId: string, input: Record<string, unknown> = {}) {
  return served.graphql(CHECK_OUT, { input: { studentId, stayId: `${studentId}-1`, ...ENDED, ...input } });
}

function setResidency(studentId: string, residency: string) {
  return served.graphql(SET_RESIDENCY, { input: { studentId, residency } });
}

beforeAll(async () => {
  served = await serveForTest(createApartment, staffOf('apartment'), { now: () => now });
});
beforeEach(() => {
  now = GUIDE_DAY;
});
afterAll(() => served.close());

describe('the apartment office answers the gateway', () => {
  test('in the order of the representations, also for a student named twice or not known', async () => {
    const ended = await given('已退宿', [ENDED]);
    const open = await given('在住', [{}]);
    const found = await served.entities(
      [open, 'NOBODY', ended, open],
      'id apartment { outcome accountFound }',
    );
    const failing = { id: open, apartment: { outcome: 'NOT_PASSED', accountFound: true } };
    expect(found).toEqual([
      failing,
      { id: 'NOBODY', apartment: { outcome: 'UNKNOWN', accountFound: false } },
      { id: ended, apartment: { outcome: 'PASSED', accountFound: true } },
      failing,
    ]);
  });

  test('with one statement for 500 students with two rooms each', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `MANY${index}`);
    const room = { campus: null, compound: null, building: null, room: null, ...ENDED };
    await served.subgraph.load(
      ids.map((studentId) => ({
        studentId,
        residencyLabel: null,
        stays: ['b', 'a'].map((name) => ({ ...room, stayId: `${studentId}-${name}` })),
        asOf: null,
      })),
    );
    served.statements();
    const found = await served.entities(ids, 'id apartment { outcome stays { id } }');
    expect(found).toEqual(
      ids.map((id) => ({
        id,
        apartment: { outcome: 'PASSED', stays: [{ id: `${id}-a` }, { id: `${id}-b` }] },
      })),
    );
    expect(served.statements()).toHaveLength(1);
  });

  test('with every field of figure 8, and where to go', async () => {
    const id = await given('在住', [{ compound: '梅苑', building: '梅1楼', room: 'A3071', handler: ' ' }]);
    const [student] = await served.entities(
      [id],
      `apartment { passed version asOf residency residencyLabel notices { title { zh } } contact { code }
        stays { id campus compound building room checkoutDate checkoutHandler { name } }
        reasons { code action { zh } where { zh } phone { display } } }`,
    );
    expect(student).toEqual({
      apartment: {
        passed: false,
        version: '1.1',
        asOf: GUIDE_DAY.toISOString(),
        residency: 'RESIDENT',
        residencyLabel: '在住',
        notices: [{ title: { zh: '2020届毕业生退宿通知' } }],
        contact: { code: 'apartment' },
        stays: [
          {
            id: `${id}-1`,
            campus: null,
            compound: '梅苑',
            building: '梅1楼',
            room: 'A3071',
            checkoutDate: null,
            checkoutHandler: null,
          },
        ],
        reasons: [
          {
            code: 'NOT_CHECKED_OUT',
            action: { zh: '请在各宿舍公寓管理员处办理退宿。' },
            where: { zh: '各宿舍公寓管理员处' },
            phone: { display: '0516-83590327' },
          },
        ],
      },
    });
  });

  test('F9b with the note that nothing is to be done', async () => {
    const [student] = await served.entities(
      [await given('未在校住宿')],
      'apartment { passed residency reasons { code text { zh } where { zh } } }',
    );
    expect(student).toEqual({
      apartment: {
        passed: true,
        residency: 'NON_RESIDENT',
        reasons: [{ code: 'NON_RESIDENT', text: { zh: '未在校住宿，无需办理' }, where: null }],
      },
    });
  });

  test('UNKNOWN residency with the raw text, where the text is not configured', async () => {
    const [student] = await served.entities(
      [await given('外住', [ENDED])],
      'apartment { passed residency residencyLabel reasons { code } }',
    );
    expect(student).toEqual({
      apartment: {
        passed: null,
        residency: 'UNKNOWN',
        residencyLabel: '外住',
        reasons: [{ code: 'LABEL_UNMAPPED' }],
      },
    });
  });

  test('UNKNOWN without rooms for a student whom it does not know', async () => {
    const [student] = await served.entities(
      ['NOBODY'],
      'apartment { passed version residency residencyLabel stays { id } reasons { code } }',
    );
    expect(student).toEqual({
      apartment: {
        passed: null,
        version: '0.0',
        residency: 'UNKNOWN',
        residencyLabel: null,
        stays: [],
        reasons: [{ code: 'STUDENT_NOT_FOUND' }],
      },
    });
  });
});

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
});

describe('setResidency', () => {
  test('D6 states that a student never lived on campus, and publishes the pass', async () => {
    const id = await given(null);
    expect(await setResidency(id, 'NON_RESIDENT')).toMatchObject({
      data: {
        setResidency: {
          alreadySet: false,
          apartment: {
            outcome: 'PASSED',
            version: '1.2',
            residency: 'NON_RESIDENT',
            residencyLabel: '未住宿',
          },
        },
      },
    });
    expect(await served.published(id)).toMatchObject([
      { outcome: 'UNKNOWN', reasons: ['RESIDENCY_NOT_STATED'] },
      { outcome: 'PASSED', reasons: ['NON_RESIDENT'], version: '1.2', withVerdict: true },
    ]);
  });

  test.each([
    ['another text of the same meaning', '未在校住宿', 'NON_RESIDENT'],
    ['no statement where there is none', null, 'UNKNOWN'],
    ['no statement where it is blank', ' ', 'UNKNOWN'],
  ])('writes and publishes nothing for %s', async (_claim, label, residency) => {
    const id = await given(label);
    expect(await setResidency(id, residency)).toMatchObject({
      data: { setResidency: { alreadySet: true, apartment: { version: '1.1', residencyLabel: label } } },
    });
    expect(await served.published(id)).toHaveLength(1);
  });

  test.each(['未在校住宿', '外住'])('takes the statement %s back with UNKNOWN', async (label) => {
    const id = await given(label);
    expect(await setResidency(id, 'UNKNOWN')).toMatchObject({
      data: {
        setResidency: {
          alreadySet: false,
          apartment: {
            residency: 'UNKNOWN',
            residencyLabel: null,
            reasons: [{ code: 'RESIDENCY_NOT_STATED' }],
          },
        },
      },
    });
  });

  test('answers StudentNotFound for a student whom the office does not know', async () => {
    expect(await setResidency('NOBODY', 'RESIDENT')).toMatchObject({
      data: { setResidency: { __typename: 'StudentNotFound' } },
    });
  });
});

describe('the apartment desk', () => {
  test.each([
    ['nobody', anonymous, 'UNAUTHENTICATED'],
    ['the student', { kind: 'person', sub: 'H1', role: 'student' }, 'FORBIDDEN'],
    ['staff of another department', staffOf('finance'), 'FORBIDDEN'],
  ] as const)('is closed to %s (D6: residency is never self-declared)', async (_claim, viewer, code) => {
    const id = await given(null, [{}]);
    const checkout = { input: { studentId: id, stayId: `${id}-1`, ...ENDED } };
    const statement = { input: { studentId: id, residency: 'NON_RESIDENT' } };
    for (const { errors } of [
      await served.graphql(CHECK_OUT, checkout, viewer),
      await served.graphql(SET_RESIDENCY, statement, viewer),
    ]) {
      expect(errors).toMatchObject([{ extensions: { code } }]);
    }
    expect(await served.published(id)).toHaveLength(1);
  });
});

describe('a new day', () => {
  test('D15 records and publishes the verdicts whose checkout day has come, once', async () => {
    const arriving = await given('已退宿', [AHEAD]);
    const later = await given('已退宿', [{ ...AHEAD, checkoutDate: '2020-07-02' }]);
    const halfway = await given('已退宿', [AHEAD, { ...AHEAD, checkoutDate: '2020-07-02' }]);
    now = new Date('2020-06-30T15:59:59Z');
    await served.subgraph.onNewDay();
    expect(await served.published(arriving)).toHaveLength(1);

    now = new Date('2020-06-30T16:00:00Z');
    await served.subgraph.onNewDay();
    await served.subgraph.onNewDay();
    expect(await served.published(arriving)).toEqual([
      { version: '1.1', outcome: 'NOT_PASSED', reasons: ['CHECKOUT_DATE_AHEAD'], withVerdict: false },
      { version: '1.2', outcome: 'PASSED', reasons: [], withVerdict: true },
    ]);
    expect(await served.published(later)).toHaveLength(1);
    expect(await served.published(halfway)).toHaveLength(1);
    const [student] = await served.entities([arriving], 'apartment { outcome version }');
    expect(student).toEqual({ apartment: { outcome: 'PASSED', version: '1.2' } });
  });
});
