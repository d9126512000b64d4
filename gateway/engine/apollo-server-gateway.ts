import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { sentenceFor } from '../request/errors.ts';
import type { OperationContext } from '../request/operation-context.ts';
import type { Engine, LoadedSupergraph } from './engine.ts';
import type { RunOperation } from './run-operation.ts';

/** Apollo Server asks the engine even then, and gives the error its code. */
const UNCLEAR = sentenceFor('OPERATION_RESOLUTION_FAILURE');

/** Apollo Server's port for engines, which it names only in its options. */
export type GatewayInterface = ApolloServerOptionsWithGateway<OperationContext>['gateway'];

/** The engine as Apollo Server takes it. */
export function createServerGateway(engine: Engine, run: RunOperation): GatewayInterface {
  return {
    onSchemaLoadOrUpdate(callback) {
      const tell = ({ apiSchema, supergraphSdl }: LoadedSupergraph) =>
        callback({ apiSchema, coreSupergraphSdl: supergraphSdl });
      const loaded = engine.current();
      if (loaded !== null) tell(loaded);
      return engine.onReload(tell);
    },
    async load() {
      return {
        executor: async ({ schema, document, queryHash, operationName, operation, request, context }) => {
          if (operation === undefined) return { errors: [new GraphQLError(UNCLEAR)] };
          const kind = operation.operation === 'mutation' ? 'mutation' : 'query';
          const work = { apiSchema: schema, document, documentHash: queryHash, operationName, kind } as const;
          const wantsPlan = request.extensions?.plan === true;
          return run({ ...work, variables: request.variables ?? {}, wantsPlan }, context as OperationContext);
        },
      };
    },
    stop: async () => {},
  };
}
