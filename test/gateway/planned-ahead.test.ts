import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { parse } from 'graphql';
import { afterEach, expect, it } from 'vitest';
import { withAuthorization } from '../../gateway/authorization/with-authorization.ts';
import { defaultLimits } from '../../gateway/config.ts';
import { openCompiledGeneration } from '../../gateway/engine/compiled/compiled-generation.ts';
import type { Engine } from '../../gateway/engine/engine.ts';
import { createGenerations } from '../../gateway/engine/generations.ts';
import { spawnPlanner } from '../../gateway/engine/planner/forked-planner.ts';
import type { Role } from '../../gateway/identity/roles.ts';
import { createLog } from '../../gateway/observe/log.ts';
import { createDocuments } from '../../gateway/request/documents/documents.ts';
import { readManifests } from '../../gateway/request/documents/manifest-files.ts';
import type { Viewer } from '../../gateway/request/viewer.ts';
import { engineParts } from './kit/gateway-parts.ts';
import { compose } from './kit/graph.ts';
import { documents, writeManifests } from './kit/manifest.ts';
import { sdl } from './kit/sdl.ts';
import { until } from './kit/until.ts';

/** Each comes to something else for one role alone. */
const ofOneRole = [
  'query Numbers{serviceGuide numbers}',
  'query Health{serviceGuide health}',
  'query Shelves{serviceGuide shelves}',
];
const texts: readonly string[] = [...Object.values(documents), ...ofOneRole];
const roles: readonly Role[] = [
  'student',
  'registrar',
  'desk',
  'analyst',
  'integrator',
  'staff:library',
  'staff:archives',
];
const viewers: readonly Viewer[] = [
  { kind: 'anonymous' },
  ...roles.map((role) => ({ kind: 'person', sub: 'S0', role }) as const),
];
const urls = { registry: 'http://127.0.0.1:9/', library: 'http://127.0.0.1:9/' };
const fields = `serviceGuide: String @policy(policies: [["public"]])
  numbers: Int @policy(policies: [["analyst"]]) health: Int @policy(policies: [["integrator"]])
  shelves: Int @policy(policies: [["staff:archives"]])`;
const registry = sdl.registry.replace(/serviceGuide: .*/, fields);
const before = compose(urls, { ...sdl, registry });
const after = compose(urls, { ...sdl, registry: registry.replace('name: String', 'name: String age: Int') });

const engines: Engine[] = [];
afterEach(() => Promise.all(engines.splice(0).map((engine) => engine.close())));

/** The compiled engine behind the rules, with planners that are counted, and may be held back. */
async function watchedEngine() {
  await using manifests = await writeManifests({ web: texts });
  const log = createLog('silent');
  const planners: Planners = { asked: [], let: Promise.resolve() };
  const parts = { ...engineParts, limits: defaultLimits, contacts: () => undefined, log };
  const plain = createGenerations((supergraphSdl) =>
    openCompiledGeneration(supergraphSdl, parts, watched(planners)),
  );
  const audit = { record: async () => true, note: () => {}, close: async () => {} };
  const engine = withAuthorization(plain, { ownSdl: 'scalar Own', audit, log });
  engines.push(engine);
  createDocuments(await readManifests(manifests.directory), engine, log);
  return { engine, planners };
}

interface Planners {
  /** How many operations each supergraph's was asked. */
  readonly asked: number[];
  /** Before it resolves no question goes out. */
  let: Promise<void>;
}

function watched(planners: Planners): ChildProcess {
  const child = spawnPlanner();
  const mine = planners.asked.push(0) - 1;
  const send = child.send.bind(child) as (message: object, told: () => void) => boolean;
  child.send = ((message: { kind: string }, told: () => void) => {
    if (message.kind !== 'operation') return send(message, told);
    planners.asked[mine] = (planners.asked[mine] ?? 0) + 1;
    void planners.let.then(() => send(message, told));
    return true;
  }) as typeof child.send;
  return child;
}

/** Each document for the first time, as everybody. */
async function askAll(engine: Engine): Promise<void> {
  const loaded = engine.current();
  if (loaded === null) throw new Error('Nothing serves.');
  for (const text of texts)
    for (const viewer of viewers)
      await engine.execute({
        apiSchema: loaded.apiSchema,
        document: parse(text),
        documentHash: createHash('sha256').update(text).digest('hex'),
        operationName: null,
        kind: text.startsWith('mutation') ? 'mutation' : 'query',
        variables: { id: 'S0' },
        viewer,
        forwardedAuthorization: undefined,
        requestId: 'r1',
        signal: AbortSignal.timeout(5_000),
      });
}

it('plans trusted documents for every role at start and at a reload, and for no request', async () => {
  const { engine, planners } = await watchedEngine();
  for (const supergraph of [before, after]) {
    expect(await engine.reload(supergraph)).toEqual({ kind: 'loaded' });
    const ahead = [...planners.asked];
    expect(ahead.at(-1)).toBeGreaterThanOrEqual(texts.length);
    await askAll(engine);
    expect(planners.asked).toEqual(ahead);
  }
});

it('does not let a new supergraph serve before its documents are planned', async () => {
  const { engine, planners } = await watchedEngine();
  await engine.reload(before);
  const held = Promise.withResolvers<void>();
  planners.let = held.promise;
  const loading = engine.reload(after);
  await until('the new one plans', () => (planners.asked[1] ?? 0) > 0, 60_000);
  expect(engine.current()?.supergraphSdl).toBe(before);
  held.resolve();
  await loading;
  expect(engine.current()?.supergraphSdl).toBe(after);
});
