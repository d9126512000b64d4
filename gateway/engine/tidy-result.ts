import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { departmentSentence } from '../upstream/department-errors.ts';

type Path = readonly (string | number)[];

/**
 * Gives every error the path of a field that the client asked for. A planner also fetches what only a rule `@requires`;
 * when that fails, its error moves up to the nearest field of the document, and goes where an error of the same
 * department and code already speaks for that place. Values that Apollo nulled without an error (it reports them in
 * `extensions.valueCompletion`) become errors.
 */
export function tidyResult(
  result: ExecutionResult,
  request: { readonly document: DocumentNode; readonly operationName: string | null },
): ExecutionResult {
  const { valueCompletion, ...extensions } = result.extensions ?? {};
  const nulled = (Array.isArray(valueCompletion) ? valueCompletion : []).map(asBadResponse);
  const found = [...(result.errors ?? []).map(asGraphqlError), ...nulled];
  const { errors: _errors, extensions: _extensions, ...rest } = result;
  return {
    ...rest,
    ...(found.length > 0 && { errors: placeErrors(found, request.document, request.operationName) }),
    ...(Object.keys(extensions).length > 0 && { extensions }),
  };
}

/** The executor passes on whatever was thrown while it worked. */
function asGraphqlError(error: Error): GraphQLError {
  return error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error });
}

function asBadResponse(error: GraphQLError): GraphQLError {
  const code = 'DEPARTMENT_BAD_RESPONSE';
  return new GraphQLError(departmentSentence(code, undefined, false), {
    path: error.path,
    extensions: { code },
  });
}

function placeErrors(
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
