import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { afterAll, describe, expect, it } from 'vitest';
import { conditionsOf } from '../../../gateway/engine/compiled/specialise.ts';
import { planSize } from '../../../gateway/engine/planner/plan-text.ts';
import { createPlanner } from '../../../gateway/engine/planner/planner.ts';
import { createLog } from '../../../gateway/observe/log.ts';
import { apiSchemaOf } from '../../../gateway/supergraph/api-schema.ts';
import { fetchedFields } from './kit/fetched-fields.ts';
import { planAsEngine, privateOperation } from './kit/plan-as-engine.ts';

const schema = join(import.meta.dirname, '../../../schema');
const sdl = readFileSync(join(schema, 'supergraph.graphql'), 'utf8');
const manifest = JSON.parse(readFileSync(join(schema, 'documents/web.json'), 'utf8')) as Record<
  string,
  string
>;
const documents = Object.entries(manifest).filter(([, text]) => !text.startsWith('subscription'));

describe('the trusted documents', async () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const hive = await createPlanner(sdl, log);
  const apollo = await createPlanner(sdl, log, 'apollo');
  const apiSchema = apiSchemaOf(parse(sdl));
  afterAll(() => Promise.all([hive.close(), apollo.close()]));

  it('are many, of a supergraph with @policy in it', () => {
    expect(sdl).toContain('@policy');
    expect(documents.length).toBeGreaterThan(15);
  });

  it.each(documents)('are planned by the first planner, and fetched alike by both: %s', async (_id, text) => {
    const operation = privateOperation(text, sdl);
    for (const value of [false, true]) {
      const values = Object.fromEntries(conditionsOf(operation.operation).map((name) => [name, value]));
      const mine = await planAsEngine(hive, apiSchema, operation, values);
      const theirs = await planAsEngine(apollo, apiSchema, operation, values);
      expect([mine.plan.madeBy, theirs.plan.madeBy]).toEqual([['hive'], ['apollo']]);
      expect(fetchedFields(mine.plan.node)).toEqual(fetchedFields(theirs.plan.node));
      expect(planSize(mine.plan.node).stages).toBe(planSize(theirs.plan.node).stages);
      expect(planSize(mine.plan.node).fetches).toBeLessThanOrEqual(planSize(theirs.plan.node).fetches);
    }
    expect(lines).toEqual([]);
  });
});
