import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultLimits } from '../../gateway/config.ts';
import { createApolloEngine } from '../../gateway/engine/apollo/apollo-engine.ts';
import { createServerGateway } from '../../gateway/engine/apollo-server-gateway.ts';
import { createRunOperation } from '../../gateway/engine/run-operation.ts';
import { createLog } from '../../gateway/observe/log.ts';
import { createApolloServer } from '../../gateway/request/apollo-server.ts';
import { createDocuments } from '../../gateway/request/documents/documents.ts';
import { readManifests } from '../../gateway/request/documents/manifest-files.ts';
import type { CountedOperation } from '../../gateway/request/operation-counts.ts';
import { createCountOperation } from '../../gateway/request/operation-counts.ts';
import { anonymous } from '../../gateway/request/viewer.ts';
import { engineParts } from './kit/gateway-parts.ts';
import { compose, startGraph } from './kit/graph.ts';
import { documents, idOf, writeManifests } from './kit/manifest.ts';
import { authorizationOf } from './kit/role-token.ts';
import { sdl } from './kit/sdl.ts';
import { until } from './kit/until.ts';

const post = (body: object, headers = {}) => ({
  method: 'POST' as const,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

it('parses and validates a trusted document at start and at a reload, and for no request', async () => {
  await using manifests = await writeManifests({ web: [documents.card] });
  const log = createLog('silent');
  const engine = createApolloEngine({
    ...engineParts,
    limits: defaultLimits,
    contacts: () => undefined,
    log,
  });
  const runParts = { limits: defaultLimits, log, elapsed: () => 0, maySeePlan: () => false };
  const urls = { registry: 'http://127.0.0.1:9/', library: 'http://127.0.0.1:9/' };
  const { store, clients } = createDocuments(await readManifests(manifests.directory), engine, log);
  await engine.reload(compose(urls));
  const parsed: string[] = [];
  const watched: typeof store = {
    ...store,
    // Apollo Server hands over whatever it had to parse and validate itself.
    set: async (key, document) => {
      parsed.push(key);
      await store.set(key, document);
    },
  };
  const server = createApolloServer({
    gateway: createServerGateway(engine, createRunOperation(engine, runParts)),
    policy: { mode: 'development', documents: 'trusted' },
    documents: { store: watched },
    onOperation: () => {},
    countOperation: createCountOperation(clients),
    log,
  });
  await server.start();
  const contextValue = {
    viewer: anonymous,
    forwardedAuthorization: undefined,
    requestId: 'r1',
    callerGone: new AbortController().signal,
  };
  const run = (query: string) => server.executeOperation({ query }, { contextValue });

  await run(documents.card);
  await engine.reload(
    compose(urls, { ...sdl, registry: sdl.registry.replace('name: String', 'name: String age: Int') }),
  );
  await run(documents.card);
  expect(parsed).toEqual([]);
  await run('{ __typename }');
  await run('{ __typename }');
  expect(parsed).toHaveLength(1);
  await server.stop();
  await engine.close();
});

it('keeps every other document when a reload breaks one, says which and why, and takes it back', async () => {
  await using manifests = await writeManifests({ web: [documents.card], kiosk: [documents.loans] });
  await using graph = await startGraph({ manifestDir: manifests.directory, documents: 'trusted' });
  const urls = Object.fromEntries(Object.entries(graph.departments).map(([name, { url }]) => [name, url]));
  const student = await authorizationOf('student', graph.directory);
  const ask = async (text: string) => {
    const { status, errors } = await graph.send('/graphql', post({ documentId: idOf(text) }, student));
    return { status, code: errors[0]?.extensions.code, message: errors[0]?.message };
  };
  expect((await ask(documents.loans)).status).toBe(200);

  await graph.replaceSupergraph(
    compose(urls, { ...sdl, library: sdl.library.replace('loans: [String!]!', '') }),
  );
  const broken = {
    status: 400,
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: 'Cannot query field "loans" on type "Student".',
  };
  await until('the new supergraph serves', async () => (await ask(documents.loans)).status === 400);
  expect(await ask(documents.loans)).toEqual(broken);
  expect((await ask(documents.card)).status).toBe(200);
  const line = graph.logLines.find(
    (one) => one.includes(idOf(documents.loans)) && one.includes('"level":50'),
  );
  expect(JSON.parse(line ?? '{}')).toMatchObject({ client: 'kiosk', fault: broken.message });

  await graph.replaceSupergraph(compose(urls));
  await until('the old supergraph serves again', async () => (await ask(documents.loans)).status === 200);
});

it.each([
  [
    'a text that was edited',
    JSON.stringify({ [idOf('{a}')]: '{b}' }),
    /the text of sha256:\w+ is another one's/,
  ],
  ['an identifier that is none', JSON.stringify({ x: '{a}' }), /is no manifest/],
  ['no JSON', 'nonsense', /web\.json is no manifest/],
])('does not start with %s in a manifest', async (_, text, sentence) => {
  await using manifests = await writeManifests({ web: [] });
  await writeFile(join(manifests.directory, 'web.json'), text);
  await expect(startGraph({ manifestDir: manifests.directory })).rejects.toThrow(sentence);
});

it('counts operations by client, version and document, with few labels whatever clients send', async () => {
  await using manifests = await writeManifests({ web: [documents.card, documents.cancel] });
  const counted: CountedOperation[] = [];
  await using graph = await startGraph(
    { manifestDir: manifests.directory },
    { onOperation: (operation) => counted.push(operation) },
  );
  const card = { documentId: idOf(documents.card) };
  const ofCard = { documentId: card.documentId, operationName: 'Card' };
  const freeForm = { documentId: null, operationName: null };
  await graph.send('/graphql', post(card, { 'x-client-name': 'web', 'x-client-version': '1.4.0' }));
  await graph.send('/graphql', post(card, { 'x-client-name': 'mine', 'x-client-version': 'x' }));
  await graph.send('/graphql', post({ query: 'query TS2020S1 { __typename }' }));
  await graph.send(
    '/graphql',
    post({ query: '{ __typename }' }, { 'x-client-name': 'a b"}', 'x-client-version': 'v'.repeat(99) }),
  );
  await graph.send('/graphql', post({ query: '{ nonsense }' }));
  expect(counted).toEqual([
    { client: 'web', version: '1.4.0', ...ofCard },
    { client: 'other', version: 'x', ...ofCard },
    { client: 'none', version: 'none', ...freeForm },
    { client: 'none', version: 'none', ...freeForm },
  ]);

  for (let n = 0; n < 250; n++)
    await graph.send('/graphql', post(card, { 'x-client-name': 'web', 'x-client-version': `2.${n}` }));
  expect(new Set(counted.map(({ version }) => version)).size).toBeLessThanOrEqual(202);
  expect(counted.at(-1)?.version).toBe('other');
});

it('names client and trusted document in the log, and no free-form operation', async () => {
  await using manifests = await writeManifests({ web: [documents.card] });
  await using graph = await startGraph({ manifestDir: manifests.directory, logLevel: 'info' });
  const student = await authorizationOf('student', graph.directory);
  const headers = { ...student, 'x-client-name': 'web', 'x-client-version': '1.4.0' };
  await graph.send('/graphql', post({ documentId: idOf(documents.card) }, headers));
  await graph.send('/graphql', post({ query: 'query TS2020SECRET { __typename }' }));
  await until(
    'both lines are written',
    () => graph.logLines.filter((line) => line.includes('/graphql')).length === 2,
  );
  expect(graph.logLines.map((line) => JSON.parse(line)).find(({ client }) => client === 'web')).toMatchObject(
    {
      clientVersion: '1.4.0',
      documentId: idOf(documents.card),
      operation: 'Card',
      status: 200,
    },
  );
  expect(graph.logLines.join('')).not.toContain('SECRET');
});
