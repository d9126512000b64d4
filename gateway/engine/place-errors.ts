import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

type Path = readonly (string | number)[];

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
  const depthKnown = selectedDepth(document, operationName);
  const spokenFor = new Set<string>();
  const placed: GraphQLError[] = [];
  const moved: { error: GraphQLError; path: Path }[] = [];
  for (const error of errors) {
    const depth = error.path === undefined ? 0 : depthKnown(error.path);
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

/** How many leading parts of a response path the document asks for. */
function selectedDepth(document: DocumentNode, operationName: string | null): (path: Path) => number {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      (operationName === null || definition.name?.value === operationName),
  );
  return (path) => {
    let sets = operation === undefined ? [] : [operation.selectionSet];
    for (const [depth, part] of path.entries()) {
      if (typeof part === 'number') continue;
      const fields = sets.flatMap((set) => fieldsFor(part, set, document));
      if (fields.length === 0) return depth;
      sets = fields.flatMap((field) => field.selectionSet ?? []);
    }
    return path.length;
  };
}

function fieldsFor(key: string, set: SelectionSetNode, document: DocumentNode): FieldNode[] {
  return set.selections.flatMap((selection): FieldNode[] => {
    if (selection.kind === Kind.FIELD)
      return (selection.alias ?? selection.name).value === key ? [selection] : [];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsFor(key, selection.selectionSet, document);
    const fragment = document.definitions.find(
      (definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldsFor(key, fragment.selectionSet, document) : [];
  });
}
