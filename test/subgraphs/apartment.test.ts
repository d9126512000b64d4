import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Apartment, createApartment } from '../../subgraphs/apartment/apartment.ts';
import type { StayRecord } from '../../subgraphs/apartment/records.ts';
import { GUIDE_DAY, type SubgraphUnderTest, serveForTest, staffOf } from '../kit/served-subgraph.ts';
import { AHEAD, ENDED, newResident } from './apartment-records.ts';

let served: SubgraphUnderTest<Apartment>;
let now = GUIDE_DAY;

async function given(label: string | null, stays: readonly Partial<StayRecord>[] = []): Promise<string> {
  const record = newResident(label, stays);
  await served.subgraph.load([record]);
  return record.studentId;
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
