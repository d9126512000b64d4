import type { DocumentNode, GraphQLSchema, SelectionSetNode } from 'graphql';
import type { QueryPlan } from '../planner/plan.ts';
import { type ElidedPlan, elidePlan } from './elided-plan.ts';
import type { Lookups } from './lookups.ts';
import { plannedDocument } from './planned-document.ts';
import { type Operation, specialise } from './specialise.ts';

/** What operations are planned with. */
export interface VariantPlanning {
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  readonly lookups: Lookups;
  readonly plan: (document: DocumentNode) => Promise<QueryPlan>;
}

/** How an operation is fetched under given values of its conditions. */
export interface PlannedVariant {
  /** What those values leave of its selections. */
  readonly selectionSet: SelectionSetNode;
  readonly plan: QueryPlan;
  /** What is run in place of the plan where it begins with a lookup by key; null: it does not. */
  readonly elided: ElidedPlan | null;
}

/**
 * Plans an operation in private names, for a gateway and for `npm run plan` alike. Rejects as `plan` does.
 *
 * @param values of its variables, coerced; only those that `@skip` and `@include` read matter
 */
export async function planVariant(
  { apiSchema, lookups, plan: planDocument }: VariantPlanning,
  operation: Operation,
  values: Readonly<Record<string, unknown>>,
): Promise<PlannedVariant> {
  const selectionSet = specialise(operation, values);
  const document = plannedDocument(operation.definition, selectionSet, apiSchema);
  if (document === null) return { selectionSet, plan: { node: null, madeBy: [] }, elided: null };
  const plan = await planDocument(document);
  return { selectionSet, plan, elided: plan.node && elidePlan(plan.node, lookups) };
}
