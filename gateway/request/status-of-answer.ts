import type { ApolloServerPlugin } from '@apollo/server';
import { statusFor } from './format-error.ts';
import type { OperationContext } from './operation-context.ts';

/** Faults of a document, in a request that is well formed as such. */
const OF_THE_DOCUMENT = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/**
 * Gives a response without data the status of its first error's code. The exception is GraphQL over HTTP, section
 * "application/json": clients of that older media type take everything but 200 for a fault of the network, so whoever
 * accepts it by name, and not application/graphql-response+json, is told of faults of the document under 200.
 */
export function statusOfAnswer(): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ request, response }) {
          if (response.body.kind !== 'single') return;
          const { data, errors } = response.body.singleResult;
          if (data !== undefined || errors?.[0] === undefined) return;
          response.http.status = statusOfFault(
            errors[0].extensions?.code,
            request.http?.headers.get('accept'),
          );
        },
      };
    },
  };
}

/** The status of a response without data (see statusOfAnswer), by the code of its first error and the caller's Accept. */
export function statusOfFault(code: unknown, accept: string | undefined): number {
  return acceptsOlderOnly(accept) && OF_THE_DOCUMENT.has(code) ? 200 : statusFor(code);
}

function acceptsOlderOnly(accept = ''): boolean {
  return /\bapplication\/json\b/i.test(accept) && !/\bapplication\/graphql-response\+json\b/i.test(accept);
}
