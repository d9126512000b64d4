import { type GraphQLObjectType, type GraphQLSchema, print } from 'graphql';
import type { Planner } from '../planner/planner.ts';
import { compileCompletion } from './compile-completion.ts';
import { compilePlan, type PlanParts } from './compile-plan.ts';
import type { Complete } from './completion.ts';
import { plannedDocument } from './planned-document.ts';
import type { Step } from './run.ts';
import { type Operation, specialise } from './specialise.ts';

/** What operations of one supergraph are compiled with. */
export interface CompilerParts {
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  readonly planner: Planner;
  readonly plan: PlanParts;
}

/** An operation under given values of its conditions. */
export interface Variant {
  /** Null: nothing has to be fetched. */
  readonly fetch: Step | null;
  readonly complete: Complete;
}

/** Plans and compiles an operation in private names. Rejects with an Error with a sentence where it cannot be planned. */
export async function compileVariant(
  { apiSchema, planner, plan }: CompilerParts,
  operation: Operation,
  aliases: ReadonlyMap<string, string>,
  conditions: Readonly<Record<string, unknown>>,
): Promise<Variant> {
  const { definition } = operation;
  const selectionSet = specialise(operation, conditions);
  const root = apiSchema.getRootType(definition.operation) as GraphQLObjectType;
  const complete = compileCompletion({ schema: apiSchema, aliases }, root, selectionSet);
  const document = plannedDocument(definition, selectionSet, apiSchema);
  if (document === null) return { fetch: null, complete };
  const { node } = await planner.plan(document, print(document), null);
  return { fetch: node && compilePlan(node, plan), complete };
}
