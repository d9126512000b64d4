import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLibrary, type Library } from '../../subgraphs/library/library.ts';
import type { LibraryRecord } from '../../subgraphs/library/records.ts';
import { databaseKinds } from '../kit/databases.ts';
import { anonymous, type SubgraphUnderTest, serveForTest, staffOf } from '../kit/served-subgraph.ts';

const staff = staffOf('library');
const student = (sub: string) => ({ kind: 'person', sub, role: 'student' }) as const;

function reader(studentId: string, differs: Partial<LibraryRecord> = {}): LibraryRecord {
  const clear = {
    cardLabel: '已注销',
    violationLabel: '0',
    thesisLabel: '记录审核通过',
    loans: [],
    fees: [],
    asOf: null,
  };
  return { studentId, ...clear, ...differs };
}

const VERDICT = 'library { outcome passed version accountFound reasons { code } }';
interface WithLibrary {
  library: { outcome: string; version: string; accountFound: boolean };
}

describe.each(databaseKinds)('the library on $kind', ({ open }) => {
  let library: SubgraphUnderTest<Library>;
  beforeAll(async () => {
    library = await serveForTest(createLibrary, staff, { open });
    const many = Array.from({ length: 500 }, (_, index) =>
      reader(`M${index}`, index % 7 === 0 ? { cardLabel: '正常' } : {}),
    );
    await library.subgraph.load([
      ...many,
      reader('BOOK', {
        cardLabel: '正常',
        loans: [{ loanId: 'l1', title: '矿山测量', dueOn: '2020-05-01' }],
      }),
      reader('FEE', {
        cardLabel: '正常',
        fees: [
          { feeId: 'f1', reason: '超期', amountFen: 10 },
          { feeId: 'f2', reason: '预存', amountFen: -500 },
        ],
      }),
      reader('ACTIVE', { cardLabel: '正常' }),
      reader('DESK', { cardLabel: '正常' }),
      reader('THESIS', { thesisLabel: '未审核' }),
    ]);
    library.statements();
  });
  afterAll(() => library.close());

  test('answers 500 students with one statement, in their order', async () => {
    const ids = Array.from({ length: 500 }, (_, index) => `M${(index * 7) % 500}`);
    const students = await library.entities<{ id: string } & WithLibrary>(ids, `id ${VERDICT}`);
    expect(library.statements()).toHaveLength(1);
    expect(students.map(({ id }) => id)).toEqual(ids);
    for (const { id, library: item } of students) {
      expect(item.outcome).toBe(Number(id.slice(1)) % 7 === 0 ? 'NOT_PASSED' : 'PASSED');
    }
  });

  test('does not know a student without a record: unknown, with what to do, never a pass', async () => {
    const [known, absent] = await library.entities(
      ['M1', 'NOBODY'],
      'library { outcome passed version accountFound thesisDepositStatus canCancelCard reasons { code phone { display } } }',
    );
    expect(known).toMatchObject({ library: { outcome: 'PASSED' } });
    expect(absent).toEqual({
      library: {
        outcome: 'UNKNOWN',
        passed: null,
        version: '0.0',
        accountFound: false,
        thesisDepositStatus: 'UNKNOWN',
        canCancelCard: false,
        reasons: [{ code: 'STUDENT_NOT_FOUND', phone: { display: '0516-83592058' } }],
      },
    });
  });

  test('shows every field of figure 4', async () => {
    const fields = `unreturnedBookCount feeOwed { fen yuan } violationCount violationLabel cardStatus cardStatusLabel canCancelCard
      cancelBlockers { code where { zh } phone { uri } } thesisDepositStatus thesisDepositLabel guidance { zh } contact { unitName { zh } }`;
    const [, fee] = await library.entities(['BOOK', 'FEE'], `library { ${fields} }`);
    expect(fee).toEqual({
      library: {
        unreturnedBookCount: 0,
        feeOwed: { fen: 10, yuan: '0.1' },
        violationCount: 0,
        violationLabel: '0',
        cardStatus: 'ACTIVE',
        cardStatusLabel: '正常',
        canCancelCard: false,
        cancelBlockers: [
          {
            code: 'LIBRARY_FEE_OWED',
            where: { zh: '图书馆一层借阅大厅前台' },
            phone: { uri: 'tel:+86-516-83592058' },
          },
        ],
        thesisDepositStatus: 'APPROVED',
        thesisDepositLabel: '记录审核通过',
        guidance: { zh: expect.stringContaining('可正常进出图书馆') },
        contact: { unitName: { zh: '图书馆' } },
      },
    });
  });

  test('cancels a card once: the version rises by one, the outbox has one row more, in the same transaction', async () => {
    const mutation = `mutation { cancelLibraryCard(input: {}) { ... on LibraryCardCancelled { alreadyCancelled ${VERDICT} } } }`;
    const before = await library.published('ACTIVE');
    const first = await library.graphql(mutation, {}, student('ACTIVE'));
    const second = await library.graphql(mutation, {}, student('ACTIVE'));
    expect(first).toMatchObject({
      data: {
        cancelLibraryCard: { alreadyCancelled: false, library: { outcome: 'PASSED', version: '1.2' } },
      },
    });
    expect(second).toMatchObject({
      data: { cancelLibraryCard: { alreadyCancelled: true, library: { version: '1.2' } } },
    });
    const after = await library.published('ACTIVE');
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toEqual({ version: '1.2', outcome: 'PASSED', reasons: [], withVerdict: true });
  });

  test('cancels one card once even when asked ten times at once', async () => {
    const mutation =
      'mutation { cancelLibraryCard(input: { studentId: "DESK" }) { ... on LibraryCardCancelled { alreadyCancelled } } }';
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        library.graphql<{ cancelLibraryCard: { alreadyCancelled: boolean } }>(mutation),
      ),
    );
    const written = answers.filter(({ data }) => data?.cancelLibraryCard.alreadyCancelled === false);
    expect(written).toHaveLength(1);
    expect(await library.published('DESK')).toHaveLength(2);
  });

  test('refuses to cancel while a book is out, and writes nothing', async () => {
    const mutation =
      'mutation { cancelLibraryCard(input: {}) { __typename ... on LibraryCardNotCancellable { blockers { code } contact { phones { display } } message { zh en } } } }';
    const before = await library.published('BOOK');
    expect(await library.graphql(mutation, {}, student('BOOK'))).toMatchObject({
      data: {
        cancelLibraryCard: {
          __typename: 'LibraryCardNotCancellable',
          blockers: [{ code: 'BOOKS_OUTSTANDING' }],
          contact: { phones: [{ display: '0516-83592058' }] },
        },
      },
    });
    expect(await library.published('BOOK')).toEqual(before);
  });

  test('records a thesis state that is configured, and names the configured ones when it is not', async () => {
    const record = (label: string) =>
      library.graphql(
        `mutation ($label: String!) { recordLibraryThesis(input: { studentId: "THESIS", label: $label }) { __typename
        ... on LibraryThesisRecorded { alreadyRecorded library { outcome thesisDepositLabel } } ... on LibraryThesisLabelNotMapped { code knownLabels } } }`,
        { label },
      );
    expect(await record('审核通过了')).toMatchObject({
      data: {
        recordLibraryThesis: {
          code: 'LIBRARY_THESIS_LABEL_NOT_MAPPED',
          knownLabels: expect.arrayContaining(['记录审核通过']),
        },
      },
    });
    expect(await record(' 记录审核通过 ')).toMatchObject({
      data: {
        recordLibraryThesis: {
          alreadyRecorded: false,
          library: { outcome: 'PASSED', thesisDepositLabel: '记录审核通过' },
        },
      },
    });
    expect(await record('记录审核通过')).toMatchObject({
      data: { recordLibraryThesis: { alreadyRecorded: true } },
    });
  });

  test('says so when the student of a change is unknown', async () => {
    const mutation =
      'mutation { restoreLibraryCard(input: { studentId: "NOBODY" }) { __typename ... on Problem { code message { zh } retryable } } }';
    expect(await library.graphql(mutation)).toMatchObject({
      data: {
        restoreLibraryCard: { __typename: 'StudentNotFound', code: 'STUDENT_NOT_FOUND', retryable: false },
      },
    });
  });

  test.each([
    ['nobody in particular', anonymous, 'UNAUTHENTICATED'],
    ['a student', student('M1'), 'FORBIDDEN'],
    ["another department's staff", staffOf('finance'), 'FORBIDDEN'],
  ])('refuses a change by %s', async (_who, viewer, code) => {
    const mutation = 'mutation { restoreLibraryCard(input: { studentId: "M1" }) { __typename } }';
    const answer = await library.graphql(mutation, {}, viewer);
    expect(answer.data).toEqual({ restoreLibraryCard: null });
    expect(answer.errors?.[0]?.extensions?.code).toBe(code);
    expect(await library.published('M1')).toHaveLength(1);
  });

  test('refuses a student number that cannot be one', async () => {
    const mutation = 'mutation ($id: ID!) { restoreLibraryCard(input: { studentId: $id }) { __typename } }';
    for (const id of ['', ' M1', "M1'; drop table reader", 'ＴＳ１', 'x'.repeat(33), 'M1\n']) {
      expect((await library.graphql(mutation, { id })).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    }
  });
});
