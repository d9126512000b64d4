import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type FieldNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  print,
  type ValueNode,
} from 'graphql';
import { rootFields } from '../request/root-fields.ts';

/** The query that tells what a subscription tells, at the moment it is run. */
export interface LiveQuery {
  readonly document: DocumentNode;
  /** SHA-256 of its text, hex. */
  readonly documentHash: string;
  readonly operationName: string | null;
  /** The student whom it names: a text, or a variable's name; null: the caller. */
  readonly student:
    | { readonly kind: 'text'; readonly value: string }
    | { readonly kind: 'variable'; readonly value: string; readonly byDefault: string | null }
    | null;
}

/** Subscription field by the query field that gives the same object. */
const SUBSCRIBED = 'clearanceChanged';
const QUERIED = 'clearance';

/**
 * Turns `subscription { clearanceChanged(studentId: …) { … } }` into the query of `clearance` with the same arguments
 * and selection, whose answer has the subscription's shape.
 *
 * @param document validated against the API schema
 * @returns null where the operation is no subscription
 */
export function liveQueryOf(document: DocumentNode, operationName: string | null): LiveQuery | null {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'subscription') return null;
  const roots = rootFields(document, operation).filter((field) => field.name.value === SUBSCRIBED);
  const query: OperationDefinitionNode = {
    ...operation,
    operation: 'query' as OperationDefinitionNode['operation'],
    selectionSet: { kind: Kind.SELECTION_SET, selections: roots.map(asQueried) },
  };
  const kept = document.definitions.filter(
    (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.typeCondition.name.value !== 'Subscription',
  );
  const asked: DocumentNode = { kind: Kind.DOCUMENT, definitions: [query, ...kept] };
  return {
    document: asked,
    documentHash: createHash('sha256').update(print(asked)).digest('hex'),
    operationName: operation.name?.value ?? null,
    student: studentOf(roots[0], operation),
  };
}

function asQueried(field: FieldNode): FieldNode {
  return {
    ...field,
    alias: field.alias ?? { kind: Kind.NAME, value: SUBSCRIBED },
    name: { kind: Kind.NAME, value: QUERIED },
  };
}

function studentOf(
  field: FieldNode | undefined,
  { variableDefinitions = [] }: OperationDefinitionNode,
): LiveQuery['student'] {
  const value = field?.arguments?.find(({ name }) => name.value === 'studentId')?.value;
  if (value?.kind !== Kind.VARIABLE) {
    const text = textOf(value);
    return text === null ? null : { kind: 'text', value: text };
  }
  const name = value.name.value;
  const definition = variableDefinitions.find(({ variable }) => variable.name.value === name);
  return { kind: 'variable', value: name, byDefault: textOf(definition?.defaultValue) };
}

function textOf(value: ValueNode | undefined): string | null {
  return value?.kind === Kind.STRING || value?.kind === Kind.INT ? value.value : null;
}
