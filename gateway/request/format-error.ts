import type { GraphQLFormattedError } from 'graphql';
import { type ErrorCode, errorTable, isErrorCode, sentenceFor } from './errors.ts';
import { safeMessage } from './safe-message.ts';

/** What of `extensions` a client may see; everything else (stack, service name, …) stays inside. */
const shown = ['department', 'departmentName', 'phone', 'retryable'] as const;

/** Codes of HTTP-level refusals that Apollo Server all calls BAD_REQUEST. */
const byStatus: Partial<Record<number, ErrorCode>> = {
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

/**
 * The error as a client is shown it: message, locations, path, and `extensions` with a code of the table, the request
 * id, and for departments their contact. A code that is not in the table becomes INTERNAL_SERVER_ERROR, whose message
 * says nothing.
 */
export function formatError(
  error: GraphQLFormattedError,
  original: unknown,
  requestId: string | undefined,
): GraphQLFormattedError {
  const code = codeOf(error, original);
  const extensions: Record<string, unknown> = { code };
  for (const key of shown) if (error.extensions?.[key] !== undefined) extensions[key] = error.extensions[key];
  if (requestId !== undefined) extensions.requestId = requestId;
  return {
    message: messageFor(code, error.message),
    ...(error.locations && { locations: error.locations }),
    ...(error.path && { path: error.path }),
    extensions,
  };
}

/** A JSON body for a refusal that happens outside GraphQL; `message` says more than the table's sentence, `retryAfter` is in seconds. */
export function errorBody(
  code: ErrorCode,
  requestId: string,
  message: string = sentenceFor(code),
  retryAfter?: number,
) {
  const wait = retryAfter === undefined ? {} : { retryable: true, retryAfter };
  return { errors: [{ message, extensions: { code, ...wait, requestId } }] };
}

/** The status of a response without data, by the code of its first error. */
export function statusFor(code: unknown): number {
  return errorTable[isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR'].status;
}

function codeOf(error: GraphQLFormattedError, original: unknown): ErrorCode {
  const { code, validationErrorCode } = error.extensions ?? {};
  if (validationErrorCode === 'INTROSPECTION_DISABLED') return 'INTROSPECTION_DISABLED';
  const http = (original as { extensions?: { http?: { status?: unknown } } } | null)?.extensions?.http;
  const refined = typeof http?.status === 'number' ? byStatus[http.status] : undefined;
  if (refined !== undefined) return refined;
  return isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR';
}

/** Sentences about departments are ours, phone and all; of those from elsewhere only what is fit to be seen. */
function messageFor(code: ErrorCode, message: string): string {
  if (code === 'INTERNAL_SERVER_ERROR' || code === 'INTROSPECTION_DISABLED') return sentenceFor(code);
  return safeMessage(message) ?? sentenceFor(code);
}
