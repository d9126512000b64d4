import { type DocumentNode, type ExecutionResult, GraphQLError } from 'graphql';
import { departmentSentence } from '../../upstream/department-errors.ts';
import { placeErrors } from '../place-errors.ts';

/**
 * A result of @apollo/gateway with errors where the client asked (see placeErrors). Values that it nulled without an
 * error (it reports them in `extensions.valueCompletion`) have one, too.
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
