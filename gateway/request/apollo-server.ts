import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '../engine/apollo-server-gateway.ts';
import { apolloLogger } from '../observe/apollo-logger.ts';
import { faultFields, type Log } from '../observe/log.ts';
import type { DocumentPolicy } from './documents/document-policy.ts';
import type { Documents } from './documents/documents.ts';
import { introspectionRule } from './documents/introspection-rule.ts';
import { fewErrors } from './few-errors.ts';
import { formatError } from './format-error.ts';
import type { GraphqlServer, SentRequest } from './graphql-server.ts';
import { mutationRules } from './mutation-rules.ts';
import { type OperationContext, operationScope } from './operation-context.ts';
import { type CountOperation, type OnOperation, operationCounts } from './operation-counts.ts';
import { preflightHeaders } from './preflight-headers.ts';
import { statusOfAnswer } from './status-of-answer.ts';
import { studentNumberRule } from './student-number-rule.ts';
import { verifyFormLimit } from './verify-form-limit.ts';

/** What Apollo Server is put between. */
export interface ApolloServerParts {
  readonly gateway: GatewayInterface;
  readonly policy: DocumentPolicy;
  readonly documents: Pick<Documents, 'store'>;
  readonly onOperation: OnOperation;
  readonly countOperation: CountOperation;
  readonly log: Log;
}

/**
 * Apollo Server over the gateway's engine, not started: parses, validates, executes, and formats errors by the table.
 * Reports to nobody, registers no documents, takes no batches; introspection for whom the policy lets. GET without a
 * preflight header only in `open` mode.
 */
export function createApolloServer(parts: ApolloServerParts): ApolloServer<OperationContext> {
  const { gateway, policy, documents, onOperation, countOperation, log } = parts;
  const { mode } = policy;
  return new ApolloServer<OperationContext>({
    gateway,
    nodeEnv: mode === 'production' ? 'production' : 'development',
    // Who may is not known here; introspectionRule refuses.
    introspection: true,
    csrfPrevention: mode !== 'open' && { requestHeaders: preflightHeaders },
    documentStore: documents.store,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, original) =>
      formatError(formatted, original, operationScope.getStore()?.requestId),
    logger: apolloLogger(log),
    stringifyResult: async (value) => JSON.stringify(value),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      introspectionRule(policy),
      // A foreign supergraph may mean anything by a mutation.
      ...(mode === 'open' ? [] : [studentNumberRule(), mutationRules(), verifyFormLimit()]),
      // Last of those that may refuse.
      operationCounts(onOperation, countOperation),
      fewErrors(),
      statusOfAnswer(),
      faultsLogged(log),
    ],
  });
}

/** Apollo Server, started, with one plugin more. */
export async function openApolloServer(
  parts: ApolloServerParts,
  plugin: ApolloServerPlugin<OperationContext>,
): Promise<GraphqlServer> {
  const server = createApolloServer(parts);
  server.addPlugin(plugin);
  await server.start();
  return {
    answer: (sent, scope) =>
      server.executeHTTPGraphQLRequest({ httpGraphQLRequest: asApollos(sent), context: async () => scope }),
    execute: ({ query, variables, http }, scope) =>
      server.executeOperation(
        { query, ...(variables && { variables }), ...(http && { http: asApollos(http) }) },
        { contextValue: scope },
      ),
    stop: () => server.stop(),
  };
}

function asApollos(sent: SentRequest) {
  return { ...sent, headers: new HeaderMap(sent.headers) };
}

/** Unexpected faults are logged, without their messages. */
function faultsLogged(log: Log): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, errors, contextValue }) {
          if (response.body.kind !== 'single') return;
          response.body.singleResult.errors?.forEach((error, index) => {
            if (error.extensions?.code !== 'INTERNAL_SERVER_ERROR') return;
            const original = errors?.[index]?.originalError ?? errors?.[index];
            log.error({ requestId: contextValue.requestId, ...faultFields(original) }, 'unexpected fault');
          });
        },
      };
    },
  };
}
