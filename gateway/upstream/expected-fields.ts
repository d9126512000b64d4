import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType, Kind } from 'graphql';
import type { Shape, ShapeField } from './answer-shape.ts';

/** What decides which fields of a shape an answer must have. */
export interface Expectation {
  readonly schema: GraphQLSchema;
  readonly variables: Record<string, unknown>;
}

/**
 * The fields that an object of type `typename` must have: those whose type conditions hold and that no directive
 * leaves out. Of an object whose type is not known (null), the fields under a type condition are not demanded.
 */
export function expectedFields(
  shape: Shape,
  typename: string | null,
  expectation: Expectation,
): ShapeField[] {
  return shape.filter((field) => {
    if (field.guards.some((guard) => isLeftOut(guard, expectation.variables))) return false;
    return field.on.every(
      (condition) => typename !== null && isOfType(expectation.schema, typename, condition),
    );
  });
}

/** Whether two type names can stand for the same object: equal, or one an abstract type that the other belongs to. */
export function canBeSameObject(schema: GraphQLSchema, one: string, other: string): boolean {
  return isOfType(schema, one, other) || isOfType(schema, other, one);
}

/** Whether an object of one type is also of another, by name. */
export function isOfType(schema: GraphQLSchema, typename: string, condition: string): boolean {
  if (typename === condition) return true;
  const type = schema.getType(typename);
  const wanted = schema.getType(condition);
  return (
    isAbstractType(wanted) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type)
  );
}

function isLeftOut(guard: ShapeField['guards'][number], variables: Record<string, unknown>): boolean {
  const { value, keepWhen } = guard;
  if (value.kind === Kind.BOOLEAN) return value.value !== keepWhen;
  if (value.kind === Kind.VARIABLE) return variables[value.name.value] !== keepWhen;
  return false;
}
