import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { AccessPlan, FieldCheck } from './access-plan.ts';
import {
  type CompiledObject,
  type CompileScope,
  compileRoot,
  type Met,
  PlanTooLarge,
} from './compile-object.ts';
import { selectedFields } from './selected-fields.ts';
import { setOf } from './selection-nodes.ts';

/**
 * Compiles an operation for one kind of holder: the document that is left to be asked, without what is refused and with
 * what the checks need, and the checks of the answer. Of a mutation nothing is asked where anything at its root is refused.
 *
 * @param document valid against the scope's schema, holding the operation
 * @returns null where it would become too large
 */
export function compilePlan(
  scope: CompileScope,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): AccessPlan | null {
  const rootType = scope.schema.getRootType(operation.operation);
  if (!rootType) return null;
  const met: Met = { changed: false, refused: new Set(), selfFields: [] };
  const compiled = compileOrGiveUp();
  if (compiled === null) return null;
  const root = operation.operation === 'mutation' ? allOrNothing(compiled) : compiled;
  const asked = askedOf(root, operation, met.changed ? null : document);
  return {
    document: asked?.document ?? null,
    documentHash: asked === null || asked.document === document ? null : hashOf(asked.document),
    variables: asked?.variables ?? null,
    root: root.check,
    rootType: rootType.name,
    prefix: scope.prefix,
    looksInside: root.looksInside,
    selfFields: met.selfFields,
    refused: [...met.refused],
    refusedRoots: refusedAt(root),
    rootFields: rootNames(scope, rootType, operation),
  };

  function compileOrGiveUp(): CompiledObject | null {
    if (!rootType) return null;
    try {
      return compileRoot(scope, rootType, operation.selectionSet, met);
    } catch (error) {
      if (error instanceof PlanTooLarge) return null;
      throw error;
    }
  }
}

function refusedAt({ check }: CompiledObject): string[] {
  return check.fields.filter(({ kind }) => kind === 'refused').map(({ key }) => key);
}

function rootNames(
  scope: CompileScope,
  rootType: GraphQLObjectType,
  { selectionSet }: OperationDefinitionNode,
): ReadonlyMap<string, string> {
  const selected = selectedFields(scope, rootType, [selectionSet]);
  return new Map([...selected].map(([key, [node]]) => [key, node?.name.value ?? key]));
}

/** A mutation must not be half done. */
function allOrNothing(root: CompiledObject): CompiledObject {
  if (refusedAt(root).length === 0) return root;
  const refuse = (field: FieldCheck): FieldCheck =>
    field.kind === 'refused' ? field : { kind: 'refused', key: field.key, errorPath: [field.key] };
  return { ...root, check: { ...root.check, fields: root.check.fields.map(refuse) }, selections: [] };
}

/** Null: nothing is left, or nothing but `__typename`, which needs no engine. */
function askedOf(root: CompiledObject, operation: OperationDefinitionNode, unchanged: DocumentNode | null) {
  if (unchanged !== null) return { document: unchanged, variables: null };
  const { selections } = root;
  if (selections.every((one) => one.kind === Kind.FIELD && one.name.value === '__typename')) return null;
  const selectionSet = setOf(selections);
  const variables = variablesOf(operation, selectionSet);
  const definition: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) =>
      variables.has(variable.name.value),
    ),
    selectionSet,
  };
  return { document: { kind: Kind.DOCUMENT, definitions: [definition] } as DocumentNode, variables };
}

function variablesOf(operation: OperationDefinitionNode, set: SelectionSetNode): Set<string> {
  const names = new Set<string>();
  const Variable = ({ name }: { name: { value: string } }) => void names.add(name.value);
  visit(set, { Variable });
  for (const directive of operation.directives ?? []) visit(directive, { Variable });
  return names;
}

function hashOf(document: DocumentNode): string {
  return createHash('sha256').update(print(document)).digest('hex');
}
