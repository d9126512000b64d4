import { type DocumentNode, print } from 'graphql';
import { translateApolloPlan } from './apollo-plan.ts';
import { checkPlan } from './check/check-plan.ts';
import type { GraphFacts } from './check/graph-facts.ts';
import { onlyOperation } from './fetch-node.ts';
import { translateHivePlan } from './hive-plan.ts';
import { NotPlanned } from './not-planned.ts';
import type { PlanNode, QueryPlan } from './plan.ts';
import type { PossibleTypes } from './possible-types.ts';
import type { RawPlan } from './raw-planner.ts';
import { planInSeries } from './series.ts';

/** What is planned with. */
export interface Planning {
  readonly possibleTypes: PossibleTypes;
  readonly facts: GraphFacts;
  /** Plans a document of one operation; `careful` does without the compiled planner. */
  readonly rawPlan: (text: string, careful?: boolean) => Promise<RawPlan>;
  /** Is told what is wrong with a plan that was not taken. */
  readonly onWrongPlan: (planner: RawPlan['by'], sentence: string) => void;
}

/**
 * The plan of an operation, from its document to the plan as the engine reads it, checked to fetch what is selected. A plan
 * that is wrong is made once more by Apollo's planner. Rejects with NotPlanned where that one is wrong as well, and as
 * `rawPlan` does.
 *
 * @param document see Planner
 */
export async function planOperation(document: DocumentNode, planning: Planning): Promise<QueryPlan> {
  const planDocument = (part: DocumentNode) => planPart(part, planning);
  return onlyOperation(document).operation === 'mutation'
    ? planInSeries(document, planDocument)
    : planDocument(document);
}

async function planPart(part: DocumentNode, planning: Planning): Promise<QueryPlan> {
  const { rawPlan, onWrongPlan } = planning;
  const text = print(part);
  const first = await rawPlan(text);
  const made = take(first, part, planning);
  if (made.kind === 'right') return { node: made.node, madeBy: [first.by] };
  onWrongPlan(first.by, made.sentence);
  if (first.by === 'hive') {
    const again = await rawPlan(text, true);
    const second = take(again, part, planning);
    if (second.kind === 'right') return { node: second.node, madeBy: [again.by] };
  }
  throw new NotPlanned(made.sentence);
}

type Taken =
  | { readonly kind: 'right'; readonly node: PlanNode | null }
  | { readonly kind: 'wrong'; readonly sentence: string };

function take(raw: RawPlan, part: DocumentNode, { possibleTypes, facts }: Planning): Taken {
  let node: PlanNode | null;
  try {
    node = translate(raw, possibleTypes);
  } catch (error) {
    return { kind: 'wrong', sentence: (error as Error).message };
  }
  const sentence = checkPlan(node, part, facts);
  return sentence === null ? { kind: 'right', node } : { kind: 'wrong', sentence };
}

function translate(raw: RawPlan, possibleTypes: PossibleTypes): PlanNode | null {
  return raw.by === 'hive'
    ? translateHivePlan(raw.plan, possibleTypes)
    : translateApolloPlan(raw.plan, possibleTypes);
}
