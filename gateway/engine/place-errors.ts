import { type DocumentNode, GraphQLError } from 'graphql';
import { createFollowPath, type Path } from './follow-path.ts';

/**
 * Gives every error the path of a field that the client asked for. A planner also fetches what only a rule `@requires`;
 * when that fails, its error moves up to the nearest field of the document, and goes where an error of the same
 * department and code already speaks for that place.
 */
export function placeErrors(
  errors: readonly GraphQLError[],
  document: DocumentNode,
  operationName: string | null,
): GraphQLError[] {
  const follow = createFollowPath(document, operationName);
  const spokenFor = new Set<string>();
  const placed: GraphQLError[] = [];
  const moved: { error: GraphQLError; path: Path }[] = [];
  for (const error of errors) {
    const depth = error.path === undefined ? 0 : follow(error.path).depth;
    if (error.path === undefined || depth === error.path.length) {
      placed.push(error);
      speakFor(error, error.path ?? []);
    } else moved.push({ error, path: error.path.slice(0, depth) });
  }
  for (const { error, path } of moved) {
    if (spokenFor.has(place(error, path))) continue;
    placed.push(withPath(error, path));
    speakFor(error, path);
  }
  return placed;

  function speakFor(error: GraphQLError, path: Path): void {
    for (let depth = 0; depth <= path.length; depth++) spokenFor.add(place(error, path.slice(0, depth)));
  }
}

function place(error: GraphQLError, path: Path): string {
  return JSON.stringify([error.extensions.department ?? null, error.extensions.code ?? null, ...path]);
}

function withPath(error: GraphQLError, path: Path): GraphQLError {
  const { message, extensions, originalError } = error;
  return new GraphQLError(message, { extensions, originalError, ...(path.length > 0 && { path }) });
}
