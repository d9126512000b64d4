import type {
  BatchFetchNode,
  EntityBatchAlias,
  FetchNode,
  FlattenNodePathSegment,
} from '@graphql-hive/router-query-planner';
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from 'graphql';
import { onlyOperation, REPRESENTATIONS } from './fetch-node.ts';

/** A fetch of entities, and the path whose objects it is made for. */
export interface BatchPart {
  readonly fetch: FetchNode;
  readonly path: readonly FlattenNodePathSegment[];
}

/**
 * The fetches of entities that the Hive router's planner has put into one request, because they go to one subgraph in one
 * stage: `_e0: _entities(representations: $__batch_reps_0) {…} _e1: …`. They are taken apart, since equal selections of one
 * stage, and of other requests, become one request below the engine anyway, and each then has a cache and errors of its own.
 */
export function splitBatch(batch: BatchFetchNode): BatchPart[] {
  const document = parse(batch.operation, { noLocation: true });
  const operation = onlyOperation(document);
  return batch.entityBatch.aliases.flatMap((part) => {
    const { requires, inputRewrites, outputRewrites, paths } = part;
    const fetch: FetchNode = {
      kind: 'Fetch',
      serviceName: batch.serviceName,
      operationKind: 'query',
      operation: print(documentOf(part, operation, document)),
      requires,
      ...(inputRewrites !== undefined && { inputRewrites }),
      ...(outputRewrites !== undefined && { outputRewrites }),
    };
    return paths.map((path) => ({ fetch, path }));
  });
}

function documentOf(
  part: EntityBatchAlias,
  whole: OperationDefinitionNode,
  document: DocumentNode,
): DocumentNode {
  const found = whole.selectionSet.selections.find(
    (selection): selection is FieldNode =>
      selection.kind === Kind.FIELD && selection.alias?.value === part.alias,
  );
  if (found === undefined) throw new Error(`The planner made a batch without its part "${part.alias}".`);
  const { alias: _alias, ...field } = found;
  const used = namesUsed(field, document);
  const operation: OperationDefinitionNode = {
    ...whole,
    variableDefinitions: (whole.variableDefinitions ?? []).filter(({ variable }) =>
      used.variables.has(variable.name.value),
    ),
    selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
  };
  const fragments = document.definitions.filter(
    (one) => one.kind === Kind.FRAGMENT_DEFINITION && used.fragments.has(one.name.value),
  );
  const split: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
  return visit(split, {
    Variable: (variable) =>
      variable.name.value === part.representationsVariableName
        ? { ...variable, name: { kind: Kind.NAME, value: REPRESENTATIONS } as const }
        : undefined,
  });
}

function namesUsed(
  field: FieldNode,
  document: DocumentNode,
): { variables: Set<string>; fragments: Set<string> } {
  const variables = new Set<string>();
  const fragments = new Set<string>();
  const read = (node: FieldNode | DocumentNode['definitions'][number]): void => {
    visit(node, {
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread({ name }) {
        if (fragments.has(name.value)) return;
        fragments.add(name.value);
        const fragment = document.definitions.find(
          (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name.value,
        );
        if (fragment !== undefined) read(fragment);
      },
    });
  };
  read(field);
  return { variables, fragments };
}
