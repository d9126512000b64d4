import { createHash, randomUUID } from 'node:crypto';
import { type ExecutionResult, type GraphQLSchema, parse } from 'graphql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultLimits } from '../../../gateway/config.ts';
import type { Engine, EngineRequest } from '../../../gateway/engine/engine.ts';
import { createLog } from '../../../gateway/observe/log.ts';
import { createEntityCache, type EntityCache } from '../../../gateway/upstream/cache/entity-cache.ts';
import { startDepartment, type TestDepartment } from '../kit/departments.ts';
import { cut, everyEntity } from '../kit/faults.ts';
import { createEngineOfThisRun, engineParts } from '../kit/gateway-parts.ts';
import { compose } from '../kit/graph.ts';
import { type DepartmentName, sdl } from '../kit/sdl.ts';
import { person } from './kit/desk.ts';

let departments: Record<DepartmentName, TestDepartment>;
let engine: Engine;
let cache: EntityCache;
let ahead: number;
beforeEach(async () => {
  const names = Object.keys(sdl) as DepartmentName[];
  const started = await Promise.all(names.map(async (name) => [name, await startDepartment(name)] as const));
  departments = Object.fromEntries(started) as Record<DepartmentName, TestDepartment>;
  ahead = 0;
  cache = createEntityCache({ now: () => new Date(Date.now() + ahead), newId: randomUUID, redis: null });
  const limits = { ...defaultLimits, fetchTimeoutMs: 5_000 };
  engine = createEngineOfThisRun({
    ...engineParts,
    limits,
    contacts: () => undefined,
    log: createLog('silent'),
    cache,
  });
  await engine.reload(compose(urls()));
});
afterEach(async () => {
  await engine.close();
  cache.close();
  await Promise.all(Object.values(departments).map((one) => one.stop()));
});

const urls = () => Object.fromEntries(Object.entries(departments).map(([name, { url }]) => [name, url]));
const page =
  '{ clearance(studentId: "S1") { name library { outcome version } archives { outcome version } outcome } }';
const calls = () =>
  Object.fromEntries(Object.entries(departments).map(([name, { received }]) => [name, received.length]));

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely by tests
type Seen = ExecutionResult & { data?: any };

function run(text: string, more: Partial<EngineRequest> = {}): Promise<Seen> {
  return engine.execute({
    apiSchema: engine.current()?.apiSchema as GraphQLSchema,
    document: parse(text),
    documentHash: createHash('sha256').update(text).digest('hex'),
    operationName: null,
    kind: text.startsWith('mutation') ? 'mutation' : 'query',
    variables: {},
    viewer: person('registrar', 'R1'),
    forwardedAuthorization: undefined,
    requestId: 'r1',
    signal: new AbortController().signal,
    ...more,
  });
}

it('answers a whole page a second time without asking any department, and says so per edge', async () => {
  const first = await run(page);
  expect(first.data.clearance).toMatchObject({ name: 'Student S1', outcome: 'PASSED' });
  const asked = { hits: 0, misses: 1, fresh: 0, stale: 0 };
  expect(first.extensions).toEqual({
    cache: { registry: asked, library: asked, archives: asked, clearance: asked },
  });
  const before = calls();
  const second = await run(page);
  expect(second.data).toEqual(first.data);
  expect(second.errors).toBeUndefined();
  const remembered = { hits: 1, misses: 0, fresh: 0, stale: 0 };
  expect(second.extensions).toEqual({
    cache: { registry: remembered, library: remembered, archives: remembered, clearance: remembered },
  });
  expect(calls()).toEqual(before);
});

it('shows an event at once, in the edge and in the conclusion', async () => {
  await run(page);
  departments.library.fault = everyEntity({ library: { outcome: 'NOT_PASSED', version: '1.2' } });
  await cache.invalidate({ subgraph: 'library', studentId: 'S1', version: '1.2' });
  const { data, extensions } = await run(page);
  expect(data.clearance).toMatchObject({
    library: { outcome: 'NOT_PASSED', version: '1.2' },
    outcome: 'NOT_PASSED',
  });
  expect(extensions).toMatchObject({
    cache: { library: { misses: 1 }, archives: { hits: 1 }, clearance: { misses: 1 } },
  });
});

it('keeps the page useful without the registry: roster facts are shown, departments are asked, no error denies it', async () => {
  await run(page);
  ahead += 120_000;
  departments.registry.fault = cut;
  const { data, errors, extensions } = await run(page);
  expect(errors).toBeUndefined();
  expect(data.clearance).toMatchObject({
    name: 'Student S1',
    library: { outcome: 'PASSED' },
    outcome: 'PASSED',
  });
  expect(extensions).toMatchObject({ cache: { registry: { stale: 1 }, library: { misses: 1 } } });
});

it('shows no fact of another caller while the registry is away', async () => {
  await run(page);
  departments.registry.fault = cut;
  const { data, errors } = await run(page, { viewer: person('registrar', 'R2') });
  expect(data.clearance).toBeNull();
  expect(errors).toHaveLength(1);
});

it('reads fresh where the caller wants it', async () => {
  await run(page);
  const before = calls();
  const { extensions } = await run(page, { freshness: 'fresh' });
  expect(extensions).toMatchObject({ cache: { registry: { fresh: 1 }, library: { fresh: 1 } } });
  expect(calls().library).toBe((before.library ?? 0) + 1);
});

it('answers what follows a mutation from departments only', async () => {
  await run(page);
  const before = calls();
  const change =
    'mutation { cancelLibraryCard(studentId: "S1") { library { outcome version } archives { outcome version } } }';
  const { data, extensions } = await run(change);
  expect(data.cancelLibraryCard.archives).toMatchObject({ outcome: 'PASSED' });
  expect(extensions).toBeUndefined();
  expect(calls().archives).toBe((before.archives ?? 0) + 1);
});

it('forgets what was read under another supergraph', async () => {
  await run(page);
  const before = calls();
  await engine.reload(compose(urls(), { ...sdl, library: sdl.library.replace('books: Int!', 'books: Int') }));
  await run(page);
  expect(calls().library).toBe((before.library ?? 0) + 1);
});

it('keeps what was read when only an address changes', async () => {
  await run(page);
  const before = calls();
  await engine.reload(
    compose({ ...urls(), library: urls().library?.replace('127.0.0.1', 'localhost') ?? '' }),
  );
  await run(page);
  expect(calls()).toEqual(before);
});

it('takes no client’s alias for a field of its rules', async () => {
  const text = '{ clearance(studentId: "S1") { library { outcome: passed version: outcome } } }';
  await run(text);
  const before = calls();
  await run(text);
  expect(calls().library).toBe((before.library ?? 0) + 1);
});
