import { type DocumentNode, print } from 'graphql';
import { translateApolloPlan } from './apollo-plan.ts';
import { checkPlan } from './check/check-plan.ts';
import type { GraphFacts } from './check/graph-facts.ts';
import { type Conditions, conditionVariables, settleConditions } from './conditions.ts';
import { translateHivePlan } from './hive-plan.ts';
import { NotPlanned } from './not-planned.ts';
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
  readonly facts: GraphFacts;
  /** Plans a document of one operation; `careful` does without the compiled planner. */
  readonly rawPlan: (text: string, careful?: boolean) => Promise<RawPlan>;
  /** Is told what is wrong with a plan that was not taken. */
  readonly onWrongPlan: (planner: RawPlan['by'], sentence: string) => void;
}

/**
 * The plan of an operation, from its document to the plan as the engine reads it, checked to fetch what is selected. A plan
 * that is wrong is made once more by Apollo's planner. Rejects with NotPlanned where that one is wrong as well, with another
 * Error where a planner refuses.
 */
export async function planOperation(document: DocumentNode, planning: Planning): Promise<QueryPlan> {
  const { operationName, conditions } = planning;
  const work = operationToPlan(settleConditions(document, conditions), operationName);
  if (work === null) return { node: null };
  const [open] = conditionVariables(work.document);
  if (open !== undefined)
    throw new Error(`"$${open}" decides what the operation selects; it can only be planned with its value.`);
  const planDocument = (part: DocumentNode) => planPart(part, planning);
  return work.operation.operation === 'mutation'
    ? planInSeries(work, planDocument)
    : planDocument(work.document);
}

async function planPart(part: DocumentNode, planning: Planning): Promise<QueryPlan> {
  const { rawPlan, onWrongPlan } = planning;
  const text = print(part);
  const first = await rawPlan(text);
  const made = take(first, part, planning);
  if (made.kind === 'right') return made.plan;
  onWrongPlan(first.by, made.sentence);
  if (first.by === 'hive') {
    const second = take(await rawPlan(text, true), part, planning);
    if (second.kind === 'right') return second.plan;
  }
  throw new NotPlanned(made.sentence);
}

type Taken =
  | { readonly kind: 'right'; readonly plan: QueryPlan }
  | { readonly kind: 'wrong'; readonly sentence: string };

function take(raw: RawPlan, part: DocumentNode, { possibleTypes, facts }: Planning): Taken {
  let plan: QueryPlan;
  try {
    plan = translate(raw, possibleTypes);
  } catch (error) {
    return { kind: 'wrong', sentence: (error as Error).message };
  }
  const sentence = checkPlan(plan, part, facts);
  return sentence === null ? { kind: 'right', plan } : { kind: 'wrong', sentence };
}

function translate(raw: RawPlan, possibleTypes: PossibleTypes): QueryPlan {
  return raw.by === 'hive'
    ? translateHivePlan(raw.plan, possibleTypes)
    : translateApolloPlan(raw.plan, possibleTypes);
}
