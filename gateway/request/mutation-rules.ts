import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import { GraphQLError, type OperationDefinitionNode } from 'graphql';
import { fillIdempotencyKey } from './idempotency-key.ts';
import type { OperationContext } from './operation-context.ts';
import { countResults, rootFields } from './root-fields.ts';

const TOO_MANY =
  '一个文档只能包含一个变更操作。 A document holds one root mutation field; send the others by themselves.';
const NOT_HERE = '订阅请发往 /graphql/stream。 Subscriptions go to /graphql/stream, over server-sent events.';
const REASONS = {
  missing:
    '请在 input 或请求头 Idempotency-Key 中给出幂等键。 Give an idempotency key, in the input or in the header Idempotency-Key.',
  malformed:
    '幂等键须为 16 至 64 位字母、数字、- 或 _。 An idempotency key has 16 to 64 letters, digits, - or _.',
  differs:
    '请求头 Idempotency-Key 与 input 中的幂等键不一致。 The header Idempotency-Key and the key in the input differ.',
} as const;

type Resolved = GraphQLRequestContextDidResolveOperation<OperationContext>;
type Changeable = { -readonly [Key in keyof Resolved]: Resolved[Key] };

/**
 * What holds for every mutation before anything of it executes: one root field per document
 * (GRAPHQL_VALIDATION_FAILED), and an idempotency key where its input takes one (BAD_USER_INPUT). A subscription is at
 * the wrong address (BAD_REQUEST).
 */
export function mutationRules(): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation(context) {
          const { document, operation } = context;
          if (operation?.operation === 'subscription') throw refusal('BAD_REQUEST', NOT_HERE);
          if (operation?.operation !== 'mutation') return;
          if (countResults(rootFields(document, operation)) > 1)
            throw refusal('GRAPHQL_VALIDATION_FAILED', TOO_MANY);
          fillKey(context, operation);
        },
      };
    },
  };
}

function fillKey(context: Resolved, operation: OperationDefinitionNode): void {
  const { schema, document, request } = context;
  const fill = fillIdempotencyKey({
    schema,
    document,
    operation,
    variables: request.variables ?? {},
    header: request.http?.headers.get('idempotency-key'),
  });
  if (fill.kind === 'refused') throw refusal('BAD_USER_INPUT', REASONS[fill.reason]);
  if (fill.kind === 'unchanged') return;
  request.variables = fill.variables;
  // The context is an object of this request alone; what its document is parsed from stays as it was.
  (context as Changeable).document = fill.document;
}

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
