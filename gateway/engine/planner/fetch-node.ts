import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  stripIgnoredCharacters,
} from 'graphql';
import type { EntityFetch, FetchNode, PathPart, Rewrite } from './plan.ts';

/** What a planner says of a fetch. */
export interface PlannedFetch {
  readonly subgraph: string;
  readonly document: DocumentNode;
  readonly entities: EntityFetch | null;
  readonly outputRewrites: readonly Rewrite[];
  /** Where a fetch of root fields adds to; empty: the root. */
  readonly at: readonly PathPart[];
}

/** The variable with the representations; the only one that is not the client's. */
export const REPRESENTATIONS = 'representations';

/**
 * A fetch ready to be sent: its text printed one way whoever planned it, so that equal selections are equal texts, and its
 * variables read from the text itself. Throws a sentence where the client's operation has a variable that a fetch of
 * entities needs for itself.
 */
export function createFetchNode(fetch: PlannedFetch): FetchNode {
  const { subgraph, entities, outputRewrites, at } = fetch;
  const query = stripIgnoredCharacters(print(fetch.document));
  const document = parse(query, { noLocation: true });
  const operation = onlyOperation(document);
  const declared = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  const variables = entities === null ? declared : declared.filter((name) => name !== REPRESENTATIONS);
  if (entities !== null && declared.length - variables.length > 1)
    throw new Error(`A variable cannot be called "${REPRESENTATIONS}" here; rename it.`);
  return {
    kind: 'fetch',
    subgraph,
    operation: operation.operation === 'mutation' ? 'mutation' : 'query',
    document,
    query,
    operationName: operation.name?.value,
    variables,
    entities,
    outputRewrites,
    ...(at.length > 0 && { at }),
  };
}

/** The operation of a fetch's document. Throws where there is none, which no planner does. */
export function onlyOperation(document: DocumentNode): OperationDefinitionNode {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('The planner gave a fetch without an operation.');
  if (operation.operation === 'subscription') throw new Error('Subscriptions are not planned.');
  return operation;
}
