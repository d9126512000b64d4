import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  print,
  stripIgnoredCharacters,
  visit,
} from 'graphql';

/** A document as it stands in a manifest. */
export interface TrustedDocument {
  /** `sha256:` and the hash of `text`, hex: the identifier of GraphQL over HTTP, appendix "Persisted Documents". */
  readonly id: string;
  /** Name of its one operation. */
  readonly name: string;
  /** Without ignored characters. */
  readonly text: string;
}

/**
 * The trusted document of an operation: itself, then the fragments it reaches, by name.
 *
 * Selections keep their order, because answers follow it (the departments stand in the order of the page). This is why
 * the identifiers are not those of codegen's own `persistedDocuments`, which sorts selections and squeezes strings.
 * Throws where the operation has no name, or a fragment is missing.
 */
export function trustedDocument(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): TrustedDocument {
  const name = operation.name?.value;
  if (name === undefined) throw new Error('An operation without a name cannot be trusted; name it.');
  const reached = reachedFragments(operation, fragments, name);
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...reached] };
  const text = stripIgnoredCharacters(print(document));
  return { id: documentId(text), name, text };
}

/** The identifier of a text. */
export function documentId(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** The fragments among definitions, by name. */
export function fragmentsOf({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  const found = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(found.map((node) => [node.name.value, node]));
}

function reachedFragments(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  name: string,
): FragmentDefinitionNode[] {
  const reached = new Map<string, FragmentDefinitionNode>();
  const follow = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread: ({ name: { value } }) => {
        const fragment = fragments.get(value);
        if (fragment === undefined)
          throw new Error(`${name} spreads fragment ${value}, which does not exist.`);
        if (reached.has(value)) return;
        reached.set(value, fragment);
        follow(fragment);
      },
    });
  };
  follow(operation);
  return [...reached.values()].sort((one, other) => (one.name.value < other.name.value ? -1 : 1));
}
