import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import type { EngineKind } from './engine-under-test.ts';
import { tolerates } from './known-deviations.ts';
import { createLiar } from './lies.ts';
import { type createWorldKeeper, operationNumbers, report } from './same-answers.ts';
import { malformation, withTypes } from './well-formed.ts';
import { worldPicks } from './world.ts';
import { writeOperation } from './write-operation.ts';

/** Of a request, as the gateway sets one. */
const DEADLINE_MS = 6_000;
const HANGS_MS = 8_000;
const OPERATIONS_A_WORLD = 20;

/** Whatever the subgraphs say, the engine answers in good form and in time. */
export function wellFormedAnswers(
  keeper: ReturnType<typeof createWorldKeeper>,
  kind: EngineKind,
  worlds = worldPicks,
) {
  const lies = fc.array(fc.noBias(fc.nat(255)), { minLength: 2, maxLength: 60, size: 'max' });
  const questions = fc.array(fc.tuple(operationNumbers, lies), {
    minLength: 1,
    maxLength: OPERATIONS_A_WORLD,
    size: 'max',
  });
  return fc.asyncProperty(worlds, questions, async (picks, all) => {
    const { world, engine } = await keeper.open(picks);
    for (const [numbers, lie] of all) {
      const asked = withTypes(engine.schema, writeOperation(engine.schema, numbers));
      const said: unknown[] = [];
      const liar = createLiar(lie);
      world.begin((subgraph, answer) => {
        const lied = liar(subgraph, answer);
        said.push(lied);
        return lied;
      });
      const watch = new AbortController();
      const hung = setTimeout(HANGS_MS, 'hung' as const, { signal: watch.signal }).catch(
        () => 'hung' as const,
      );
      let wrong: string | null;
      try {
        const got = await Promise.race([engine.ask(asked, AbortSignal.timeout(DEADLINE_MS)), hung]);
        wrong = got === 'hung' ? 'It hangs.' : await malformation(engine.schema, asked, got);
        if (wrong !== null && tolerates(kind, wrong)) continue;
        if (wrong !== null) wrong += `\ngot ${JSON.stringify(got)}`;
      } catch (error) {
        wrong = `It throws ${error instanceof Error ? error.stack : String(error)}`;
      } finally {
        watch.abort();
      }
      if ('polluted' in {}) wrong = 'It lets a subgraph write into Object.prototype.';
      if (wrong !== null)
        throw new Error(`${wrong}\n${report(world, asked)}\n# said\n${JSON.stringify(said).slice(0, 4_000)}`);
    }
  });
}
