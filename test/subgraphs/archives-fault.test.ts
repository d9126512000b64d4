import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Archives, createArchives } from '../../subgraphs/archives/archives.ts';
import { anonymous, type SubgraphUnderTest, serveForTest, staffOf } from '../kit/served-subgraph.ts';

let served: SubgraphUnderTest<Archives>;

/** Documents of different names are compiled apart. */
function ask(operation: string, ...ids: string[]) {
  const query = `query ${operation}($r: [_Any!]!) { _entities(representations: $r) { ... on Student { id archives { outcome } } } }`;
  return served.graphql(query, { r: ids.map((id) => ({ __typename: 'Student', id })) });
}

beforeAll(async () => {
  served = await serveForTest(createArchives, staffOf('archives'));
  await served.subgraph.load([{ studentId: 'A1', thesisLabel: '已审核', asOf: null }]);
});
afterAll(() => served.close());

// The first answer to a document is interpreted, later ones run compiled: all must say the same.
describe.each(['first', 'second', 'third'])('the %s time it is asked, a subgraph', () => {
  test('answers the others where one number is none', async () => {
    expect(await ask('WithNul', 'A1', 'a\u0000b')).toEqual({
      data: {
        _entities: [
          { id: 'A1', archives: { outcome: 'PASSED' } },
          { id: 'a\u0000b', archives: { outcome: 'UNKNOWN' } },
        ],
      },
    });
  });

  test('says where a refusal belongs', async () => {
    const query = 'mutation { recordArchivesThesis(input: { studentId: "A1" }) { __typename } }';
    expect(await served.graphql(query, {}, anonymous)).toMatchObject({
      data: { recordArchivesThesis: null },
      errors: [{ path: ['recordArchivesThesis'], extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test('nulls the edge and not the student on a fault, and tells nothing of the database', async () => {
    await sql`alter table archives.thesis rename to gone`.execute(served.db);
    const { data, errors } = await ask('WhileGone', 'A1', 'A2');
    await sql`alter table archives.gone rename to thesis`.execute(served.db);
    expect(data).toEqual({ _entities: ['A1', 'A2'].map((id) => ({ id, archives: null })) });
    const message = '部门系统出错。The department answered with a fault.';
    const extensions = { code: 'INTERNAL_SERVER_ERROR' };
    expect(errors).toMatchObject([
      { message, extensions, path: ['_entities', 0, 'archives'] },
      { message, extensions, path: ['_entities', 1, 'archives'] },
    ]);
    expect(JSON.stringify(errors)).not.toMatch(/thesis|relation|from/i);
  });
});
