import { createHash } from 'node:crypto';
import { type DocumentNode, type GraphQLObjectType, type GraphQLSchema, print } from 'graphql';
import type { ExplainPlan } from '../explain/explanation.ts';
import type { QueryPlan } from '../planner/plan.ts';
import type { PlanCache } from '../planner/plan-cache.ts';
import type { Planner } from '../planner/planner.ts';
import { compileCompletion } from './compile-completion.ts';
import { compilePlan, type PlanParts } from './compile-plan.ts';
import type { Complete } from './completion.ts';
import { explainPlan } from './explain-plan.ts';
import type { Lookups } from './lookups.ts';
import { planVariant } from './plan-variant.ts';
import type { Step } from './run.ts';
import type { Operation } from './specialise.ts';

/** What operations of one supergraph are compiled with. */
export interface CompilerParts {
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  /** The names of fields that take arguments. */
  readonly withArguments: ReadonlySet<string>;
  /** By which root fields an entity is found. */
  readonly lookups: Lookups;
  readonly planner: Planner;
  /** Documents of several roles may come to the same. */
  readonly plans: PlanCache<QueryPlan>;
  readonly plan: PlanParts;
}

/** An operation under given values of its conditions. */
export interface Variant {
  /** Null: nothing has to be fetched. */
  readonly fetch: Step | null;
  readonly complete: Complete;
  /** How it is fetched, for people. */
  readonly explain: ExplainPlan;
}

/** Plans and compiles an operation in private names. Rejects as planners do. */
export async function compileVariant(
  { apiSchema, lookups, planner, plans, plan: parts }: CompilerParts,
  operation: Operation,
  aliases: ReadonlyMap<string, string>,
  conditions: Readonly<Record<string, unknown>>,
): Promise<Variant> {
  const plan = (document: DocumentNode) =>
    plans.find(createHash('sha256').update(print(document)).digest('hex'), () => planner.plan(document));
  const planned = await planVariant({ apiSchema, lookups, plan }, operation, conditions);
  const { node } = planned.plan;
  const root = apiSchema.getRootType(operation.definition.operation) as GraphQLObjectType;
  return {
    fetch: node && compilePlan(node, planned.elided, parts),
    complete: compileCompletion({ schema: apiSchema, aliases }, root, planned.selectionSet),
    explain: (asked) => explainPlan(planned, aliases, asked),
  };
}
