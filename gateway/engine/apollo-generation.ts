import './apollo-telemetry.ts';
import { ApolloGateway } from '@apollo/gateway';
import { buildASTSchema, type ExecutionResult, parse } from 'graphql';
import { apolloLogger } from '../observe/apollo-logger.ts';
import type { Log } from '../observe/log.ts';
import type { Contacts } from '../supergraph/contacts.ts';
import { createShapeReader } from '../upstream/answer-shape.ts';
import {
  createDepartmentClient,
  type DepartmentClient,
  type UpstreamLimits,
} from '../upstream/department-client.ts';
import { createDataSource, type FetchContext } from './apollo-data-source.ts';
import type { EngineRequest, LoadedSupergraph } from './engine.ts';
import { createPrivateAliases } from './private-aliases.ts';
import { tidyResult } from './tidy-result.ts';

/** What every generation is made with. */
export interface GenerationParts {
  readonly limits: UpstreamLimits;
  readonly contacts: Contacts;
  readonly log: Log;
}

/** One supergraph with its planner and its connections. */
export interface Generation extends LoadedSupergraph {
  execute(request: EngineRequest): Promise<ExecutionResult>;
  /** Resolves when the requests in flight have ended and the connections are closed. */
  retire(): Promise<void>;
}

type PlannerContext = Parameters<ApolloGateway['executor']>[0];

/**
 * Plans a supergraph with @apollo/gateway. Each supergraph gets an instance of its own instead of that package's update
 * callback, so that a request in flight can never meet the plans, schema or connections of a newer one.
 * Rejects where the SDL is no valid supergraph.
 */
export async function createGeneration(supergraphSdl: string, parts: GenerationParts): Promise<Generation> {
  const shapes = createShapeReader(
    buildASTSchema(parse(supergraphSdl), { assumeValid: true, assumeValidSDL: true }),
  );
  const clients: DepartmentClient[] = [];
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService({ name, url }) {
      const client = createDepartmentClient(url ?? '', parts.limits);
      clients.push(client);
      return createDataSource({ ...parts, subgraph: name, client, shapes });
    },
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    __exposeQueryPlanExperimental: false,
    validateSupergraph: true,
    logger: apolloLogger(parts.log),
  });
  const { schema, executor } = await gateway.load();
  const inFlight = createInFlightCount();
  const privateAliases = createPrivateAliases();

  return {
    apiSchema: schema,
    supergraphSdl,
    async execute(request) {
      const leave = inFlight.enter();
      try {
        const { document, restore } = privateAliases(request.document);
        const work = { ...request, document };
        return restore(tidyResult(await executor(plannerContext(work)), work));
      } finally {
        leave();
      }
    },
    async retire() {
      await inFlight.empty();
      await gateway.stop();
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}

/** Only what the executor reads; see its source, executeQueryPlan.js. */
function plannerContext(request: EngineRequest): PlannerContext {
  const { authorization, requestId, signal, variables, operationName } = request;
  const context: FetchContext = { authorization, requestId, signal };
  return {
    request: { variables, ...(operationName !== null && { operationName }) },
    document: request.document,
    queryHash: request.documentHash,
    operationName,
    metrics: {},
    context,
  } as unknown as PlannerContext;
}

function createInFlightCount() {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    enter() {
      count++;
      return () => {
        count--;
        if (count > 0) return;
        for (const resolve of waiting) resolve();
        waiting = [];
      };
    },
    empty: () => (count === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve))),
  };
}
