import { defaultFieldResolver, execute, type GraphQLFieldResolver, type GraphQLSchema, parse } from 'graphql';
import { resolvers } from '../../test/gateway/kit/departments.ts';

type Resolve = GraphQLFieldResolver<Record<string, unknown>, unknown>;

/** Runs queries over one schema whose fields are answered by the departments' own resolvers, without any gateway. */
export function createMonolith(schema: GraphQLSchema): (text: string) => Promise<unknown> {
  const own = new Map<string, Resolve>();
  for (const department of Object.values(resolvers))
    for (const [type, fields] of Object.entries(department))
      for (const [name, resolve] of Object.entries(fields))
        if (name !== '__resolveReference') own.set(`${type}.${name}`, resolve as Resolve);
  const fieldResolver: Resolve = async (source, args, context, info) => {
    const resolve = own.get(`${info.parentType.name}.${info.fieldName}`) ?? defaultFieldResolver;
    // What a rule requires was fetched for it: here it is asked for where it is needed.
    return resolve(await withRequired(source, info.parentType.name), args, context, info);
  };
  return async (text) => {
    const { data } = await execute({ schema, document: parse(text), fieldResolver });
    return JSON.parse(JSON.stringify(data ?? null));
  };

  async function withRequired(source: Record<string, unknown>, type: string) {
    if (type !== 'Student') return source;
    const edges = ['library', 'archives'].map(
      (name) => [name, (own.get(`Student.${name}`) as Resolve)(source, {}, null, null as never)] as const,
    );
    return { ...Object.fromEntries(edges), ...source };
  }
}
