import { type DocumentNode, Kind, type SelectionNode } from 'graphql';
import { onlyOperation } from './fetch-node.ts';
import type { QueryPlan } from './plan.ts';
import { inSequence } from './steps.ts';

/**
 * A mutation planned so that each field of the root has ended, with everything below it, before the next one begins, as the
 * specification demands. A planner that sees the whole mutation lets the second one start while other subgraphs are still
 * asked about what the first one gave. Neighbours stay together where one request to one subgraph does for all of them: it
 * runs them in series itself. A field that is selected twice is still one field.
 */
export async function planInSeries(
  document: DocumentNode,
  plan: (part: DocumentNode) => Promise<QueryPlan>,
): Promise<QueryPlan> {
  const steps: QueryPlan[] = [];
  let group: readonly SelectionNode[] = [];
  let step: QueryPlan | null = null;
  for (const field of rootFields(onlyOperation(document).selectionSet.selections)) {
    const together = await plan(only(document, [...group, ...field]));
    if (group.length === 0 || together.node?.kind === 'fetch') {
      group = [...group, ...field];
      step = together;
      continue;
    }
    if (step !== null) steps.push(step);
    group = field;
    step = await plan(only(document, field));
  }
  if (step !== null) steps.push(step);
  return {
    node: inSequence(steps.map(({ node }) => node)),
    madeBy: [...new Set(steps.flatMap(({ madeBy }) => madeBy))],
  };
}

/** The selections of each response key of the root, in the order in which the keys come first. */
function rootFields(selections: readonly SelectionNode[]): Iterable<readonly SelectionNode[]> {
  const byKey = new Map<string, SelectionNode[]>();
  for (const selection of selections)
    for (const [key, alone] of apart(selection)) byKey.set(key, [...(byKey.get(key) ?? []), alone]);
  return byKey.values();
}

function apart(selection: SelectionNode): [key: string, alone: SelectionNode][] {
  if (selection.kind === Kind.FIELD) return [[(selection.alias ?? selection.name).value, selection]];
  // There is none by now (see Planner).
  if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
  return selection.selectionSet.selections
    .flatMap(apart)
    .map(([key, alone]) => [
      key,
      { ...selection, selectionSet: { kind: Kind.SELECTION_SET, selections: [alone] } },
    ]);
}

function only(document: DocumentNode, selections: readonly SelectionNode[]): DocumentNode {
  const operation = onlyOperation(document);
  const reduced = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  return {
    ...document,
    definitions: document.definitions.map((one) => (one === operation ? reduced : one)),
  };
}
