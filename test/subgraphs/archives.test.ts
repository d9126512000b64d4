import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Archives, createArchives } from '../../subgraphs/archives/archives.ts';
import type { ArchivesRecord } from '../../subgraphs/archives/records.ts';
import {
  anonymous,
  GUIDE_DAY,
  type SubgraphUnderTest,
  serveForTest,
  staffOf,
} from '../kit/served-subgraph.ts';

const RECORD = `mutation ($input: RecordArchivesThesisInput!) {
  recordArchivesThesis(input: $input) {
    __typename
    ... on ArchivesThesisRecorded {
      alreadyRecorded
      archives { outcome version thesisArchivesStatus thesisArchivesLabel reasons { code } }
    }
    ... on StudentNotFound { code message { zh } retryable }
  }
}`;

let served: SubgraphUnderTest<Archives>;
let students = 0;

/** A student of the test's own, so that tests do not see each other. */
async function given(thesisLabel: string | null, asOf: Date | null = null): Promise<string> {
  students += 1;
  const record: ArchivesRecord = { studentId: `A${students}`, thesisLabel, asOf };
  await served.subgraph.load([record]);
  return record.studentId;
}

function record(studentId: string, label: string | null) {
  return served.graphql<Record<string, unknown>>(RECORD, { input: { studentId, label } });
}

beforeAll(async () => {
  served = await serveForTest(createArchives, staffOf('archives'));
});
afterAll(() => served.close());

describe('the archives answer the gateway', () => {
  test('in the order of the representations, also for a student named twice or not known', async () => {
    const approved = await given('已审核');
    const missing = await given(null);
    const found = await served.entities(
      [missing, 'NOBODY', approved, missing],
      'id archives { outcome passed accountFound }',
    );
    const failing = { id: missing, archives: { outcome: 'NOT_PASSED', passed: false, accountFound: true } };
    expect(found).toEqual([
      failing,
      { id: 'NOBODY', archives: { outcome: 'UNKNOWN', passed: null, accountFound: false } },
      { id: approved, archives: { outcome: 'PASSED', passed: true, accountFound: true } },
      failing,
    ]);
  });

  test('with one statement for 500 students', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `MANY${index}`);
    await served.subgraph.load(ids.map((studentId) => ({ studentId, thesisLabel: '已审核', asOf: null })));
    served.statements();
    const found = await served.entities(ids, 'id archives { outcome }');
    expect(found).toEqual(ids.map((id) => ({ id, archives: { outcome: 'PASSED' } })));
    expect(served.statements()).toHaveLength(1);
  });

  test('with every field, for a thesis that is missing (F7)', async () => {
    const id = await given('  ');
    const [student] = await served.entities(
      [id],
      `archives { outcome passed version asOf accountFound thesisArchivesStatus thesisArchivesLabel notices { title { zh } }
        contact { code unitName { zh } phones { display uri } place { zh } }
        reasons { code text { zh } action { zh } where { zh } phone { display } url } }`,
    );
    expect(student).toEqual({
      archives: {
        outcome: 'NOT_PASSED',
        passed: false,
        version: '1.1',
        asOf: GUIDE_DAY.toISOString(),
        accountFound: true,
        thesisArchivesStatus: 'NOT_RECEIVED',
        thesisArchivesLabel: null,
        notices: [],
        contact: {
          code: 'archives',
          unitName: { zh: '档案馆' },
          phones: [{ display: '0516-83592101', uri: 'tel:+86-516-83592101' }],
          place: { zh: '档案馆' },
        },
        reasons: [
          {
            code: 'ARCHIVES_THESIS_MISSING',
            text: { zh: '论文提交状态为空。' },
            action: { zh: '请线下去档案馆提交论文。' },
            where: { zh: '档案馆' },
            phone: { display: '0516-83592101' },
            url: null,
          },
        ],
      },
    });
  });

  test('D14 with the raw label of a state that does not pass', async () => {
    const id = await given('退回修改');
    const [student] = await served.entities([id], 'archives { thesisArchivesStatus thesisArchivesLabel }');
    expect(student).toEqual({ archives: { thesisArchivesStatus: 'OTHER', thesisArchivesLabel: '退回修改' } });
  });

  test('UNKNOWN for a student whom they do not know, with the phone', async () => {
    const [student] = await served.entities(
      ['NOBODY'],
      'archives { outcome version thesisArchivesStatus reasons { code phone { display } } }',
    );
    expect(student).toEqual({
      archives: {
        outcome: 'UNKNOWN',
        version: '0.0',
        thesisArchivesStatus: 'UNKNOWN',
        reasons: [{ code: 'STUDENT_NOT_FOUND', phone: { display: '0516-83592101' } }],
      },
    });
  });

  test('UNKNOWN and the time of the copy, where the copy is older than 168 hours', async () => {
    const asOf = new Date('2020-06-08T01:59:59Z');
    const [student] = await served.entities(
      [await given('已审核', asOf)],
      'archives { asOf reasons { code } }',
    );
    expect(student).toEqual({ archives: { asOf: asOf.toISOString(), reasons: [{ code: 'STALE' }] } });
  });
});

describe('recordArchivesThesis', () => {
  test('turns a fail into a pass, raises the version and publishes it in one transaction', async () => {
    const id = await given(null);
    expect(await record(id, ' 已审核 ')).toEqual({
      data: {
        recordArchivesThesis: {
          __typename: 'ArchivesThesisRecorded',
          alreadyRecorded: false,
          archives: {
            outcome: 'PASSED',
            version: '1.2',
            thesisArchivesStatus: 'APPROVED',
            thesisArchivesLabel: '已审核',
            reasons: [],
          },
        },
      },
    });
    expect(await served.published(id)).toEqual([
      { version: '1.1', outcome: 'NOT_PASSED', reasons: ['ARCHIVES_THESIS_MISSING'], withVerdict: false },
      { version: '1.2', outcome: 'PASSED', reasons: [], withVerdict: true },
    ]);
  });

  test.each<[claim: string, before: string | null, label: string | null]>([
    ['the same state', '已审核', '已审核'],
    ['the same state with space around it', '已审核', '  已审核　'],
    ['blank over nothing', null, '  '],
    ['nothing over blank', '  ', null],
  ])('writes and publishes nothing for %s', async (_claim, before, label) => {
    const id = await given(before);
    expect(await record(id, label)).toMatchObject({
      data: { recordArchivesThesis: { alreadyRecorded: true, archives: { version: '1.1' } } },
    });
    expect(await served.published(id)).toHaveLength(1);
  });

  test('takes an approval back', async () => {
    const id = await given('已审核');
    expect(await record(id, null)).toMatchObject({
      data: {
        recordArchivesThesis: {
          alreadyRecorded: false,
          archives: { outcome: 'NOT_PASSED', thesisArchivesLabel: null, version: '1.2' },
        },
      },
    });
  });

  test('answers StudentNotFound for a student whom the archives do not know', async () => {
    expect(await record('NOBODY', '已审核')).toMatchObject({
      data: {
        recordArchivesThesis: { __typename: 'StudentNotFound', code: 'STUDENT_NOT_FOUND', retryable: false },
      },
    });
  });

  test.each([
    ['a label of 65 characters', '审'.repeat(65)],
    ['a label with a control character', '已\u0000审核'],
  ])('refuses %s with a sentence', async (_claim, label) => {
    const id = await given(null);
    const { errors } = await record(id, label);
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining('64') },
    ]);
    expect(await served.published(id)).toHaveLength(1);
  });

  test('counts 64 characters, not their halves', async () => {
    expect(await record(await given(null), '𠮷'.repeat(64))).toMatchObject({
      data: { recordArchivesThesis: { alreadyRecorded: false } },
    });
  });

  test.each([
    ['nobody', anonymous, 'UNAUTHENTICATED'],
    ['the student', { kind: 'person', sub: 'A1', role: 'student' }, 'FORBIDDEN'],
    ['staff of another department', staffOf('library'), 'FORBIDDEN'],
  ] as const)('refuses %s', async (_claim, viewer, code) => {
    const id = await given(null);
    const { errors } = await served.graphql(RECORD, { input: { studentId: id, label: '已审核' } }, viewer);
    expect(errors).toMatchObject([{ extensions: { code } }]);
    expect(await served.published(id)).toHaveLength(1);
  });
});
