import fc, { type Arbitrary } from 'fast-check';
import type { ExecutionResult } from 'graphql';
import { askMonolith, difference } from './compare-answers.ts';
import { type Asked, type EngineKind, type EngineUnderTest, engineUnderTest } from './engine-under-test.ts';
import { tolerates } from './known-deviations.ts';
import type { ServedWorld, WorldServer } from './serve-world.ts';
import { buildModel, type WorldPicks, worldPicks } from './world.ts';
import { writeOperation } from './write-operation.ts';

/** Numbers that choose an operation. */
export const operationNumbers: Arbitrary<number[]> = fc.array(fc.noBias(fc.nat(255)), {
  minLength: 4,
  maxLength: 240,
  size: 'max',
});
const OPERATIONS_A_WORLD = 10;
/** Of one graph, where most begin alike. */
export const MANY_OPERATIONS = 40;

/** A graph and the engine over it. */
export interface OpenWorld {
  readonly world: ServedWorld;
  readonly engine: EngineUnderTest;
}

/** The last graph stays open while only the operations on it change. */
export function createWorldKeeper(server: WorldServer, kind: EngineKind) {
  let last: { readonly key: string; readonly open: OpenWorld } | undefined;
  return {
    async open(picks: WorldPicks): Promise<OpenWorld> {
      const key = JSON.stringify(picks);
      if (last?.key === key) return last.open;
      await last?.open.engine.close();
      last = undefined;
      const world = server.serve(buildModel(picks));
      const engine = await engineUnderTest(kind, world.supergraphSdl);
      last = { key, open: { world, engine } };
      return last.open;
    },
    close: async () => last?.open.engine.close(),
  };
}

/** How many operations were asked, how many of them no planner could plan, so that they were refused, and how many waited for no lookup. */
export interface Tally {
  asked: number;
  refused: number;
  elided: number;
}

export const newTally = (): Tally => ({ asked: 0, refused: 0, elided: 0 });

/** Random operations over random graphs: the engine answers what one server over all data does, or refuses and says so. */
export function sameAnswers(
  keeper: ReturnType<typeof createWorldKeeper>,
  kind: EngineKind,
  tally: Tally,
  worlds = worldPicks,
  maxLength = OPERATIONS_A_WORLD,
) {
  const operations = fc.array(operationNumbers, { minLength: 1, maxLength, size: 'max' });
  return fc.asyncProperty(worlds, operations, async (picks, all) => {
    const { world, engine } = await keeper.open(picks);
    for (const numbers of all) {
      const asked = writeOperation(engine.schema, numbers);
      const expected = await askMonolith(world.model, engine.schema, asked);
      world.begin();
      const got = await engine.ask(asked).catch((error: Error) => error);
      tally.asked++;
      // What begins with entities waited for no root field.
      if (world.received.length > 0 && world.received.every(({ query }) => query.includes('_entities')))
        tally.elided++;
      if (!(got instanceof Error) && isRefusal(got)) {
        tally.refused++;
        continue;
      }
      const differs = got instanceof Error ? `It throws ${got.stack}` : fault(expected, got, world);
      if (differs === null || tolerates(kind, differs)) continue;
      throw new Error(
        `${differs}\n${report(world, asked)}\nexpected ${JSON.stringify(expected)}\ngot      ${JSON.stringify(got)}\n`,
      );
    }
  });
}

/** Null: it is the same answer, come by with documents that subgraphs take. */
function fault(expected: ExecutionResult, got: ExecutionResult, { invalid }: ServedWorld): string | null {
  const [first] = invalid;
  return difference(expected, got) ?? (first === undefined ? null : `A subgraph is sent nonsense: ${first}`);
}

function isRefusal({ data, errors }: ExecutionResult): boolean {
  return data === undefined && errors?.[0]?.extensions.code === 'OPERATION_NOT_PLANNED';
}

/** All that is needed to see what happened. */
export function report({ sdl, received }: ServedWorld, { text, variables, operationName }: Asked): string {
  const graph = [...sdl].map(([name, its]) => `# subgraph ${name}\n${its.replace(/^extend.*\n/, '')}`);
  const fetches = received.map(
    ({ subgraph, query, variables: sent }) => `${subgraph} ${query} ${JSON.stringify(sent ?? {})}`,
  );
  return [
    ...graph,
    '# operation',
    text,
    JSON.stringify({ variables, operationName }),
    '# fetches',
    ...fetches,
  ].join('\n');
}
