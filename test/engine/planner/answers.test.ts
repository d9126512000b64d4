import { parse, print } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { conditionVariables } from '../../../gateway/engine/planner/conditions.ts';
import { createPlanner } from '../../../gateway/engine/planner/planner.ts';
import { fieldsWithArguments, renameAliases } from '../../../gateway/engine/private-aliases.ts';
import { createLog } from '../../../gateway/observe/log.ts';
import { features } from './kit/features.ts';
import { createLab } from './kit/lab.ts';
import { runPlan } from './kit/run-plan.ts';

const log = createLog('silent');

describe.each(features)('$name', ({ subgraphs, world, operations }) => {
  const lab = createLab(subgraphs, world);
  const withArguments = fieldsWithArguments(lab.supergraphSdl);
  describe.each(['hive', 'apollo'] as const)('planned by %s', async (name) => {
    const planner = await createPlanner(lab.supergraphSdl, log, name);
    afterAll(() => planner.close());
    it.each(
      operations.filter(({ wrongBy }) => wrongBy === name),
    )('refuses what its planner mixes up: $text', async ({ text }) => {
      const { document } = renameAliases(parse(text), withArguments);
      await expect(planner.plan(document, print(document), null)).rejects.toThrow(
        /requires ".*" and is told/,
      );
    });
    it.each(
      operations.filter(({ wrongBy }) => wrongBy !== name),
    )('answers what one schema answers: $text', async ({ text, variables = [{}] }) => {
      const document = renameAliases(parse(text), withArguments).document;
      for (const given of variables) {
        const conditions = Object.fromEntries(
          conditionVariables(document).map((name) => [name, given[name] === true]),
        );
        const plan = await planner.plan(document, print(document), null, conditions);
        const run = await runPlan(lab, plan, document, given);
        expect(run.data, JSON.stringify(given)).toEqual(await lab.begin().askOneSchema(document, given));
      }
    });
  });
});
