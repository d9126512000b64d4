import { createHash } from 'node:crypto';
import { type GraphQLSchema, parse } from 'graphql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultLimits } from '../../gateway/config.ts';
import type { Engine } from '../../gateway/engine/engine.ts';
import { createLog } from '../../gateway/observe/log.ts';
import { startDepartment, type TestDepartment } from './kit/departments.ts';
import { createEngineOfThisRun, engineParts } from './kit/gateway-parts.ts';
import { compose } from './kit/graph.ts';
import { type DepartmentName, sdl } from './kit/sdl.ts';
import { until } from './kit/until.ts';

let departments: [DepartmentName, TestDepartment][];
let engine: Engine;
const urls = () => Object.fromEntries(departments.map(([name, { url }]) => [name, url]));
const department = (name: DepartmentName) => new Map(departments).get(name) as TestDepartment;
beforeEach(async () => {
  const names = Object.keys(sdl) as DepartmentName[];
  departments = await Promise.all(
    names.map(async (name) => [name, await startDepartment(name)] as const),
  ).then((started) => started.map(([name, one]) => [name, one]));
  const limits = { ...defaultLimits, fetchTimeoutMs: 5_000 };
  engine = createEngineOfThisRun({
    ...engineParts,
    limits,
    contacts: () => undefined,
    log: createLog('silent'),
  });
  expect(await engine.reload(compose(urls()))).toEqual({ kind: 'loaded' });
});
afterEach(async () => {
  await engine.close();
  await Promise.all(departments.map(([, one]) => one.stop()));
});

const schemaInUse = () => engine.current()?.apiSchema as GraphQLSchema;
const run = (text: string, apiSchema: GraphQLSchema) =>
  engine.execute({
    apiSchema,
    document: parse(text),
    documentHash: createHash('sha256').update(text).digest('hex'),
    operationName: null,
    kind: 'query',
    variables: {},
    viewer: { kind: 'anonymous' },
    forwardedAuthorization: undefined,
    requestId: 'r1',
    signal: new AbortController().signal,
  });

it('runs a document on the supergraph it was validated against, even after a newer one came', async () => {
  const before = schemaInUse();
  const renamed = { ...sdl, registry: sdl.registry.replace('name: String', 'fullName: String') };
  expect(await engine.reload(compose(urls(), renamed))).toEqual({ kind: 'loaded' });
  expect(schemaInUse()).not.toBe(before);
  const { data, errors } = await run('{ clearance { name passed } }', before);
  expect({ data, errors }).toEqual({
    data: { clearance: { name: 'Student S0', passed: true } },
    errors: undefined,
  });
});

it('does nothing for a supergraph that it uses already', async () => {
  const before = schemaInUse();
  expect(await engine.reload(compose(urls()))).toEqual({ kind: 'unchanged' });
  expect(schemaInUse()).toBe(before);
});

it('closes only after the requests in flight, every stage of them', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  department('library').fault = () => held;
  const inFlight = run('{ clearance { library { passed } passed } }', schemaInUse());
  await until('the library is asked', () => department('library').received.length === 1);
  const closed = engine.close();
  await new Promise((resolve) => setImmediate(resolve));
  release();
  expect((await inFlight).data).toEqual({ clearance: { library: { passed: true }, passed: true } });
  await closed;
});
