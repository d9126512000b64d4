import { Kind, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from '../../request/documents/fragments-of.ts';
import type { FetchNode } from '../planner/plan.ts';

/** The response keys that a fetch brings: of the root, or of each entity. */
export function answerKeys({ document, entities, outputRewrites }: FetchNode): string[] {
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  const fragments = fragmentsOf(document);
  const keys = new Set<string>();
  collect(operation.selectionSet, entities === null ? 0 : 1);
  for (const rewrite of outputRewrites) if (rewrite.kind === 'rename') keys.add(rewrite.to);
  return [...keys];

  function collect({ selections }: SelectionSetNode, depth: number): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        if (depth === 0) keys.add((selection.alias ?? selection.name).value);
        else if (selection.selectionSet) collect(selection.selectionSet, depth - 1);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, depth);
      else {
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) collect(fragment.selectionSet, depth);
      }
    }
  }
}
