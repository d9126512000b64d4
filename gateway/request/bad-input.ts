import { GraphQLError } from 'graphql';

/** What is wrong with variables, as the table of codes calls it. */
export function badInput(errors: readonly GraphQLError[]): GraphQLError[] {
  return errors.map(
    ({ message, nodes, originalError }) =>
      new GraphQLError(message, {
        nodes: nodes ?? null,
        originalError,
        extensions: { code: 'BAD_USER_INPUT' },
      }),
  );
}
