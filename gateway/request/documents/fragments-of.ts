import { type DefinitionNode, type FragmentDefinitionNode, Kind } from 'graphql';

/** Fragments by their names. */
export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The fragments of a document by name; of several with one name, which no valid document has, the last. */
export function fragmentsOf({ definitions }: { readonly definitions: readonly DefinitionNode[] }): Fragments {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of definitions)
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  return fragments;
}
