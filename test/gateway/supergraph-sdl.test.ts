import { expect, it } from 'vitest';
import { defaultLimits } from '../../gateway/config.ts';
import { createLog } from '../../gateway/observe/log.ts';
import { prepareSupergraph } from '../../gateway/supergraph/supergraph-sdl.ts';
import { createEngineOfThisRun, engineParts } from './kit/gateway-parts.ts';
import { compose } from './kit/graph.ts';
import { sdl } from './kit/sdl.ts';

const urls = { registry: 'http://r.test/graphql', library: 'http://l.test/graphql' };

it('replaces the routing URL of the named subgraph only, and names the ones it does not have', () => {
  const supergraph = compose(urls);
  const { sdl: text, unknownDepartments } = prepareSupergraph(
    supergraph,
    new Map([
      ['LIBRARY', 'http://127.0.0.1:9/graphql'],
      ['CANTEEN', 'http://127.0.0.1:8/graphql'],
    ]),
  );
  expect(text).toBe(supergraph.replace('http://l.test/graphql', 'http://127.0.0.1:9/graphql'));
  expect(text).not.toBe(supergraph);
  expect(unknownDepartments).toEqual(['CANTEEN']);
});

it('lets the engine plan a supergraph with @authenticated and @policy', async () => {
  const secured = sdl.registry
    .replace('"@shareable"', '"@shareable", "@authenticated"')
    .replace('name: String', 'name: String @authenticated @policy(policies: [["self"]])');
  const supergraph = compose(urls, { ...sdl, registry: secured });
  expect(supergraph).toContain('for: SECURITY');
  const engine = createEngineOfThisRun({
    ...engineParts,
    limits: defaultLimits,
    contacts: () => undefined,
    log: createLog('silent'),
  });
  expect(await engine.reload(supergraph)).toEqual({ kind: 'loaded' });
  await engine.close();
});
