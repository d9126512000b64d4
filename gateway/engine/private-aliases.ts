import { type DocumentNode, type ExecutionResult, GraphQLError, Kind, visit } from 'graphql';

/** A document without the client's aliases, and the way back. */
export interface PrivateAliases {
  /** The same selections; every alias is a name that no field of a schema has. */
  readonly document: DocumentNode;
  /** The result with the client's own aliases, in data and in the paths of errors. */
  restore(result: ExecutionResult): ExecutionResult;
}

/**
 * Gives every alias a private name while a document is planned and executed.
 *
 * @apollo/gateway merges what it fetches for a rule (`@requires`, `@key`) with what the client asked for by response key.
 * With `finance: library { outcome version }` the library's pass would stand where the rule reads the finance office's
 * outcome: a false pass whenever finance is down or the quicker of the two. A private name meets no field.
 */
export function createPrivateAliases(): (document: DocumentNode) => PrivateAliases {
  const known = new WeakMap<DocumentNode, PrivateAliases>();
  return (document) => {
    const found = known.get(document) ?? renameAliases(document);
    known.set(document, found);
    return found;
  };
}

function renameAliases(document: DocumentNode): PrivateAliases {
  const privateNames = new Map<string, string>();
  const aliases = new Map<string, string>();
  const renamed = visit(document, {
    Field(field) {
      if (field.alias === undefined) return undefined;
      // Fields of different types may share an alias; each then has a name of its own.
      const pair = `${field.alias.value}:${field.name.value}`;
      const name = privateNames.get(pair) ?? `_alias${privateNames.size}_`;
      privateNames.set(pair, name);
      aliases.set(name, field.alias.value);
      return { ...field, alias: { kind: Kind.NAME, value: name } as const };
    },
  });
  if (aliases.size === 0) return { document, restore: (result) => result };
  return { document: renamed, restore: (result) => restoreResult(result, aliases) };
}

function restoreResult(result: ExecutionResult, aliases: ReadonlyMap<string, string>): ExecutionResult {
  const { data, errors } = result;
  return {
    ...result,
    ...(data !== undefined && { data: restoreKeys(data, aliases) as typeof data }),
    ...(errors !== undefined && { errors: errors.map((error) => restorePath(error, aliases)) }),
  };
}

function restoreKeys(value: unknown, aliases: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => restoreKeys(item, aliases));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [aliases.get(key) ?? key, restoreKeys(inner, aliases)]),
  );
}

function restorePath(error: GraphQLError, aliases: ReadonlyMap<string, string>): GraphQLError {
  const { message, nodes, path, extensions, originalError } = error;
  if (path === undefined) return error;
  const restored = path.map((part) => (typeof part === 'string' ? (aliases.get(part) ?? part) : part));
  return new GraphQLError(message, { nodes: nodes ?? null, path: restored, extensions, originalError });
}
