import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { type Fragments, fragmentsOf } from '../documents/fragments-of.ts';
import { createMeasurer, type Measure, type MeasureBy } from './measure-selections.ts';

/** The figures of a document. */
export interface DocumentMeasure extends Omit<Measure, 'once' | 'perRow'> {
  /** Different results at the root. */
  readonly rootFields: number;
  /** Fields that the answer may hold. */
  readonly cost: number;
  /** Whether other variables may give another cost. */
  readonly byVariables: boolean;
}

/**
 * The largest of each figure over the operations of a document, and over its fragments as if each stood alone; `circular` where
 * a fragment holds itself. A fragment is walked once an operation, however often it is spread, so the work is about
 * linear in the text where the figures are exponential. The document need not be valid: what the schema does not know is
 * one field.
 */
export function measureDocument(document: DocumentNode, by: MeasureBy): DocumentMeasure | 'circular' {
  const fragments = fragmentsOf(document);
  const found: DocumentMeasure[] = [];
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    const measured = measureOperation(node, fragments, by);
    if (measured === 'circular') return 'circular';
    found.push(measured);
  }
  // What no operation uses is validated all the same.
  const unused = measureAlone(fragments, by);
  if (unused === 'circular') return 'circular';
  return [...found, ...unused].reduce(largest, EMPTY);
}

function measureOperation(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  by: MeasureBy,
): DocumentMeasure | 'circular' {
  const { measure, met } = createMeasurer(fragments, operation, by);
  const root = by.schema.getRootType(operation.operation) ?? undefined;
  const { once, perRow, directives, ...figures } = measure(operation.selectionSet, root);
  if (met.circular) return 'circular';
  const ofVariables = (operation.variableDefinitions ?? []).flatMap((one) => one.directives ?? []).length;
  return {
    ...figures,
    directives: directives + (operation.directives?.length ?? 0) + ofVariables,
    rootFields: countRootFields(operation.selectionSet, fragments),
    cost: once + perRow * by.rowsOfList,
    byVariables: met.byVariables,
  };
}

function measureAlone(fragments: Fragments, by: MeasureBy): DocumentMeasure[] | 'circular' {
  const { measure, met } = createMeasurer(fragments, null, { ...by, variables: {} });
  const measured = [...fragments.values()].map(({ name, typeCondition }) => {
    const alone = {
      kind: Kind.SELECTION_SET,
      selections: [{ kind: Kind.FRAGMENT_SPREAD, name }],
    } as const;
    const type = by.schema.getType(typeCondition.name.value);
    const { once: _once, perRow: _perRow, ...figures } = measure(alone, type);
    return { ...figures, rootFields: 0, cost: 0, byVariables: false };
  });
  return met.circular ? 'circular' : measured;
}

function countRootFields(root: SelectionSetNode, fragments: Fragments): number {
  const results = new Set<string>();
  const walked = new Set<string>();
  const walk = (set: SelectionSetNode | undefined) => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) results.add((selection.alias ?? selection.name).value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet);
      else if (!walked.has(selection.name.value)) {
        walked.add(selection.name.value);
        walk(fragments.get(selection.name.value)?.selectionSet);
      }
    }
  };
  walk(root);
  return results.size;
}

const EMPTY: DocumentMeasure = {
  depth: 0,
  fields: 0,
  aliases: 0,
  directives: 0,
  rootFields: 0,
  cost: 0,
  byVariables: false,
};

function largest(one: DocumentMeasure, other: DocumentMeasure): DocumentMeasure {
  return {
    depth: Math.max(one.depth, other.depth),
    fields: Math.max(one.fields, other.fields),
    aliases: Math.max(one.aliases, other.aliases),
    directives: Math.max(one.directives, other.directives),
    rootFields: Math.max(one.rootFields, other.rootFields),
    cost: Math.max(one.cost, other.cost),
    byVariables: one.byVariables || other.byVariables,
  };
}
