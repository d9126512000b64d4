import type { DocumentNode, ExecutionResult, GraphQLError, OperationDefinitionNode } from 'graphql';
import { type Coerce, compileCoercion } from '../coerce-variables.ts';
import { renameAliases } from '../private-aliases.ts';
import { type CompilerParts, compileVariant, type Variant } from './compile-variant.ts';
import { compileIntrospection, type Introspect } from './introspect.ts';
import { conditionsOf, type Operation, operationOf } from './specialise.ts';

type Values = Readonly<Record<string, unknown>>;

/** One operation of a document, ready to run as often as it comes. */
export interface CompiledOperation {
  readonly coerce: Coerce;
  /**
   * The operation as `@skip` and `@include` leave it, at once where it came before. Rejects as planners do (see Planner)
   * where it cannot be planned.
   */
  variant(variables: Values): Variant | Promise<Variant>;
  /** Null: it does not ask about the schema. */
  readonly introspect: Introspect | null;
  readonly definition: OperationDefinitionNode;
  /** In private names, for placing errors. */
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly aliases: ReadonlyMap<string, string>;
}

/** Each variant has a plan of its own; whoever sends every one of many has the oldest planned again. */
const MAX_VARIANTS = 64;

/** Compiles what can be without knowing variables; null where the document holds no operation of that name. */
export function compileOperation(
  parts: CompilerParts,
  client: DocumentNode,
  operationName: string | null,
): CompiledOperation | null {
  const { document, aliases } = renameAliases(client, parts.withArguments);
  const operation = operationOf(document, operationName);
  const original = operationOf(client, operationName);
  if (operation === null || original === null) return null;
  const compile = (conditions: Values) => compileVariant(parts, operation, aliases, conditions);
  return {
    coerce: compileCoercion(parts.apiSchema, operation.definition),
    variant: rememberVariants(operation, compile),
    introspect: compileIntrospection(original, parts.apiSchema),
    definition: operation.definition,
    document,
    operationName,
    aliases,
  };
}

function rememberVariants(
  operation: Operation,
  compile: (conditions: Values) => Promise<Variant>,
): CompiledOperation['variant'] {
  const conditions = conditionsOf(operation);
  const known = new Map<string, Variant | Promise<Variant>>();
  return (variables) => {
    const name = conditions.map((condition) => (variables[condition] === true ? '1' : '0')).join('');
    const found = known.get(name);
    if (found !== undefined) return found;
    const compiling = compile(variables).then(
      (variant) => {
        if (known.get(name) === compiling) known.set(name, variant);
        return variant;
      },
      (error: unknown) => {
        known.delete(name);
        throw error;
      },
    );
    const [oldest] = known.keys();
    if (known.size >= MAX_VARIANTS && oldest !== undefined) known.delete(oldest);
    known.set(name, compiling);
    return compiling;
  };
}

/** The answer to a request that cannot run. */
export function refused(errors: readonly GraphQLError[]): ExecutionResult {
  return { errors: [...errors] };
}
