import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { awaitVariant } from '../../gateway/engine/compiled/await-variant.ts';
import { NobodyPlans } from '../../gateway/engine/planner/not-planned.ts';
import type { Viewer } from '../../gateway/request/viewer.ts';
import { type EngineUnderTest, engineUnderTest } from './random/engine-under-test.ts';

// Rules that read each other's subgraphs in turn, and a list of such entities: every planner asks a for what a declares external.
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@requires"])\n`;
const subgraphs = {
  a: `type Query { items: [Item] } type Ref @shareable { id: ID! }
    type Item @key(fields: "id") @key(fields: "owner { id }") { id: ID! owner: Ref
      parts: [Item]! @external weight: Int @requires(fields: "parts { owner { id } }") }`,
  b: `type Ref @shareable { id: ID! }
    type Item @key(fields: "owner { id }") { owner: Ref parts: [Item]!
      weight: Int @external postage: Int @requires(fields: "weight") }`,
};

let engine: EngineUnderTest;
beforeAll(async () => {
  const services = Object.entries(subgraphs).map(([name, sdl]) => ({
    name,
    url: 'http://127.0.0.1:9',
    typeDefs: parse(LINK + sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors?.map(String).join('\n'));
  engine = await engineUnderTest('compiled', supergraphSdl);
});
afterAll(() => engine.close());

const ask = (text: string, signal?: AbortSignal, viewer?: Viewer) =>
  engine.ask({ document: parse(text), text, operationName: null, variables: {} }, signal, viewer);
const CHAIN = '{ items { parts { postage } postage } }';
const integrator: Viewer = { kind: 'person', sub: 'I001', role: 'integrator' };

it('refuses before anything is fetched what no planner can plan, and says what to do to whoever may see plans', async () => {
  const { data, errors } = await ask(CHAIN, undefined, integrator);
  expect(data).toBeUndefined();
  expect(errors).toMatchObject([
    {
      message: expect.stringMatching(/^无法为此查询.*Ask for its parts in operations of their own: .*parts/),
      extensions: { code: 'OPERATION_NOT_PLANNED' },
    },
  ]);
});

it('tells nobody else which fields it is about', async () => {
  const { data, errors } = await ask(CHAIN);
  expect(data).toBeUndefined();
  expect(errors).toMatchObject([
    {
      message: expect.not.stringMatching(/parts"|weight|own:/),
      extensions: { code: 'OPERATION_NOT_PLANNED' },
    },
  ]);
});

it('takes the parts of such an operation, and asks for them', async () => {
  const { data, errors } = await ask('{ items { parts { postage } } }');
  // Nobody listens there.
  expect({ data, errors }).toMatchObject({
    data: { items: null },
    errors: [{ extensions: { code: 'DEPARTMENT_UNAVAILABLE', department: 'a' } }],
  });
});

it('refuses what is not planned in the time of its request', async () => {
  const { data, errors } = await ask('{ items { id } }', AbortSignal.abort());
  expect(data).toBeUndefined();
  expect(errors).toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);
});

it('refuses as overloaded what nobody can be asked to plan just now', async () => {
  const planning = Promise.reject(new NobodyPlans('No process that plans could be started.'));
  const asker = { signal: new AbortController().signal, viewer: integrator };
  const { data, errors } = await awaitVariant(planning, asker, () => ({ data: {} }));
  expect(data).toBeUndefined();
  expect(errors).toMatchObject([{ extensions: { code: 'OVERLOADED' } }]);
});
