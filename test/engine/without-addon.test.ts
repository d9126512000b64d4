import { fork } from 'node:child_process';
import { join } from 'node:path';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultLimits } from '../../gateway/config.ts';
import { openCompiledGeneration } from '../../gateway/engine/compiled/compiled-generation.ts';
import type { Generation } from '../../gateway/engine/generations.ts';
import { createLog } from '../../gateway/observe/log.ts';
import { startDepartment, type TestDepartment } from '../gateway/kit/departments.ts';
import { engineParts, patientBudget } from '../gateway/kit/gateway-parts.ts';
import { compose } from '../gateway/kit/graph.ts';
import { type DepartmentName, sdlWithLookup } from '../gateway/kit/sdl.ts';
import { PATIENT_MS } from './random/engine-under-test.ts';

/** As on a machine for which there is no binary. */
const NO_ADDON = `import { registerHooks } from 'node:module';
registerHooks({ resolve(specifier, context, next) {
  if (specifier.includes('router-query-planner')) throw new Error('no binary for this machine');
  return next(specifier, context);
} });`;

const lines: string[] = [];
let departments: TestDepartment[];
let generation: Generation;
beforeAll(async () => {
  const names = Object.keys(sdlWithLookup) as DepartmentName[];
  departments = await Promise.all(names.map(startDepartment));
  const urls = Object.fromEntries(names.map((name, index) => [name, departments[index]?.url ?? '']));
  const planning = fork(join(import.meta.dirname, '../../gateway/engine/planner/planning-process.ts'), [], {
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(NO_ADDON)}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  generation = await openCompiledGeneration(
    compose(urls, sdlWithLookup),
    {
      ...engineParts,
      budget: patientBudget,
      limits: { ...defaultLimits, connectTimeoutMs: PATIENT_MS, fetchTimeoutMs: PATIENT_MS },
      contacts: () => undefined,
      log: createLog('info', { write: (line) => void lines.push(line) }),
    },
    planning,
  );
});
afterAll(async () => {
  await generation.retire();
  await Promise.all(departments.map((department) => department.stop()));
});

it('says once in the log that Apollo plans, and why', () => {
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      level: 40,
      reason: 'no binary for this machine',
      msg: 'no compiled planner for this machine: Apollo plans instead, slower',
    },
  ]);
});

it('answers by the plans of Apollo', async () => {
  const text =
    'query ($id: ID) { clearance(studentId: $id) { name library { outcome } archives { version } passed } }';
  const { data, errors } = await generation.execute({
    apiSchema: generation.apiSchema,
    document: parse(text),
    documentHash: 'x',
    operationName: null,
    kind: 'query',
    variables: { id: 'S5' },
    viewer: { kind: 'person', sub: 'R001', role: 'registrar' },
    forwardedAuthorization: undefined,
    requestId: 'r1',
    signal: AbortSignal.timeout(20_000),
  });
  expect({ data, errors }).toEqual({
    data: {
      clearance: {
        name: 'Student S5',
        library: { outcome: 'PASSED' },
        archives: { version: '1.1' },
        passed: true,
      },
    },
    errors: undefined,
  });
});
