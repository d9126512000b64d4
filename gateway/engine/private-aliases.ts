import { type DocumentNode, type ExecutionResult, GraphQLError, Kind, visit } from 'graphql';
import { parseSupergraph } from '../supergraph/parsed-supergraph.ts';

/** A document without the client's aliases. */
export interface RenamedDocument {
  /** The same selections; every alias, and every field that takes arguments, has a name that no field of a schema has. */
  readonly document: DocumentNode;
  /** The client's response keys, by the private names. */
  readonly aliases: ReadonlyMap<string, string>;
}

/** A renamed document, and the way back. */
export interface PrivateAliases extends RenamedDocument {
  /** The result with the client's own aliases, in data and in the paths of errors. */
  restore(result: ExecutionResult): ExecutionResult;
}

/** The names of all fields that take arguments, in any type and whoever may see them. */
export function fieldsWithArguments(supergraphSdl: string): ReadonlySet<string> {
  const names = new Set<string>();
  visit(parseSupergraph(supergraphSdl), {
    FieldDefinition({ name, arguments: taken = [] }) {
      if (taken.length > 0) names.add(name.value);
    },
  });
  return names;
}

/** Renames each document once (see renameAliases). */
export function createPrivateAliases(
  withArguments: ReadonlySet<string>,
): (document: DocumentNode) => PrivateAliases {
  const known = new WeakMap<DocumentNode, PrivateAliases>();
  return (document) => {
    const found = known.get(document);
    if (found !== undefined) return found;
    const renamed = renameAliases(document, withArguments);
    const { aliases } = renamed;
    const restore = (result: ExecutionResult) =>
      aliases.size === 0 ? result : restoreResult(result, aliases);
    known.set(document, { ...renamed, restore });
    return { ...renamed, restore };
  };
}

/**
 * Gives a private name to every alias, and to every field that takes arguments, while a document is planned and executed.
 *
 * What is fetched for a rule (`@requires`, `@key`) and what the client asked for meet by response key. With
 * `finance: library { outcome version }` the library's pass would stand where the rule reads the finance office's
 * outcome: a false pass whenever finance is down or the quicker of the two; and a rule that requires
 * `price(currency: "USD")` would read the client's `price`, with arguments or without. A private name meets no field.
 */
export function renameAliases(document: DocumentNode, withArguments: ReadonlySet<string>): RenamedDocument {
  const privateNames = new Map<string, string>();
  const aliases = new Map<string, string>();
  const renamed = visit(document, {
    Field(field) {
      const name = field.name.value;
      const key = (field.alias ?? field.name).value;
      if (key === name && !withArguments.has(name))
        // The same response key as without: a mutation with a name of its own would be run twice.
        return field.alias === undefined ? undefined : { ...field, alias: undefined };
      // Fields of different types may share an alias; each then has a name of its own.
      const pair = `${key}:${name}`;
      const privateName = privateNames.get(pair) ?? `_alias${privateNames.size}_`;
      privateNames.set(pair, privateName);
      aliases.set(privateName, key);
      return { ...field, alias: { kind: Kind.NAME, value: privateName } as const };
    },
  });
  return { document: renamed, aliases };
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

/** The error with the client's own aliases in its path. */
export function restorePath(error: GraphQLError, aliases: ReadonlyMap<string, string>): GraphQLError {
  const { message, nodes, path, extensions, originalError } = error;
  if (path === undefined || aliases.size === 0) return error;
  const restored = path.map((part) => (typeof part === 'string' ? (aliases.get(part) ?? part) : part));
  return new GraphQLError(message, { nodes: nodes ?? null, path: restored, extensions, originalError });
}
