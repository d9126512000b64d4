import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Apartment, createApartment } from '../../subgraphs/apartment/apartment.ts';
import { anonymous, type SubgraphUnderTest, serveForTest, staffOf } from '../kit/served-subgraph.ts';
import { newResident } from './apartment-records.ts';

const SET_RESIDENCY = `mutation ($input: SetResidencyInput!) {
  setResidency(input: $input) {
    __typename
    ... on ResidencySet { alreadySet apartment { outcome version residency residencyLabel reasons { code } } }
    ... on StudentNotFound { code }
  }
}`;

let served: SubgraphUnderTest<Apartment>;

async function given(label: string | null): Promise<string> {
  const record = newResident(label);
  await served.subgraph.load([record]);
  return record.studentId;
}

function setResidency(studentId: string, residency: string) {
  return served.graphql(SET_RESIDENCY, { input: { studentId, residency } });
}

beforeAll(async () => {
  served = await serveForTest(createApartment, staffOf('apartment'));
});
afterAll(() => served.close());

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

  test.each([
    ['nobody', anonymous, 'UNAUTHENTICATED'],
    [
      'the student: residency is never self-declared',
      { kind: 'person', sub: 'H1', role: 'student' },
      'FORBIDDEN',
    ],
    ['staff of another department', staffOf('finance'), 'FORBIDDEN'],
  ] as const)('D6 is closed to %s', async (_claim, viewer, code) => {
    const id = await given(null);
    const input = { studentId: id, residency: 'NON_RESIDENT' };
    const { errors } = await served.graphql(SET_RESIDENCY, { input }, viewer);
    expect(errors).toMatchObject([{ extensions: { code } }]);
    expect(await served.published(id)).toHaveLength(1);
  });
});
