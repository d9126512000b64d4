import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { type ForkedPlanner, forkPlanner } from '../../../gateway/engine/planner/forked-planner.ts';
import { createLocalPlanner } from '../../../gateway/engine/planner/local-planner.ts';
import { NobodyPlans } from '../../../gateway/engine/planner/not-planned.ts';
import { createPlanner } from '../../../gateway/engine/planner/planner.ts';
import { startPlanningChild } from '../../../gateway/engine/planner/planning-child.ts';
import { createLog } from '../../../gateway/observe/log.ts';
import { features } from './kit/features.ts';
import { createLab } from './kit/lab.ts';

const log = createLog('silent');
const [rules] = features;
if (rules === undefined) throw new Error('There are no features.');
const { supergraphSdl } = createLab(rules.subgraphs, rules.world);
const closing: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(closing.map((close) => close())));

/** At this one the addon panics, which ends the process that it is in. */
const DEADLY = `query($a: Boolean!, $b: Boolean!, $c: Boolean!) {
  nested @skip(if: $a) { tax x: postage duty } products { tax } other { postage total @include(if: $c) } }`;

/** Forks, but the second time. */
function failingOnce(before: () => Promise<unknown>) {
  const begun: ForkedPlanner[] = [];
  let forks = 0;
  const fork: typeof forkPlanner = async (...given) => {
    if (++forks === 2) {
      await before();
      throw new Error('no memory for a process');
    }
    const forked = await forkPlanner(...given);
    begun.push(forked);
    return forked;
  };
  return { fork, begun };
}

async function end(forked: ForkedPlanner | undefined): Promise<void> {
  forked?.end();
  await forked?.ended;
}

describe('planning in a process of its own', () => {
  it('outlives an operation at which the compiled planner dies, and plans it with the other one', async () => {
    const child = await startPlanningChild({ supergraphSdl, prefer: 'hive', log });
    closing.push(child.close);
    const plans = await Promise.all(
      ['{ product { name } }', DEADLY, '{ product { tax } }'].map((text) => child.plan(text)),
    );
    expect(plans.map(({ by }) => by)).toEqual(['hive', 'apollo', 'hive']);
    expect((await child.plan('{ products { name } }')).by).toBe('hive');
  });

  it('gives up an operation that takes too long', async () => {
    const child = await startPlanningChild({ supergraphSdl, prefer: 'hive', log, patienceMs: 0 });
    closing.push(child.close);
    // So long that no machine has planned it before the first look at the clock.
    const fields = Array.from({ length: 5_000 }, (_, index) => `a${index}: product { total }`);
    await expect(child.plan(`{ ${fields.join(' ')} }`)).rejects.toThrow('no planner can plan it');
  });

  it('tries again with the next operation when a process did not start', async () => {
    const { fork, begun } = failingOnce(() => Promise.resolve());
    const child = await startPlanningChild({ supergraphSdl, prefer: 'hive', log, fork });
    closing.push(child.close);
    await end(begun[0]);
    await expect(child.plan('{ product { name } }')).rejects.toThrow(NobodyPlans);
    expect((await child.plan('{ product { name } }')).by).toBe('hive');
    expect(begun).toHaveLength(2);
  });

  it('leaves no rejection behind of a start that takes longer than its question may', async () => {
    const left: unknown[] = [];
    const note = (reason: unknown) => void left.push(reason);
    process.on('unhandledRejection', note);
    const { fork, begun } = failingOnce(() => setTimeout(50));
    const child = await startPlanningChild({ supergraphSdl, prefer: 'hive', log, patienceMs: 10, fork });
    closing.push(child.close);
    await end(begun[0]);
    await expect(child.plan('{ product { name } }')).rejects.toThrow(NobodyPlans);
    await setTimeout(20);
    process.off('unhandledRejection', note);
    expect(left).toEqual([]);
  });

  it('plans nothing once it is closed', async () => {
    const child = await startPlanningChild({ supergraphSdl, prefer: 'hive', log });
    const open = child.plan('{ product { total } }').catch(({ message }) => message);
    await child.close();
    expect(await open).toBe('The planner is closed.');
    await expect(child.plan('{ product { name } }')).rejects.toThrow('The planner is closed.');
  });

  it('refuses what is no supergraph', async () => {
    await expect(createPlanner('type Query { a: Int }', log, 'apollo')).rejects.toThrow();
  });
});

describe('the choice of a planner', () => {
  it('falls to Apollo where the addon does not load, and says why', async () => {
    const load = () => Promise.reject(new Error('no binary for this machine'));
    const planner = await createLocalPlanner(supergraphSdl, 'hive', load);
    expect(planner).toMatchObject({ name: 'apollo', instead: 'no binary for this machine' });
    expect((await planner.plan('{ product { name } }')).raw.by).toBe('apollo');
  });

  it('leaves to Apollo what the compiled planner refuses, and throws what both refuse', async () => {
    const planner = await createLocalPlanner(supergraphSdl, 'hive');
    const nested =
      'query($c: Boolean!) { ... on Query @include(if: $c) { other { duty } product { tax } } ... on Query @include(if: $c) { other { tax } } }';
    expect(await planner.plan('{ product { name } }')).toMatchObject({ raw: { by: 'hive' }, refused: false });
    expect((await planner.plan(nested)).raw.by).toMatch(/hive|apollo/);
    await expect(planner.plan('{ nothing }')).rejects.toThrow();
  });
});
