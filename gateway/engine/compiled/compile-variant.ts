import { createHash } from 'node:crypto';
import { type GraphQLObjectType, type GraphQLSchema, print } from 'graphql';
import type { QueryPlan } from '../planner/plan.ts';
import type { PlanCache } from '../planner/plan-cache.ts';
import type { Planner } from '../planner/planner.ts';
import { compileCompletion } from './compile-completion.ts';
import { compilePlan, type PlanParts } from './compile-plan.ts';
import type { Complete } from './completion.ts';
import { explainPlan } from './explain-plan.ts';
import { plannedDocument } from './planned-document.ts';
import type { Step } from './run.ts';
import { type Operation, specialise } from './specialise.ts';

/** What operations of one supergraph are compiled with. */
export interface CompilerParts {
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  /** The names of fields that take arguments. */
  readonly withArguments: ReadonlySet<string>;
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
  readonly text: () => string;
}

/** Plans and compiles an operation in private names. Rejects with NotPlanned where it cannot be planned. */
export async function compileVariant(
  { apiSchema, planner, plans, plan }: CompilerParts,
  operation: Operation,
  aliases: ReadonlyMap<string, string>,
  conditions: Readonly<Record<string, unknown>>,
): Promise<Variant> {
  const { definition } = operation;
  const selectionSet = specialise(operation, conditions);
  const root = apiSchema.getRootType(definition.operation) as GraphQLObjectType;
  const complete = compileCompletion({ schema: apiSchema, aliases }, root, selectionSet);
  const document = plannedDocument(definition, selectionSet, apiSchema);
  if (document === null) return { fetch: null, complete, text: () => 'nothing to fetch' };
  const text = print(document);
  const documentHash = createHash('sha256').update(text).digest('hex');
  const key = { documentHash, operationName: null, conditions: {} };
  const { node } = await plans.find(key, () => planner.plan(document, text, null));
  const explain = () => explainPlan(node, plan.lookups, aliases);
  return { fetch: node && compilePlan(node, plan), complete, text: explain };
}
