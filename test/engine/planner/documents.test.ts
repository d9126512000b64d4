import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { conditionVariables } from '../../../gateway/engine/planner/conditions.ts';
import { planSize } from '../../../gateway/engine/planner/plan-text.ts';
import { createPlanner } from '../../../gateway/engine/planner/planner.ts';
import { fieldsWithArguments, renameAliases } from '../../../gateway/engine/private-aliases.ts';
import { createLog } from '../../../gateway/observe/log.ts';
import { fetchedFields } from './kit/fetched-fields.ts';

const schema = join(import.meta.dirname, '../../../schema');
const sdl = readFileSync(join(schema, 'supergraph.graphql'), 'utf8');
const manifest = JSON.parse(readFileSync(join(schema, 'documents/web.json'), 'utf8')) as Record<
  string,
  string
>;
const documents = Object.entries(manifest).filter(([, text]) => !text.startsWith('subscription'));

describe('the trusted documents', async () => {
  const log = createLog('silent');
  const hive = await createPlanner(sdl, log);
  const apollo = await createPlanner(sdl, log, 'apollo');
  afterAll(() => Promise.all([hive.close(), apollo.close()]));

  it('are planned by the compiled planner, whose supergraph has @policy in it', () => {
    expect(sdl).toContain('@policy');
    expect([hive.name, apollo.name]).toEqual(['hive', 'apollo']);
    expect(documents.length).toBeGreaterThan(15);
  });

  it.each(documents)('are fetched alike by both planners: %s', async (_id, text) => {
    const document = renameAliases(parse(text), fieldsWithArguments(sdl)).document;
    for (const value of [false, true]) {
      const conditions = Object.fromEntries(conditionVariables(document).map((name) => [name, value]));
      const mine = await hive.plan(document, print(document), null, conditions);
      const theirs = await apollo.plan(document, print(document), null, conditions);
      expect(fetchedFields(mine)).toEqual(fetchedFields(theirs));
      expect(planSize(mine).stages).toBe(planSize(theirs).stages);
      expect(planSize(mine).fetches).toBeLessThanOrEqual(planSize(theirs).fetches);
    }
  });
});
