import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Log } from '../observe/log.ts';
import { sentenceFor } from '../request/errors.ts';
import type { OperationContext } from '../request/operation-context.ts';
import { startDeadline } from '../upstream/deadline.ts';
import type { Engine, LoadedSupergraph } from './engine.ts';

/** Apollo Server asks the engine even then, and gives the error its code. */
const UNCLEAR = sentenceFor('OPERATION_RESOLUTION_FAILURE');

/** Apollo Server's port for engines, which it names only in its options. */
export type GatewayInterface = ApolloServerOptionsWithGateway<OperationContext>['gateway'];

/** Limits of a whole request, shared by all its fetches; milliseconds. */
export interface RequestLimits {
  readonly queryDeadlineMs: number;
  readonly mutationDeadlineMs: number;
}

/**
 * The engine as Apollo Server takes it. A query ends at its deadline, or when its caller has gone, with what is there;
 * a mutation runs on without its caller, because giving it up would not undo it.
 */
export function createServerGateway(engine: Engine, limits: RequestLimits, log: Log): GatewayInterface {
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
          const {
            viewer,
            forwardedAuthorization,
            requestId,
            callerGone,
            freshness = 'cached',
          } = context as OperationContext;
          const kind = operation.operation === 'mutation' ? 'mutation' : 'query';
          const deadline =
            kind === 'mutation'
              ? startDeadline(limits.mutationDeadlineMs)
              : startDeadline(limits.queryDeadlineMs, callerGone);
          log.debug({ requestId, kind, hash: queryHash }, 'operation');
          try {
            const work = {
              apiSchema: schema,
              document,
              documentHash: queryHash,
              operationName,
              kind,
            } as const;
            const caller = { viewer, forwardedAuthorization, requestId, freshness };
            const { signal } = deadline;
            return await engine.execute({ ...work, ...caller, signal, variables: request.variables ?? {} });
          } finally {
            deadline.release();
          }
        },
      };
    },
    stop: async () => {},
  };
}
