import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SubgraphName, subgraphNames } from '../../start/all-subgraphs.ts';
import { createClearance } from '../../subgraphs/clearance/clearance.ts';
import { type ServedSubgraph, serveSubgraph } from '../../subgraphs/kit/graph/serve-subgraph.ts';
import type { Viewer } from '../../subgraphs/kit/graph/viewer.ts';
import { loadProfile } from '../../subgraphs/kit/service/profile.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import { databaseKinds, type TestDatabase } from '../kit/databases.ts';
import { type ServedGraph, serveGraph } from '../kit/served-graph.ts';
import { authorizationFor, callerReader, testServiceKeys } from '../kit/service-tokens.ts';
import { newKey, submitAt } from '../kit/submit.ts';
import { documents } from './kit/documents.ts';
import { person } from './kit/served-record.ts';

const STUDENT = 'TS2020S1';
const student = person('student', STUDENT);

describe.each(databaseKinds)('on $kind', ({ open }) => {
  let opened: TestDatabase;
  let graph: ServedGraph;
  let record: ServedSubgraph;

  const serve = async (subgraph: Subgraph) => {
    record = await serveSubgraph(subgraph, {
      database: opened.database,
      readCaller: callerReader('clearance'),
      now: () => new Date(),
      host: '127.0.0.1',
      port: 0,
      logger: false,
    });
  };
  const ask = async (viewer: Viewer, query: string, variables: object = {}) => {
    const authorization = await authorizationFor('clearance', viewer);
    const response = await fetch(`${record.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query, variables }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: tests look into payloads of any member
    const { data, errors } = (await response.json()) as { data: Record<string, any>; errors?: unknown };
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return Object.values(data)[0];
  };
  const submit = async () =>
    submitAt(`${record.url}/graphql`, await authorizationFor('clearance', student), {
      idempotencyKey: newKey(),
    });
  const dependencies = (profile = loadProfile('current', 'guide-text')) => ({
    database: opened.database,
    profile,
    now: () => new Date(),
    production: false,
  });
  beforeAll(async () => {
    opened = await open();
    graph = await serveGraph({ database: opened.database, dispose: async () => {} });
    const addressOf = (name: string) => ({
      url: `${graph.url(name as SubgraphName)}/graphql`,
      perSecond: null,
    });
    const serviceKeys = await testServiceKeys();
    await serve(createClearance({ ...dependencies(), serviceKeys }, { addressOf }));
  });
  afterAll(async () => {
    await record.close();
    await opened.dispose();
  });

  test('a student whose submission two registrars reopened submits the next edition, and both stay readable', async () => {
    const { payload: first } = await submit();
    const { serial } = first.submission;
    expect((await submit()).payload.__typename).toBe('ClearanceAlreadySubmitted');
    const input = { serial, reason: '材料有误' };
    const { reopening } = await ask(person('registrar', 'reg-1'), documents.request, { input });
    expect((await submit()).payload.__typename).toBe('ClearanceAlreadySubmitted');
    await ask(person('registrar', 'reg-2'), documents.confirm, { input: { reopeningId: reopening.id } });

    const { payload: next } = await submit();
    expect(next).toMatchObject({
      __typename: 'ClearanceSubmitted',
      replayed: false,
      submission: { edition: 2 },
    });
    expect((await submit()).payload.__typename).toBe('ClearanceAlreadySubmitted');
    expect((await ask(student, documents.completed)).nodes).toMatchObject([
      { serial: next.submission.serial, edition: 2, state: 'SUBMITTED' },
      { serial, edition: 1, state: 'VOID' },
    ]);
  });

  test('what was submitted reads the same after every other department, its rows and the configuration are gone', async () => {
    const [form] = (await ask(student, documents.completed)).nodes;
    const handover = {
      serial: form.serial,
      desk: '1',
      collectedBy: 'SELF',
      evidence: { document: 'ID_CARD' },
    };
    await ask(person('desk', 'd'), documents.handOver, { input: handover });
    const list = await ask(student, documents.completed);
    const detail = await ask(student, documents.detail, { serial: form.serial });
    expect(detail).toMatchObject({
      state: 'DIPLOMA_ISSUED',
      student: { studentId: STUDENT, classYear: 2020 },
      departments: [{ contact: { code: 'library', unitName: { zh: '图书馆' } } }, {}, {}, {}],
    });

    await graph.close();
    await record.close();
    for (const name of subgraphNames)
      if (name !== 'clearance') await sql`drop schema ${sql.id(name)} cascade`.execute(graph.db);
    const emptied = { ...loadProfile('2020', 'guide-figures'), classes: [], units: {}, notices: [] };
    await serve(createClearance(dependencies(emptied)));

    expect(await ask(student, documents.completed)).toEqual(list);
    expect(await ask(student, documents.detail, { serial: form.serial })).toEqual(detail);
    expect(await ask(person('registrar', 'reg-1'), documents.detail, { serial: form.serial })).toEqual({
      ...detail,
      diploma: { ...detail.diploma, recordedBy: 'd' },
    });
  });
});
