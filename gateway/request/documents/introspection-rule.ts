import type { ApolloServerPlugin } from '@apollo/server';
import { BREAK, type DocumentNode, GraphQLError, visit } from 'graphql';
import { sentenceFor } from '../errors.ts';
import type { OperationContext } from '../operation-context.ts';
import { type DocumentPolicy, mayReadSchema } from './document-policy.ts';

/** Whether a document asks for the schema anywhere, its fragments included. */
export function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ name: { value } }) {
      if (value !== '__schema' && value !== '__type') return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}

/** Refuses introspection (INTROSPECTION_DISABLED) before anything executes, where the viewer may not read the schema. */
export function introspectionRule(policy: DocumentPolicy): ApolloServerPlugin<OperationContext> {
  // One document object serves many requests: it is parsed once and kept.
  const known = new WeakMap<DocumentNode, boolean>();
  const asks = (document: DocumentNode): boolean => {
    const answer = known.get(document) ?? introspects(document);
    known.set(document, answer);
    return answer;
  };
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, contextValue: { viewer, sent } }) {
          if (sent === undefined || sent.documentId !== null) return;
          if (mayReadSchema(viewer, policy) || !asks(document)) return;
          const code = 'INTROSPECTION_DISABLED';
          throw new GraphQLError(sentenceFor(code), { extensions: { code } });
        },
      };
    },
  };
}
