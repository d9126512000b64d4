import { parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askMonolith, difference } from './compare-answers.ts';
import { type EngineKind, engineUnderTest } from './engine-under-test.ts';
import { knownCases, smallest } from './known-cases.ts';
import { report } from './same-answers.ts';
import { startWorldServer, type WorldServer } from './serve-world.ts';
import { buildModel } from './world.ts';

let server: WorldServer;
beforeAll(async () => {
  server = await startWorldServer();
});
afterAll(() => server.stop());

it.each(knownCases.map((one) => [one.claim, one] as const))('each engine %s', async (_claim, one) => {
  const { graph, text, variables = {}, operationName = null, not = [] } = one;
  const model = buildModel({ ...smallest, ...graph });
  const world = server.serve(model);
  const kinds: EngineKind[] = ['apollo', 'compiled'];
  for (const kind of kinds.filter((one) => !not.includes(one))) {
    const engine = await engineUnderTest(kind, world.supergraphSdl);
    const asked = { text, document: parse(text), variables, operationName };
    expect(validate(engine.schema, asked.document)).toEqual([]);
    const expected = await askMonolith(model, engine.schema, asked);
    world.begin();
    const got = await engine.ask(asked);
    await engine.close();
    const differs = difference(expected, got);
    if (differs !== null)
      expect.fail(
        `${kind}: ${differs}\n${report(world, asked)}\nexpected ${JSON.stringify(expected)}\ngot      ${JSON.stringify(got)}`,
      );
  }
});
