import { defaultFieldResolver, type GraphQLFieldResolver, getNamedType, responsePathAsArray } from 'graphql';

/** A field of the schema that a query asks of a row, whatever the query calls it. */
export interface AskedField {
  /** The type that it stands in: `ClearanceRow`. */
  readonly parent: string;
  readonly name: string;
  /** The type of its values, those of a list one by one: `ClearanceOutcome`, `String`. */
  readonly type: string;
}

/** Fields by the query's own names, joined by a dot: `studentId`, `departments.outcome`. */
export type AskedFields = ReadonlyMap<string, AskedField>;

/** `clearances`, `nodes` and the row's place stand before the names of a row. */
const BEFORE_THE_ROW = 3;

/** Looks on while a query runs over a row; of fields that GraphQL itself answers (`__typename`) nothing is recorded. */
export function recordFields(): {
  readonly fields: AskedFields;
  readonly resolve: GraphQLFieldResolver<unknown, unknown>;
} {
  const fields = new Map<string, AskedField>();
  return {
    fields,
    resolve: (source, args, context, info) => {
      const names = responsePathAsArray(info.path)
        .slice(BEFORE_THE_ROW)
        .filter((key) => typeof key === 'string');
      fields.set(names.join('.'), {
        parent: info.parentType.name,
        name: info.fieldName,
        type: getNamedType(info.returnType).name,
      });
      return defaultFieldResolver(source, args, context, info);
    },
  };
}
