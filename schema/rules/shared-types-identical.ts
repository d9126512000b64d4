import {
  type ASTNode,
  type DirectiveDefinitionNode,
  isTypeDefinitionNode,
  Kind,
  print,
  type TypeDefinitionNode,
} from 'graphql';
import { typesThatDiffer } from '../linter/contract.ts';
import { hasDirective } from '../linter/definitions.ts';
import { placeOf, type Rule } from '../linter/finding.ts';

type Shared = TypeDefinitionNode | DirectiveDefinitionNode;

/**
 * What several subgraphs declare, they declare alike, descriptions included. Excepted: entities (each subgraph adds
 * its fields), types that are external as a whole, the roots, and the output-only enum ReasonCode.
 */
export const sharedTypesIdentical: Rule = (subgraphs) => {
  const firstByName = new Map<string, { readonly node: Shared; readonly subgraph: string }>();
  return subgraphs.flatMap(({ name: subgraph, document }) =>
    document.definitions.filter(isShared).flatMap((node) => {
      const name = node.kind === Kind.DIRECTIVE_DEFINITION ? `@${node.name.value}` : node.name.value;
      const first = firstByName.get(name);
      if (!first) firstByName.set(name, { node, subgraph });
      if (!first || print(first.node) === print(node)) return [];
      return [
        {
          rule: 'shared-types-identical',
          at: placeOf(node),
          found: `${name} is declared otherwise in ${subgraph} than in ${first.subgraph} (${placeOf(first.node)}).`,
          cure: 'Make both the same, word for word, or give one of them a name of its own.',
        },
      ];
    }),
  );
};

function isShared(node: ASTNode): node is Shared {
  if (node.kind === Kind.DIRECTIVE_DEFINITION) return true;
  if (!isTypeDefinitionNode(node)) return false;
  return (
    !typesThatDiffer.has(node.name.value) && !hasDirective(node, 'key') && !hasDirective(node, 'external')
  );
}
