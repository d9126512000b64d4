import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { departmentSentence } from '../../upstream/department-errors.ts';
import { placeErrors } from '../place-errors.ts';
import type { FetchContext } from '../planned-fetch.ts';
import { restorePath } from '../private-aliases.ts';
import type { CompiledOperation } from './compile-operation.ts';
import { type Completion, createExplain } from './completion.ts';
import type { Run } from './run.ts';

/**
 * Runs a compiled operation: fetches by its plan, then makes the answer. Faults of departments are errors in the result;
 * data is null only where the specification says so.
 *
 * @param variables coerced
 */
export async function executeOperation(
  operation: CompiledOperation,
  variables: Readonly<Record<string, unknown>>,
  context: FetchContext,
): Promise<ExecutionResult> {
  const { fetch, complete } = await operation.variant(variables);
  const run: Run = { root: {}, errors: [], variables, context };
  if (fetch !== null) await fetch(run);
  const introspected = operation.introspect?.(variables);
  const errors = placed(run.errors, operation);
  const path: (string | number)[] = [];
  const at: Completion = {
    path,
    explain: createExplain(path, errors, (place) => errors.push(unexplained(place))),
    introspection: introspected?.data ?? {},
  };
  const completed = complete(run.root, at);
  const data = typeof completed === 'object' ? (completed as Record<string, unknown> | null) : null;
  const all = [
    ...errors.map((error) => restorePath(error, operation.aliases)),
    ...(introspected?.errors ?? []),
  ];
  return all.length === 0 ? { data } : { data, errors: all };
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
