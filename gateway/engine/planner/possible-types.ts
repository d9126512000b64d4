import { type DefinitionNode, Kind } from 'graphql';
import { parseSupergraph } from '../../supergraph/parsed-supergraph.ts';

/** The object types that a type name stands for: itself, and where it is an interface or a union whoever belongs to it. */
export type PossibleTypes = (name: string) => readonly string[];

/** Reads the possible types of a supergraph. The name itself comes first, then the others in the order of the SDL. */
export function readPossibleTypes(supergraphSdl: string): PossibleTypes {
  const members = new Map<string, string[]>();
  for (const definition of parseSupergraph(supergraphSdl).definitions)
    for (const [type, member] of memberships(definition))
      members.set(type, [...(members.get(type) ?? []), member]);
  return (name) => [name, ...(members.get(name) ?? [])];
}

function memberships(definition: DefinitionNode): [type: string, member: string][] {
  if (definition.kind === Kind.OBJECT_TYPE_DEFINITION)
    return (definition.interfaces ?? []).map(({ name }) => [name.value, definition.name.value]);
  if (definition.kind === Kind.UNION_TYPE_DEFINITION)
    return (definition.types ?? []).map(({ name }) => [definition.name.value, name.value]);
  return [];
}
