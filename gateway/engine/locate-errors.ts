import { GraphQLError, getOperationAST, parse } from 'graphql';
import { isIncluded } from '../request/documents/is-included.ts';
import { defaultValues } from './default-values.ts';
import type { Engine, EngineRequest } from './engine.ts';
import { createFollowPath } from './follow-path.ts';

/**
 * The engine with `locations` in every error that has a path: where the field that it is about stands in the text that
 * the client sent, or that it named by an identifier; each of them where it is asked for more than once. Nothing of what
 * a department says of its own text gets through.
 */
export function withLocations(engine: Engine): Engine {
  return {
    ...engine,
    async execute(request) {
      const result = await engine.execute(request);
      return result.errors === undefined ? result : { ...result, errors: locate(result.errors, request) };
    },
  };
}

function locate(errors: readonly GraphQLError[], request: EngineRequest): GraphQLError[] {
  const { operationName, variables, clientText } = request;
  const document = clientText === undefined ? request.document : parse(clientText);
  const operation = getOperationAST(document, operationName);
  const values = { ...(operation && defaultValues(operation)), ...variables };
  const follow = createFollowPath(document, operationName, ({ directives }) =>
    isIncluded(directives, values),
  );
  return errors.map(({ message, nodes, path, extensions, originalError }) => {
    // What is about variables has its nodes already, of the document that was run.
    const own = clientText === undefined ? (nodes ?? []) : [];
    const fields = path === undefined ? own : follow(path).fields;
    return new GraphQLError(message, { nodes: fields, path, extensions, originalError });
  });
}
