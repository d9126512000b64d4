import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readGraphFacts } from '../../../gateway/engine/planner/check/graph-facts.ts';
import { createLocalPlanner } from '../../../gateway/engine/planner/local-planner.ts';
import { NotPlanned } from '../../../gateway/engine/planner/not-planned.ts';
import { planOperation } from '../../../gateway/engine/planner/plan-operation.ts';
import { readPossibleTypes } from '../../../gateway/engine/planner/possible-types.ts';
import type { RawPlan } from '../../../gateway/engine/planner/raw-planner.ts';
import { mutations } from './kit/features/mutations.ts';
import { createLab } from './kit/lab.ts';

const { supergraphSdl } = createLab(mutations.subgraphs, mutations.world);
const planner = await createLocalPlanner(supergraphSdl, 'hive');
const nothing: RawPlan = { by: 'hive', plan: { kind: 'QueryPlan' } };

/** Plans with a compiled planner that forgets the operations in whose text there is `forgotten`. */
async function planned(text: string, forgotten: string | null, other = true) {
  const wrong: string[] = [];
  const plan = await planOperation(parse(text), {
    possibleTypes: readPossibleTypes(supergraphSdl),
    facts: readGraphFacts(supergraphSdl),
    rawPlan: async (part, careful = false) => {
      const isForgotten = forgotten !== null && part.includes(forgotten);
      if (isForgotten && (!careful || !other)) return nothing;
      return (await planner.plan(part, careful)).raw;
    },
    onWrongPlan: (by, sentence) => void wrong.push(`${by}: ${sentence}`),
  });
  return { madeBy: plan.madeBy, wrong };
}

describe('whose a plan is', () => {
  it('is the first planner, whose plan is right', async () => {
    expect(await planned('{ tick { id } }', null)).toEqual({ madeBy: ['hive'], wrong: [] });
  });

  it('is the second one, where the plan of the first is wrong', async () => {
    expect(await planned('{ tick { id } }', 'tick')).toEqual({
      madeBy: ['apollo'],
      wrong: ['hive: nobody is asked for "tick" of Query'],
    });
  });

  it('is both, where they planned fields of one mutation', async () => {
    const { madeBy } = await planned('mutation { double { id } add { id } }', 'add');
    expect(madeBy).toEqual(['hive', 'apollo']);
  });

  it('is nobody, where both are wrong', async () => {
    await expect(planned('{ tick { id } }', 'tick', false)).rejects.toThrow(NotPlanned);
  });
});
