import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { departmentSentence } from '../../upstream/department-errors.ts';
import { placeErrors } from '../place-errors.ts';
import type { FetchContext } from '../planned-fetch.ts';
import { restorePath } from '../private-aliases.ts';
import { awaitVariant } from './await-variant.ts';
import type { CompiledOperation } from './compile-operation.ts';
import type { Variant } from './compile-variant.ts';
import { type Complete, type Completion, createExplain } from './completion.ts';
import type { Run } from './run.ts';

/**
 * Runs a compiled operation: fetches by its plan, then makes the answer. Faults of departments are errors in the result;
 * data is null only where the specification says so. At once where nothing has to be waited for.
 *
 * @param variables coerced
 */
export function executeOperation(
  operation: CompiledOperation,
  variables: Readonly<Record<string, unknown>>,
  context: FetchContext,
): ExecutionResult | Promise<ExecutionResult> {
  const variant = operation.variant(variables);
  if (variant instanceof Promise)
    return awaitVariant(variant, context, (later) => execute(later, operation, variables, context));
  return execute(variant, operation, variables, context);
}

function execute(
  { fetch, complete, explain }: Variant,
  operation: CompiledOperation,
  variables: Run['variables'],
  context: FetchContext,
): ExecutionResult | Promise<ExecutionResult> {
  const run: Run = { root: {}, errors: [], variables, context };
  context.explanation?.planned(explain);
  const waiting = fetch?.(run);
  return waiting === undefined
    ? answer(run, complete, operation)
    : waiting.then(() => answer(run, complete, operation));
}

/** Makes the answer of what was fetched. */
function answer(run: Run, complete: Complete, operation: CompiledOperation): ExecutionResult {
  const introspected = operation.introspect?.(run.variables);
  const errors = placed(run.errors, operation);
  const path: (string | number)[] = [];
  const at: Completion = {
    path,
    explain: createExplain(path, errors, (place) => errors.push(unexplained(place))),
    introspection: introspected?.data ?? {},
  };
  const completed = complete(run.root, at);
  const data = typeof completed === 'object' ? (completed as Record<string, unknown> | null) : null;
  if (errors.length === 0 && introspected?.errors === undefined) return { data };
  const restored = errors.map((error) => restorePath(error, operation.aliases));
  return { data, errors: [...restored, ...(introspected?.errors ?? [])] };
}

function placed(errors: readonly GraphQLFormattedError[], operation: CompiledOperation): GraphQLError[] {
  if (errors.length === 0) return [];
  const made = errors.map(
    ({ message, path, extensions }) =>
      new GraphQLError(message, { ...(path && { path }), ...(extensions && { extensions }) }),
  );
  return placeErrors(made, operation.document, operation.operationName);
}

/** A department left out, or nulled, what may not be null. */
function unexplained(path: readonly (string | number)[]): GraphQLError {
  const code = 'DEPARTMENT_BAD_RESPONSE';
  return new GraphQLError(departmentSentence(code, undefined, false), { path, extensions: { code } });
}
