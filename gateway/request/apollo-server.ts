import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Mode } from '../config.ts';
import type { GatewayInterface } from '../engine/apollo-server-gateway.ts';
import { apolloLogger } from '../observe/apollo-logger.ts';
import { faultFields, type Log } from '../observe/log.ts';
import { formatError, statusFor } from './format-error.ts';
import { mutationRules } from './mutation-rules.ts';
import { type OperationContext, operationScope } from './operation-context.ts';

/**
 * Apollo Server over the gateway's engine, not started: parses, validates, executes, and formats errors by the table.
 * Reports to nobody, registers no documents, takes no batches; introspection outside production only. GET without a
 * preflight header only in `open` mode.
 */
export function createApolloServer(
  gateway: GatewayInterface,
  mode: Mode,
  log: Log,
): ApolloServer<OperationContext> {
  return new ApolloServer<OperationContext>({
    gateway,
    nodeEnv: mode === 'production' ? 'production' : 'development',
    introspection: mode !== 'production',
    csrfPrevention: mode !== 'open',
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
      // A foreign supergraph may mean anything by a mutation.
      ...(mode === 'open' ? [] : [mutationRules()]),
      tableStatus(log),
    ],
  });
}

/** A response without data has the status of its first error's code; unexpected faults are logged. */
function tableStatus(log: Log): ApolloServerPlugin<OperationContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, errors, contextValue }) {
          if (response.body.kind !== 'single') return;
          const { data, errors: formatted } = response.body.singleResult;
          formatted?.forEach((error, index) => {
            if (error.extensions?.code !== 'INTERNAL_SERVER_ERROR') return;
            const original = errors?.[index]?.originalError ?? errors?.[index];
            log.error({ requestId: contextValue.requestId, ...faultFields(original) }, 'unexpected fault');
          });
          if (data === undefined && formatted?.[0] !== undefined)
            response.http.status = statusFor(formatted[0].extensions?.code);
        },
      };
    },
  };
}
