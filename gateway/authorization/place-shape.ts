import { type GraphQLOutputType, isListType, isNonNullType } from 'graphql';
import type { Shape } from './access-plan.ts';

/** Lists and nulls of a type. */
export function shapeOf(type: GraphQLOutputType): Shape {
  if (isNonNullType(type)) return { ...shapeOf(type.ofType), nullable: false };
  return { nullable: true, items: isListType(type) ? shapeOf(type.ofType) : null };
}

/**
 * Whether a null in place of its objects always makes the whole value null, so that nothing of it need be asked. Not so
 * for a list whose items may be null: how many there are is part of the answer.
 */
export function alwaysNulls(type: GraphQLOutputType): boolean {
  const { items } = shapeOf(type);
  return items === null || nullsItsList(items);
}

function nullsItsList({ nullable, items }: Shape): boolean {
  return !nullable && (items === null || nullsItsList(items));
}
