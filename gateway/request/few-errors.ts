import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { OperationContext } from './operation-context.ts';

const MOST = 10;
const QUOTED = /"[^"]*"/g;
/** What `validate` adds when it gives up, which is about itself. */
const GAVE_UP = /^Too many validation errors/;

/**
 * Answers a document that cannot be executed with its first error of each kind, at most ten: whoever makes a hundred
 * mistakes by hand makes one kind, and who makes them on purpose is not worth an answer longer than the question.
 */
export function fewErrors(): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body } }) {
          if (body.kind !== 'single' || body.singleResult.data !== undefined) return;
          const { errors } = body.singleResult;
          if (errors !== undefined && errors.length > 1) body.singleResult.errors = firstOfEachKind(errors);
        },
      };
    },
  };
}

/** Of errors that differ only in the names that they quote the first; at most ten. */
export function firstOfEachKind(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const kinds = new Map<string, GraphQLFormattedError>();
  for (const error of errors) {
    if (GAVE_UP.test(error.message)) continue;
    const kind = error.message.replace(QUOTED, '""');
    if (!kinds.has(kind)) kinds.set(kind, error);
  }
  return [...kinds.values()].slice(0, MOST);
}
