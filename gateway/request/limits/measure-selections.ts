import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Fragments } from '../documents/fragments-of.ts';
import { pageSize } from './page-size.ts';

/** What the measure is taken by. */
export interface MeasureBy {
  readonly schema: GraphQLSchema;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly rowsOfList: number;
}

/** What a selection set holds, fragments included as often as they are spread. */
export interface Measure {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields of the answer for one object, without those in `perRow`. */
  readonly once: number;
  /** Fields of the answer for one row of each list right here; how many there are the field above may say by `first`. */
  readonly perRow: number;
}

/** Measures the selection sets of one operation. */
export interface SelectionMeasurer {
  readonly measure: (set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined) => Measure;
  /** What was met so far: a fragment inside itself, a page size that a variable says. */
  readonly met: { circular: boolean; byVariables: boolean };
}

const NOTHING: Measure = { depth: 0, fields: 0, aliases: 0, directives: 0, once: 0, perRow: 0 };

/** @param operation whose variables have defaults; null for a fragment that stands alone */
export function createMeasurer(
  fragments: Fragments,
  operation: OperationDefinitionNode | null,
  { schema, variables, rowsOfList }: MeasureBy,
): SelectionMeasurer {
  const known = new Map<string, Measure | 'under way'>();
  const met = { circular: false, byVariables: false };

  function measure(set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined): Measure {
    return (set?.selections ?? []).map((selection) => measureSelection(selection, type)).reduce(sum, NOTHING);
  }

  function measureSelection(selection: SelectionNode, type: GraphQLNamedType | undefined): Measure {
    const directives = selection.directives?.length ?? 0;
    switch (selection.kind) {
      case Kind.FIELD:
        return plus(measureField(selection, type), directives);
      case Kind.INLINE_FRAGMENT: {
        const condition = selection.typeCondition?.name.value;
        const inside = condition === undefined ? type : schema.getType(condition);
        return plus(measure(selection.selectionSet, inside), directives);
      }
      case Kind.FRAGMENT_SPREAD:
        return plus(measureFragment(selection.name.value), directives);
      default:
        return selection satisfies never;
    }
  }

  function measureFragment(name: string): Measure {
    const before = known.get(name);
    if (before === 'under way') met.circular = true;
    if (before !== undefined) return before === 'under way' ? NOTHING : before;
    const fragment = fragments.get(name);
    if (fragment === undefined) return NOTHING;
    known.set(name, 'under way');
    const inside = measure(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    const measured = plus(inside, fragment.directives?.length ?? 0);
    known.set(name, measured);
    return measured;
  }

  function measureField(field: FieldNode, type: GraphQLNamedType | undefined): Measure {
    const definition = fieldOf(type, field.name.value);
    const inside = measure(field.selectionSet, definition && getNamedType(definition.type));
    const page = pageSize(field, definition, operation, variables);
    met.byVariables ||= page.byVariable;
    const isList = definition !== undefined && isListType(getNullableType(definition.type));
    // `first` of a list counts its own rows, of a connection those of the lists in it.
    const below = inside.once + inside.perRow * (isList ? rowsOfList : (page.rows ?? rowsOfList));
    const isCounted = isList && page.rows === null;
    return {
      depth: 1 + inside.depth,
      fields: 1 + inside.fields,
      aliases: (field.alias ? 1 : 0) + inside.aliases,
      directives: inside.directives,
      once: isCounted ? 1 : 1 + below * (isList ? (page.rows ?? 1) : 1),
      perRow: isCounted ? below : 0,
    };
  }

  return { measure, met };
}

function sum(one: Measure, other: Measure): Measure {
  return {
    depth: Math.max(one.depth, other.depth),
    fields: one.fields + other.fields,
    aliases: one.aliases + other.aliases,
    directives: one.directives + other.directives,
    once: one.once + other.once,
    perRow: one.perRow + other.perRow,
  };
}

function plus(measure: Measure, directives: number): Measure {
  return directives === 0 ? measure : { ...measure, directives: measure.directives + directives };
}

function fieldOf(
  type: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}
