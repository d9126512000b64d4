import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { type ExecutionResult, type FormattedExecutionResult, GraphQLError } from 'graphql';
import { fault, isFault, maskError } from './graph-errors.ts';

/** An answer as it leaves the subgraph. */
interface Answer {
  readonly statusCode: number;
  readonly response: FormattedExecutionResult;
}

/**
 * The answer to an operation: faults of resolvers are masked (200, the data that is there), an operation that could not
 * run at all says why (400).
 */
export function formatExecution(execution: ExecutionResult, log: FastifyBaseLogger): Answer {
  const errors = execution.errors ?? [];
  const refused = errors.flatMap(requestErrorsOf);
  if (refused.length > 0) return { statusCode: 400, response: { data: null, errors: refused } };
  const masked = errors.map((error) => {
    const safe = maskError(error);
    if (safe !== error)
      log.error({ ...describe(error.originalError), path: error.path?.join('.') }, 'A resolver failed');
    return safe.toJSON();
  });
  return { statusCode: 200, response: { data: execution.data ?? null, errors: masked } };
}

/** Answers what never became an operation (a token that does not verify, a body that is no JSON) as GraphQL does. */
export function answerRequestFaults(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof GraphQLError && isFault(error)) {
      const status = error.extensions.code === 'UNAUTHENTICATED' ? 401 : 400;
      return reply.code(status).send({ errors: [error.toJSON()] });
    }
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send({ errors: [fault('BAD_USER_INPUT').toJSON()] });
    app.log.error(describe(error), 'A request failed');
    return reply.code(status).send({ errors: [fault('INTERNAL_SERVER_ERROR').toJSON()] });
  });
}

/** Bodies that are no JSON, syntax and validation errors, which Mercurius wraps. */
function requestErrorsOf(error: GraphQLError) {
  const { originalError } = error;
  const code = originalError && 'code' in originalError ? String(originalError.code) : '';
  if (code.startsWith('FST_ERR')) return [fault('BAD_USER_INPUT').toJSON()];
  if (!code.startsWith('MER_ERR_GQL')) return [];
  const inner =
    originalError && 'errors' in originalError && Array.isArray(originalError.errors)
      ? originalError.errors
      : [error];
  return inner.map(requestErrorOf);
}

/** The fault that a scalar found in a value, without what GraphQL says around it; or why the document is not valid. */
function requestErrorOf(error: Error & { originalError?: unknown }) {
  const found = error.originalError instanceof GraphQLError ? error.originalError : error;
  if (found instanceof GraphQLError && isFault(found))
    return { message: found.message, extensions: { code: found.extensions.code } };
  return { message: error.message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
}

/** What a log may hold of an error: not its message or detail, in which a database repeats values of rows. */
export function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { fault: typeof error };
  const { code, constraint, table } = error as Error & Record<string, unknown>;
  const at = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8);
  return { fault: error.name, code, constraint, table, at };
}
