import { afterAll, describe, expect, it } from 'vitest';
import { createPlanner } from '../../../gateway/engine/planner/planner.ts';
import { createLog } from '../../../gateway/observe/log.ts';
import { features } from './kit/features.ts';
import { createLab } from './kit/lab.ts';
import { planAsEngine, privateOperation } from './kit/plan-as-engine.ts';
import { runPlan } from './kit/run-plan.ts';

const log = createLog('silent');

describe.each(features)('$name', ({ subgraphs, world, operations }) => {
  const lab = createLab(subgraphs, world);
  describe.each(['hive', 'apollo'] as const)('planned by %s', async (name) => {
    const planner = await createPlanner(lab.supergraphSdl, log, name);
    afterAll(() => planner.close());
    it.each(
      operations.filter(({ wrongBy }) => wrongBy === name),
    )('refuses what its planner mixes up: $text', async ({ text }) => {
      const operation = privateOperation(text, lab.supergraphSdl);
      await expect(planAsEngine(planner, lab.apiSchema, operation)).rejects.toThrow(
        /requires ".*" and is told/,
      );
    });
    it.each(
      operations.filter(({ wrongBy }) => wrongBy !== name),
    )('answers what one schema answers: $text', async ({ text, variables = [{}] }) => {
      const operation = privateOperation(text, lab.supergraphSdl);
      const { document } = operation;
      for (const given of variables) {
        const { plan } = await planAsEngine(planner, lab.apiSchema, operation, given);
        const run = await runPlan(lab, plan.node, document, given);
        expect(run.data, JSON.stringify(given)).toEqual(await lab.begin().askOneSchema(document, given));
      }
    });
  });
});
