import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST_SAVED_QUERIES } from '../../subgraphs/clearance/saved-queries/saved-queries.ts';
import { databaseKinds } from '../kit/databases.ts';
import { anonymous } from '../kit/served-subgraph.ts';
import { person, type ServedRecord, serveRecord } from '../record/kit/served-record.ts';

const QUERY = 'fragment Saved on SavedQuery { id name document variables isMine createdAt updatedAt }';
const PROBLEM = '... on Problem { code message { zh en } retryable retryAfterMs }';
const documents = {
  list: `query ($first: Int! = 50, $after: String) { savedQueries(first: $first, after: $after) {
    nodes { ...Saved } edges { cursor } pageInfo { hasNextPage endCursor } } } ${QUERY}`,
  one: `query ($id: ID!) { savedQuery(id: $id) { ...Saved } } ${QUERY}`,
  save: `mutation ($input: SaveQueryInput!) { saveQuery(input: $input) {
    __typename ... on QuerySaved { savedQuery { ...Saved } } ${PROBLEM} } } ${QUERY}`,
  change: `mutation ($input: ChangeSavedQueryInput!) { changeSavedQuery(input: $input) {
    __typename ... on SavedQueryChanged { savedQuery { ...Saved } } ${PROBLEM} } } ${QUERY}`,
  remove: `mutation ($input: DeleteSavedQueryInput!) { deleteSavedQuery(input: $input) {
    __typename ... on SavedQueryDeleted { id } ${PROBLEM} } }`,
};
const NOWHERE = '00000000-0000-4000-8000-000000000000';
const text = 'query Passed { __typename }';

describe.each(databaseKinds)('on $kind', ({ open }) => {
  let served: ServedRecord;
  let people = 0;
  const analyst = () => person('analyst', `analyst-${++people}`);
  const save = (who: ReturnType<typeof analyst>, input: object) =>
    served.ask(who, documents.save, { input: { name: '一', document: text, ...input } });
  beforeAll(async () => {
    served = await serveRecord(open);
  });
  afterAll(() => served.close());

  test('what was saved is listed newest first, to whoever saved it and to nobody else', async () => {
    const me = analyst();
    await save(me, { name: '甲', variables: '{"classYear": 2020}' });
    await save(me, { name: '乙' });
    const { nodes, pageInfo } = await served.ask(me, documents.list, { first: 1 });
    expect(nodes).toMatchObject([{ name: '乙', document: text, variables: null, isMine: true }]);
    expect(pageInfo.hasNextPage).toBe(true);
    const rest = await served.ask(me, documents.list, { after: pageInfo.endCursor });
    expect(rest.nodes).toMatchObject([{ name: '甲', variables: '{"classYear": 2020}' }]);
    expect((await served.ask(analyst(), documents.list)).nodes).toEqual([]);
  });

  test('a colleague opens it by its id, and can neither change nor delete it', async () => {
    const { savedQuery } = await save(analyst(), {});
    for (const colleague of [analyst(), person('integrator', 'integrator-1')]) {
      expect(await served.ask(colleague, documents.one, { id: savedQuery.id })).toMatchObject({
        name: '一',
        document: text,
        isMine: false,
      });
      const change = { input: { id: savedQuery.id, name: '别的' } };
      expect(await served.ask(colleague, documents.change, change)).toMatchObject({
        code: 'SAVED_QUERY_NOT_FOUND',
      });
      expect(await served.ask(colleague, documents.remove, { input: { id: savedQuery.id } })).toMatchObject({
        code: 'SAVED_QUERY_NOT_FOUND',
      });
    }
    expect((await served.ask(analyst(), documents.one, { id: savedQuery.id })).name).toBe('一');
  });

  test('renaming keeps the text, replacing the text keeps the name and drops its variables', async () => {
    const me = analyst();
    const { savedQuery } = await save(me, { variables: '{"a": 1}' });
    const { id } = savedQuery;
    const renamed = await served.ask(me, documents.change, { input: { id, name: ' 新名 ' } });
    expect(renamed.savedQuery).toMatchObject({ id, name: '新名', document: text, variables: '{"a": 1}' });
    const replaced = await served.ask(me, documents.change, { input: { id, document: '{ __typename }' } });
    expect(replaced.savedQuery).toMatchObject({ name: '新名', document: '{ __typename }', variables: null });
    expect(Date.parse(replaced.savedQuery.updatedAt)).toBeGreaterThan(Date.parse(savedQuery.updatedAt));
  });

  test('after its owner deleted it, the link leads nowhere', async () => {
    const me = analyst();
    const { savedQuery } = await save(me, {});
    const input = { id: savedQuery.id };
    expect(await served.ask(me, documents.remove, { input })).toEqual({
      __typename: 'SavedQueryDeleted',
      id: savedQuery.id,
    });
    expect(await served.ask(me, documents.one, input)).toBeNull();
    expect(await served.ask(me, documents.remove, { input })).toMatchObject({
      code: 'SAVED_QUERY_NOT_FOUND',
    });
  });

  test('a name is used once by a person, also by two windows at the same moment', async () => {
    const me = analyst();
    const both = await Promise.all([save(me, {}), save(me, {})]);
    expect(both.map(({ __typename }) => __typename).sort()).toEqual(['QuerySaved', 'SavedQueryRefused']);
    expect(both.find(({ code }) => code)?.code).toBe('QUERY_NAME_TAKEN');
    const { savedQuery } = await save(me, { name: '二' });
    const input = { id: savedQuery.id, name: '一' };
    expect(await served.ask(me, documents.change, { input })).toMatchObject({ code: 'QUERY_NAME_TAKEN' });
    expect((await save(analyst(), {})).__typename).toBe('QuerySaved');
  });

  test(`one person keeps ${MOST_SAVED_QUERIES} at most`, async () => {
    const me = analyst();
    const rows = Array.from({ length: MOST_SAVED_QUERIES - 1 }, (_, index) => ({
      owner: (me as { sub: string }).sub,
      name: `第${index}个`,
      document: text,
    }));
    await served.db.insertInto('saved_query').values(rows).execute();
    const last = await Promise.all([save(me, { name: '倒数' }), save(me, { name: '最后' })]);
    expect(last.map(({ code }) => code ?? null).sort()).toEqual(['TOO_MANY_SAVED_QUERIES', null]);
  });

  test.each([
    ['a syntax error', { document: 'query {' }, 'QUERY_NOT_GRAPHQL'],
    ['a schema', { document: 'type Query { a: Int }' }, 'QUERY_NOT_GRAPHQL'],
    ['fragments alone', { document: 'fragment A on Query { a }' }, 'QUERY_NOT_GRAPHQL'],
    ['nothing', { document: '' }, 'QUERY_NOT_GRAPHQL'],
    ['a document nested 9,000 deep', { document: '{a'.repeat(9_000) }, 'QUERY_NOT_GRAPHQL'],
    ['variables that are no JSON', { variables: '{a: 1}' }, 'VARIABLES_NOT_JSON'],
    ['variables that are no object', { variables: '[1]' }, 'VARIABLES_NOT_JSON'],
  ])('%s is refused with a sentence, and not kept', async (_, input, code) => {
    const me = analyst();
    expect(await save(me, input)).toMatchObject({ code, retryable: false });
    expect((await served.ask(me, documents.list)).nodes).toEqual([]);
  });

  test.each([
    ['a blank name', { name: ' \t ' }],
    ['a name of 101 characters', { name: '名'.repeat(101) }],
    ['a name with a line end', { name: '一\n二' }],
    ['a document of 20,001 characters', { document: `{ a }${' '.repeat(20_000)}` }],
    ['a document with NUL', { document: '{ a(b: "\0") }' }],
    ['a document that turns its direction', { document: '{ a } # \u202e' }],
    ['variables of 10,001 characters', { variables: `{}${' '.repeat(10_000)}` }],
  ])('%s is BAD_USER_INPUT', async (_, input) => {
    const given = { input: { name: '一', document: text, ...input } };
    expect(await served.codes(analyst(), documents.save, given)).toEqual(['BAD_USER_INPUT']);
  });

  test.each([
    '',
    'x',
    NOWHERE,
    `${NOWHERE}'; drop table`,
  ])('an id that names none (%j) finds none', async (id) => {
    const me = analyst();
    expect(await served.ask(me, documents.one, { id })).toBeNull();
    const change = { input: { id, name: 'x' } };
    expect(await served.ask(me, documents.change, change)).toMatchObject({ code: 'SAVED_QUERY_NOT_FOUND' });
  });

  test('everybody else is refused, before anything is looked at', async () => {
    const { savedQuery } = await save(analyst(), {});
    const asked = [
      [documents.list, {}],
      [documents.one, { id: savedQuery.id }],
      [documents.save, { input: { name: '', document: '' } }],
      [documents.change, { input: { id: savedQuery.id, name: '' } }],
      [documents.remove, { input: { id: savedQuery.id } }],
    ] as const;
    for (const [document, variables] of asked) {
      expect(await served.codes(anonymous, document, variables)).toEqual(['UNAUTHENTICATED']);
      for (const role of ['student', 'registrar', 'desk', 'staff:library'])
        expect(await served.codes(person(role, 'TS2020S1'), document, variables)).toEqual(['FORBIDDEN']);
    }
  });
});
