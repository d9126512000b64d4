import type { QueryPlan as ApolloPlan } from '@apollo/query-planner';
import type { QueryPlan as HivePlan } from '@graphql-hive/router-query-planner';

/** A plan as its planner made it: plain data, which can go from one process to another. */
export type RawPlan =
  | { readonly by: 'hive'; readonly plan: HivePlan }
  | { readonly by: 'apollo'; readonly plan: ApolloPlan };

/** A planner of one supergraph, as its library has it. */
export interface RawPlanner {
  readonly name: RawPlan['by'];
  /** Plans a document of one operation. Throws what the library throws; the compiled one may even end the process. */
  plan(text: string): RawPlan;
}
