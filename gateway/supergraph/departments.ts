import { Kind, valueFromASTUntyped } from 'graphql';
import { parseSupergraph } from './parsed-supergraph.ts';

/** A subgraph of a supergraph. */
export interface RoutedSubgraph {
  readonly name: string;
  /** Absolute address of its graph; empty where the supergraph names none. */
  readonly url: string;
}

/** The subgraphs that a supergraph names (`join__Graph`), in its order. */
export function subgraphsOf(supergraphSdl: string): RoutedSubgraph[] {
  const graphs = parseSupergraph(supergraphSdl).definitions.find(
    (node) => node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph',
  );
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) return [];
  return (graphs.values ?? []).flatMap(({ directives }) => {
    const given = directives?.find(({ name }) => name.value === 'join__graph')?.arguments ?? [];
    const { name, url } = Object.fromEntries(
      given.map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
    );
    return typeof name === 'string' ? [{ name, url: typeof url === 'string' ? url : '' }] : [];
  });
}
