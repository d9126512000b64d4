import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRegistry, type Registry } from '../../subgraphs/registry/registry.ts';
import { databaseKinds } from '../kit/databases.ts';
import { type ServedRoutes, serveRoutes } from '../roles/kit/served-routes.ts';

const { open } = databaseKinds[1];

let registry: ServedRoutes<Registry>;
beforeAll(async () => {
  registry = await serveRoutes(createRegistry, { open });
});
afterAll(() => registry.close());

const roster = (token: string | null, query = '') =>
  fetch(`${registry.url}/roster${query}`, {
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });

test('the roster is for the clearance service alone', async () => {
  const { token } = registry;
  const clearance = await roster(await token('clearance', 'registry'));
  expect(clearance.status).toBe(200);
  expect(await clearance.json()).toEqual({ students: expect.any(Array), next: null });
  for (const refused of [
    null,
    'nonsense',
    await token('gateway', 'registry'),
    await token('clearance', 'library'),
  ])
    expect((await roster(refused)).status).toBe(401);
});

test('a number that is none is refused', async () => {
  const token = await registry.token('clearance', 'registry');
  expect((await roster(token, '?after=%00')).status).toBe(400);
  expect((await roster(token, '?after=TS1&after=TS2')).status).toBe(400);
});
