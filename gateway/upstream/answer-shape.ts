import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { fragmentsOf } from '../request/documents/fragments-of.ts';

/** A `@skip` or `@include` on the way to a field. */
interface Guard {
  readonly keepWhen: boolean;
  readonly value: ValueNode;
}

/** One response key that a fetch asks for. */
export interface ShapeField {
  readonly key: string;
  /** By the supergraph; null where the supergraph does not know the field (`_entities`, `__typename`): anything goes. */
  readonly type: GraphQLOutputType | null;
  /** All of these type conditions must hold for the key to be expected. */
  readonly on: readonly string[];
  readonly guards: readonly Guard[];
  /** What is asked of the object behind the key; null for a leaf. */
  readonly fields: Shape | null;
}

/** What the answer to a selection set must look like. */
export type Shape = readonly ShapeField[];

/** Reads, and remembers, the shape that the answer to a fetch's document must have. */
export interface ShapeReader {
  (document: DocumentNode): Shape;
  readonly schema: GraphQLSchema;
}

/** A reader for documents that a planner made over `schema`, the full supergraph schema (inaccessible parts included). */
export function createShapeReader(schema: GraphQLSchema): ShapeReader {
  const known = new WeakMap<DocumentNode, Shape>();
  const read = (document: DocumentNode) => {
    const found = known.get(document);
    if (found !== undefined) return found;
    const shape = shapeOf(document, schema);
    known.set(document, shape);
    return shape;
  };
  return Object.assign(read, { schema });
}

interface Place {
  readonly parent: GraphQLNamedType | undefined;
  readonly on: readonly string[];
  readonly guards: readonly Guard[];
}

function shapeOf(document: DocumentNode, schema: GraphQLSchema): Shape {
  const fragments = fragmentsOf(document);
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) return [];
  const root = schema.getRootType(operation.operation);
  return collect(operation.selectionSet, { parent: root ?? undefined, on: [], guards: [] });

  function collect(selectionSet: SelectionSetNode, place: Place): ShapeField[] {
    return selectionSet.selections.flatMap((selection): ShapeField[] => {
      const guards = [...place.guards, ...guardsOf(selection.directives)];
      if (selection.kind === Kind.FIELD) {
        const type = fieldType(place.parent, selection.name.value);
        const fields = selection.selectionSet
          ? collect(selection.selectionSet, { parent: namedType(type), on: [], guards: [] })
          : null;
        return [{ key: (selection.alias ?? selection.name).value, type, on: place.on, guards, fields }];
      }
      const target =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (target === undefined) return [];
      const condition = target.typeCondition?.name.value;
      if (condition === undefined || condition === place.parent?.name)
        return collect(target.selectionSet, { ...place, guards });
      const inside = { parent: schema.getType(condition), on: [...place.on, condition], guards };
      return collect(target.selectionSet, inside);
    });
  }
}

function fieldType(parent: GraphQLNamedType | undefined, name: string): GraphQLOutputType | null {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return null;
  return parent.getFields()[name]?.type ?? null;
}

function namedType(type: GraphQLOutputType | null): GraphQLNamedType | undefined {
  let inner = type;
  while (inner !== null && 'ofType' in inner) inner = inner.ofType;
  return inner ?? undefined;
}

function guardsOf(directives: OperationDefinitionNode['directives']): Guard[] {
  return (directives ?? []).flatMap((directive): Guard[] => {
    const name = directive.name.value;
    const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    if (value === undefined || (name !== 'skip' && name !== 'include')) return [];
    return [{ keepWhen: name === 'include', value }];
  });
}
