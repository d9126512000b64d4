import { type DocumentNode, print } from 'graphql';
import { translateApolloPlan } from './apollo-plan.ts';
import { type Conditions, conditionVariables, settleConditions } from './conditions.ts';
import { translateHivePlan } from './hive-plan.ts';
import { operationToPlan } from './operation-to-plan.ts';
import type { QueryPlan } from './plan.ts';
import type { PossibleTypes } from './possible-types.ts';
import type { RawPlan } from './raw-planner.ts';
import { planInSeries } from './series.ts';

/** What is to be planned, and with what. */
export interface Planning {
  readonly operationName: string | null;
  readonly conditions: Conditions;
  readonly possibleTypes: PossibleTypes;
  /** Plans a document of one operation. */
  readonly rawPlan: (text: string) => Promise<RawPlan>;
}

/** The plan of an operation, from its document to the plan as the engine reads it. Rejects with a sentence where it cannot be planned. */
export async function planOperation(document: DocumentNode, planning: Planning): Promise<QueryPlan> {
  const { operationName, conditions, possibleTypes, rawPlan } = planning;
  const work = operationToPlan(settleConditions(document, conditions), operationName);
  if (work === null) return { node: null };
  const [open] = conditionVariables(work.document);
  if (open !== undefined)
    throw new Error(`"$${open}" decides what the operation selects; it can only be planned with its value.`);
  const planDocument = async (part: DocumentNode) => translate(await rawPlan(print(part)), possibleTypes);
  return work.operation.operation === 'mutation'
    ? planInSeries(work, planDocument)
    : planDocument(work.document);
}

function translate(raw: RawPlan, possibleTypes: PossibleTypes): QueryPlan {
  return raw.by === 'hive'
    ? translateHivePlan(raw.plan, possibleTypes)
    : translateApolloPlan(raw.plan, possibleTypes);
}
