import './apollo-telemetry.ts';
import { ApolloGateway } from '@apollo/gateway';
import { prettyFormatQueryPlan } from '@apollo/query-planner';
import { buildASTSchema, parse } from 'graphql';
import { apolloLogger } from '../../observe/apollo-logger.ts';
import { createShapeReader } from '../../upstream/answer-shape.ts';
import { type Reading, startReading, tellReading } from '../../upstream/cache/reading.ts';
import type { EngineRequest } from '../engine.ts';
import { createInFlightCount, type Generation } from '../generations.ts';
import { createDepartments, type GenerationParts } from '../open-departments.ts';
import type { FetchContext } from '../planned-fetch.ts';
import { apolloPlannerLimits } from '../planner/apollo-planner-limits.ts';
import { readableByApollo } from '../planner/readable-by-apollo.ts';
import { createPrivateAliases, fieldsWithArguments } from '../private-aliases.ts';
import { createDataSource } from './apollo-data-source.ts';
import { createSettled } from './settled-document.ts';
import { tidyResult } from './tidy-result.ts';

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
  const { cache = null } = parts;
  const departments = createDepartments(supergraphSdl, shapes, parts);
  const gateway = new ApolloGateway({
    supergraphSdl: readableByApollo(supergraphSdl),
    buildService: ({ name, url }) => createDataSource(name, departments.open(name, url ?? '')),
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true, debug: apolloPlannerLimits },
    __exposeQueryPlanExperimental: false,
    experimental_didResolveQueryPlan: ({ queryPlan, requestContext }) => {
      const { explanation } = requestContext.context as FetchContext;
      explanation?.planned(() => ({ text: prettyFormatQueryPlan(queryPlan), stepOf: () => undefined }));
    },
    validateSupergraph: true,
    logger: apolloLogger(parts.log),
  });
  const { schema, executor } = await gateway.load();
  const inFlight = createInFlightCount();
  const privateAliases = createPrivateAliases(fieldsWithArguments(supergraphSdl));
  const settled = createSettled();

  return {
    apiSchema: schema,
    supergraphSdl,
    async execute(request) {
      inFlight.enter();
      try {
        const { document, restore } = privateAliases(request.document);
        const work = { ...request, ...settled(document, request) };
        const reading = await startReading(request, cache);
        const result = await executor(plannerContext(work, reading));
        return tellReading(restore(tidyResult(result, work)), reading);
      } finally {
        inFlight.leave();
      }
    },
    // @apollo/gateway plans when it is asked.
    planAhead: async () => {},
    async retire() {
      await inFlight.empty();
      await gateway.stop();
      await departments.close();
    },
  };
}

/** Only what the executor reads; see its source, executeQueryPlan.js. */
function plannerContext(request: EngineRequest, { freshness, tally }: Reading): PlannerContext {
  const { forwardedAuthorization, requestId, signal, viewer, variables, operationName } = request;
  const { explanation } = request;
  const asker = { forwardedAuthorization, requestId, signal, viewer, ...(explanation && { explanation }) };
  const context: FetchContext = { ...asker, operation: request.kind, freshness, tally };
  return {
    request: { variables, ...(operationName !== null && { operationName }) },
    document: request.document,
    queryHash: request.documentHash,
    operationName,
    metrics: {},
    context,
  } as unknown as PlannerContext;
}
