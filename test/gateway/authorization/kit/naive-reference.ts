import {
  type DocumentNode,
  defaultFieldResolver,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
} from 'graphql';

/** Who may read a field, as a table: role names of the small graph's directives, written without its reader. */
export type MayRead = (typeName: string, fieldName: string) => boolean;

/**
 * What the layer should answer, the slow way: the client's own document is executed over all data by graphql-js, where
 * every field that is refused throws, and so does every object of another student.
 */
export function naively(
  schema: GraphQLSchema,
  data: unknown,
  { mayRead, sub }: { readonly mayRead: MayRead; readonly sub: string | null },
  { document, variables }: { document: DocumentNode; variables: Record<string, unknown> },
): ExecutionResult {
  const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
    const { parentType, fieldName } = info;
    if (!mayRead(parentType.name, fieldName) || !mayRead('type', getNamedType(info.returnType).name))
      throw refused();
    const isRoot = parentType === schema.getQueryType();
    if (sub !== null && isRoot && !['verify', 'site'].includes(fieldName)) {
      const named = [args.id, args.studentId, args.input?.studentId];
      if (named.some((number) => number !== undefined && number !== null && number !== sub)) throw refused();
    }
    const value = defaultFieldResolver(source, args, context, info);
    return sub === null ? value : withoutOthers(value, sub);
  };
  const result = execute({ schema, document, variableValues: variables, rootValue: data, fieldResolver });
  if (result instanceof Promise) throw new Error('Nothing here waits.');
  return result;
}

const refused = () => new GraphQLError('refused', { extensions: { code: 'REFUSED' } });

function withoutOthers(value: unknown, sub: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutOthers(item, sub));
  const owner = ownerOf(value);
  return owner !== null && owner !== sub ? refused() : value;
}

function ownerOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return null;
  const object = value as Record<string, unknown>;
  if ('buddies' in object) return object.id;
  if ('studentId' in object) return object.studentId;
  if ('student' in object) return ownerOf(object.student);
  return 'submission' in object ? ownerOf(object.submission) : null;
}
