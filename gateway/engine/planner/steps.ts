import type { PlanNode } from './plan.ts';

/** The steps one after another, without empty ones and without a sequence around one step or inside another. Null: no steps. */
export function inSequence(steps: readonly (PlanNode | null)[]): PlanNode | null {
  return inOrder('sequence', steps);
}

/** The steps at the same time, simplified likewise. */
export function inParallel(steps: readonly (PlanNode | null)[]): PlanNode | null {
  return inOrder('parallel', steps);
}

function inOrder(kind: 'sequence' | 'parallel', steps: readonly (PlanNode | null)[]): PlanNode | null {
  const nodes = steps.flatMap((step) => {
    if (step === null) return [];
    return step.kind === kind ? step.nodes : [step];
  });
  const [first, ...others] = nodes;
  if (first === undefined) return null;
  return others.length === 0 ? first : { kind, nodes };
}
