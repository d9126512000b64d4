import { buildSchema, getIntrospectionQuery, printSchema } from 'graphql';
import { expect, it } from 'vitest';
import type { Role } from '../../gateway/identity/roles.ts';
import { compose, startGraph } from './kit/graph.ts';
import { authorizationOf } from './kit/role-token.ts';
import { sdl } from './kit/sdl.ts';
import { until } from './kit/until.ts';

it('shows what clients see, and nothing of the departments behind it', async () => {
  await using graph = await startGraph();
  const { status, headers, text } = await graph.send('/schema.graphql');
  expect({ status, type: headers['content-type'] }).toEqual({
    status: 200,
    type: 'text/plain; charset=utf-8',
  });
  const { Query, Student } = buildSchema(text).getTypeMap();
  expect([Query?.name, Student?.name]).toEqual(['Query', 'Student']);
  expect(text).not.toMatch(/join__|_entities|_service|@key|127\.0\.0\.1/);
  const introspected = await graph.ask(getIntrospectionQuery());
  expect(introspected.data.__schema.types.length).toBe(Object.keys(buildSchema(text).getTypeMap()).length);
  expect(printSchema(buildSchema(text)).trim()).toBe(text.trim());
});

it('answers 304 as long as the schema is the one that the ETag names', async () => {
  await using graph = await startGraph();
  const { headers } = await graph.send('/schema.graphql');
  const etag = String(headers.etag);
  const ask = (ifNoneMatch: string) =>
    graph.send('/schema.graphql', { headers: { 'if-none-match': ifNoneMatch } });
  for (const names of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
    const { status, text } = await ask(names);
    expect({ names, status, text }).toEqual({ names, status: 304, text: '' });
  }
  expect((await ask('"x"')).status).toBe(200);

  const urls = Object.fromEntries(Object.entries(graph.departments).map(([name, { url }]) => [name, url]));
  const grown = { ...sdl, registry: sdl.registry.replace('name: String', 'name: String nickname: String') };
  await graph.replaceSupergraph(compose(urls, grown));
  await until('the new schema is shown', async () => (await ask(etag)).status === 200);
  expect((await ask(etag)).text).toContain('nickname');
});

const roles: [Role | null, number][] = [
  [null, 401],
  ['student', 403],
  ['staff:library', 403],
  ['registrar', 403],
  ['desk', 403],
  ['analyst', 200],
  ['integrator', 200],
];
it.each(roles)('with DOCUMENTS=trusted answers %s with %s', async (role, status) => {
  await using graph = await startGraph({ documents: 'trusted' });
  const headers = await authorizationOf(role, graph.directory);
  const answer = await graph.send('/schema.graphql', { headers });
  expect(answer.status).toBe(status);
  if (status !== 200) expect(answer.text).not.toContain('type Query');
});

it('is shown to everybody in open mode, and to nobody without a name in production', async () => {
  await using open = await startGraph({ mode: 'open', profileFile: null });
  expect((await open.send('/schema.graphql')).status).toBe(200);
  await using production = await startGraph({ mode: 'production', documents: 'any' });
  const { status, headers } = await production.send('/schema.graphql');
  expect({ status, challenge: headers['www-authenticate'] }).toEqual({ status: 401, challenge: 'Bearer' });
});
